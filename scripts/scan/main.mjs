/**
 * `npm run scan [folders]`: n8n's scanner over each package, as sources and as published. The scanner's own command
 * exits with 0 whatever it finds; this one does not.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishable } from '../packages/publishable.mjs';
import { runCommand } from '../problem.mjs';
import { scanned } from './legs.mjs';

/** @param {string} folder */
async function report(folder) {
	const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const verdicts = await scanned(folder);
	for (const { leg, passed, found } of verdicts) {
		console.log(`${passed ? '✓' : '✗'} ${name}, ${leg}`);
		if (!passed) console.log(found);
	}
	return verdicts.every(({ passed }) => passed);
}

await runCommand(async () => {
	let clean = true;
	for (const folder of publishable(process.argv.slice(2))) clean = (await report(folder)) && clean;
	return clean ? 0 : 1;
});
