import { table } from '../demo/table.mjs';
import { casesFor } from './cases.mjs';
import { withSetting } from './child.mjs';
import { measureCase } from './measure.mjs';
import { readOptions, USAGE } from './options.mjs';
import { sheetOf, titleOf, verdictSheet } from './report.mjs';
import { judge } from './targets.mjs';

/** Exit code of a program that Ctrl-C ended, as shells have it. */
const INTERRUPTED = 130;

/**
 * Measures, prints what it measures as it goes, and ends with every target beside its measured ratio.
 *
 * @param {readonly string[]} argv
 * @returns {Promise<number>} exit code: 0 if the bench ran to its end, whatever it found
 */
export async function bench(argv) {
	const options = readOptions(argv);
	if (!options) {
		console.log(USAGE);
		return 0;
	}
	// So that the emulator, which has a process group of its own, ends with us.
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(INTERRUPTED));
	const cases = casesFor(options);
	const results = await withSetting(options.profile, async (setting) => {
		const results = [];
		for (const one of cases) {
			const result = await measureCase(one, setting, (line) => process.stderr.write(`${line}\n`));
			results.push(result);
			show(titleOf(result), sheetOf(result));
		}
		return results;
	});
	show('Targets', verdictSheet(judge(results)));
	if (options.write) await (await import('./page.mjs')).writePage(results);
	return 0;
}

/**
 * @param {string} title
 * @param {import('./report.mjs').Sheet} sheet
 */
const show = (title, { columns, rows }) => console.log(`\n${title}\n\n${table(columns, rows)}`);
