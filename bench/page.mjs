import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { NODE } from '../demo/host.mjs';
import { ROOT } from '../scripts/paths.mjs';
import { install } from '../scripts/setup.mjs';
import { machineInWords } from './machine.mjs';
import { sheetOf, titleOf, verdictSheet } from './report.mjs';
import { judge } from './targets.mjs';
import { vendors } from './vendors/index.mjs';

/** @typedef {import('./measure.mjs').Result} Result */

const ROOM = join(ROOT, 'bench');
const PAGE = join(ROOT, 'docs', 'performance.md');
const PICTURE = join(ROOT, 'docs', 'pictures', 'performance.svg');

/** Who stands in the picture, from top to bottom. */
const SHOWN = /** @type {const} */ ({
	items: 'Scan to items',
	file: 'Scan to file',
	httpRequest: 'HTTP Request node',
	loop: 'Sequential loop',
	floor: 'Floor',
});

/**
 * Makes docs/performance.md and its picture.
 *
 * @param {readonly Result[]} results
 */
export async function writePage(results) {
	const text = pageOf(results);
	await writeFile(PAGE, await format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
	await drawPicture(results);
}

/** @param {readonly Result[]} results */
const pageOf = (results) => `# Performance

What a scan takes, beside what a person would use instead. Made by \`npm run bench -- --write\`; do not edit.

![Bars for each vendor: how many times as fast as the HTTP Request node our scan, a sequential loop and the floor are](pictures/performance.svg)

## How it is measured

- The emulator of the four vendor APIs runs in a process of its own, with its records made beforehand up to 400,000 of them. Every answer waits 0, 100 or 400 ms, all for the same time, and brings the same records to everyone.
- **Scan to items** and **Scan to file** are the built package with default options, run as a production execution by the n8n that \`npm run demo\` installs. The file is compressed unless it says otherwise.
- **HTTP Request node** is n8n's own node with pagination, set up as a person would for that vendor, with the page size of our default options. It keeps whole pages: the node that would split them into records is left out, to its advantage.
- **Sequential loop** is a loop around axios on one kept connection, with the same page size; for Defender also with the page of 500 that [Microsoft's script](https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities-investigate-script) asks for.
- **Floor** makes the requests of the scan again, as many at a time as a scan has under way by default, with undici, and throws the answers away.
- **As OCSF** and **as ECS** are the same scan with that **Format**.
- **n8n's request helper alone** makes them once more in the one way that n8n gives nodes to ask, and throws the answers away: no node takes less. **JSON.parse and JSON.stringify** is the CPU time of these two for the bytes of the same answers, with and without keeping what was parsed.
- Every measured run is a process of its own: it loads, warms up on the newest fiftieth of the records, and is measured once. What stands here is the median of up to three runs, taken in turns.
- Time is the work without the start of the process. CPU is user and system time of all threads. Memory is the largest resident set above the one before the work.
- Where a limit is lifted, neither the emulator nor the scan has one (**Requests per Minute** is 0): that is the only option that is not the default.
- Requests are counted by the emulator, those for data only. Where a limit is in force the emulator enforces what the vendor documents, and nothing warms up.

## What to make of it

- Ratios are the result. The times are those of one machine: ${machineInWords()}.
- The emulator shares the machine with whoever asks it, and answers in one thread: pages of 5,000 records keep it busy, and that time is in the floor as well.
- A loop may lose or repeat records where several share a moment. Nobody but the scan notices, and nobody else pays for noticing.

## Targets

${markdown(verdictSheet(judge(results)))}

## Results

${results.map((result) => `### ${titleOf(result)}\n\n${markdown(sheetOf(result))}`).join('\n\n')}
`;

/** @param {import('./report.mjs').Sheet} sheet */
function markdown({ columns, rows }) {
	const line = (cells) => `| ${cells.join(' | ')} |`;
	return [
		line(columns.map(({ title }) => title)),
		line(columns.map(({ right }) => (right ? '--:' : '---'))),
		...rows.map(line),
	].join('\n');
}

/** @param {readonly Result[]} results */
async function drawPicture(results) {
	await install(ROOM, 'install-bench', () =>
		console.log('Setting up: the plotting library, a few seconds …'),
	);
	const folder = await mkdtemp(join(tmpdir(), 'bench-picture-'));
	try {
		const points = join(folder, 'points.json');
		await writeFile(points, JSON.stringify(pointsOf(results)));
		await promisify(execFile)(NODE, [join(ROOM, 'picture.mjs'), points, PICTURE]);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * One case a vendor: its largest at 100 ms.
 *
 * @param {readonly Result[]} results
 * @returns {import('./picture.mjs').Point[]}
 */
function pointsOf(results) {
	const shown = results.filter(({ of }) => of.kind === 'speed' && of.latencyMs === 100);
	return Object.entries(vendors).flatMap(([name, { label }]) => {
		const [largest] = shown.filter(({ of }) => of.vendor === name).sort((a, b) => b.held - a.held);
		const http = largest?.by.httpRequest?.median.wallMs;
		if (!largest || !http) return [];
		return Object.entries(SHOWN).map(([who, title]) => ({
			vendor: label,
			who: title,
			times: http / largest.by[who].median.wallMs,
		}));
	});
}
