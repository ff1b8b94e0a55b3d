import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../scripts/problem.mjs';
import { handsOf, runContender } from './child.mjs';
import { contenders } from './contenders/table.mjs';
import { withEmulator } from './emulator.mjs';
import { medians } from './statistics.mjs';
import { vendors } from './vendors/index.mjs';

/**
 * @typedef {import('./contenders/table.mjs').ContenderName} ContenderName
 *
 * @typedef {object} Case one world, and who is measured in it
 * @property {import('./cases.mjs').Kind} kind
 * @property {keyof typeof vendors} vendor
 * @property {number} latencyMs
 * @property {number} records in the emulator
 * @property {readonly ContenderName[]} who in this order; whose requests are replayed comes first
 * @property {number} runs of each; fewer when they take long
 * @property {'lifted' | 'enforced'} [limit] of a vendor that documents one; without it the vendor has none
 *
 * @typedef {import('./contenders/contender.mjs').Measured & { requests: number, refused: number }} Run
 * `requests` for data, and how many of them were answered with 429
 *
 * @typedef {object} Result
 * @property {Case} of
 * @property {number} held how many records the emulator had in the window
 * @property {Partial<Record<ContenderName, { runs: Run[], median: Run }>>} by
 */

/** A contender that has taken this long in all is not measured once more. */
const ENOUGH_MS = 20_000;

/**
 * Measures all contenders of a case in turns, so that a busy moment of the machine meets everyone.
 *
 * @param {Case} one
 * @param {import('./child.mjs').Setting} setting
 * @param {(line: string) => void} tell
 * @returns {Promise<Result>}
 */
export async function measureCase(one, setting, tell) {
	const { scratch } = setting;
	const vendor = vendors[one.vendor];
	const switches = one.limit === 'enforced' ? vendor.limit?.switches : {};
	const requests = join(scratch, 'requests.json');
	return await withEmulator({ ...one, vendor, switches }, async ({ url, window, held, log }) => {
		/** @type {Record<string, Run[]>} */
		const runs = Object.fromEntries(one.who.map((name) => [name, []]));
		for (let round = 0; round < one.runs; round++) {
			for (const name of one.who) {
				if (runs[name].reduce((sum, { wallMs }) => sum + wallMs, 0) > ENOUGH_MS) continue;
				const job = jobOf(one, name, { ...setting, url, window, requests });
				const measured = await runContender(job, setting);
				const asked = (await log()).filter(({ kind }) => kind === 'data');
				if (Object.values(contenders).some(({ replays }) => replays === name))
					await writeFile(requests, JSON.stringify(asked.filter(({ status }) => status === 200)));
				checkRecords(name, measured, held);
				const run = { ...measured, requests: asked.length, refused: count429(asked) };
				runs[name].push(run);
				tell(`  ${one.vendor} ${one.latencyMs} ms, ${contenders[name].label}: ${describe(run)}`);
			}
		}
		const by = Object.fromEntries(
			one.who.map((name) => [name, { runs: runs[name], median: medians(runs[name]) }]),
		);
		return { of: one, held, by };
	});
}

/**
 * @param {Case} one
 * @param {ContenderName} name
 * @param {import('./child.mjs').Setting & { url: string, window: import('./vendors/vendor.mjs').Window, requests: string }} where
 * @returns {import('./contenders/contender.mjs').Job}
 */
function jobOf(one, name, { url, window, pack, requests }) {
	const { job, isOurs, isScript, replays } = contenders[name];
	const vendor = vendors[one.vendor];
	return {
		...job,
		vendor: one.vendor,
		url,
		window,
		// A limit counts what came before as well.
		warmUp: one.limit !== 'enforced',
		...(isOurs
			? {
					folder: pack,
					options: { ...job.options, ...(one.limit === 'lifted' ? { requestsPerMinute: 0 } : {}) },
				}
			: {}),
		...(isScript && vendor.scriptPageSize ? { pageSize: vendor.scriptPageSize } : {}),
		...(replays ? { requests, parallel: handsOf(vendor) } : {}),
	};
}

/**
 * Ours must be exact. A loop may lose or repeat records where several share a moment, which is its own fault and
 * hardly moves its time; but it must have read about all.
 *
 * @param {ContenderName} name
 * @param {import('./contenders/contender.mjs').Measured} measured
 * @param {number} held
 */
function checkRecords(name, { records }, held) {
	const { isOurs, replays, label } = contenders[name];
	if (replays) return;
	const allowed = isOurs ? 0 : held * 0.01;
	if (Math.abs(records - held) > allowed)
		throw new Problem(`${label} brought ${records} records and the vendor has ${held}.`);
}

/** @param {readonly import('./emulator.mjs').LogEntry[]} log */
const count429 = (log) => log.filter(({ status }) => status === 429).length;

/** @param {Run} run */
const describe = ({ wallMs, requests, refused, cpuMs, records, grownMiB, heldMiB }) =>
	[
		`${(wallMs / 1_000).toFixed(2)} s`,
		`${requests} requests`,
		...(refused > 0 ? [`${refused} refused`] : []),
		`CPU ${(cpuMs / 1_000).toFixed(2)} s`,
		`memory +${grownMiB.toFixed(0)} MiB`,
		`held ${heldMiB.toFixed(0)} MiB`,
		`${records} records`,
	].join(', ');
