/**
 * A process of its own for one measured run: loads what the contender needs, warms up, measures, and prints what it
 * measured as one line of JSON. Run by the Node.js that n8n runs on.
 *
 * @typedef {object} Job
 * @property {keyof typeof import('../vendors/index.mjs').vendors} vendor
 * @property {'scan' | 'httpRequest' | 'loop' | 'floor' | 'helper' | 'json'} contender name of its file
 * @property {string} url of the emulator
 * @property {import('../vendors/vendor.mjs').Window} window
 * @property {boolean} warmUp whether a first, short run comes before
 * @property {string} [folder] the built package
 * @property {'items' | 'file'} [output] of a scan
 * @property {Record<string, unknown>} [options] of a scan; none for the default ones
 * @property {number} [pageSize] of a loop
 * @property {string} [requests] file of what to ask again
 * @property {number} [parallel] how many at a time
 * @property {boolean} [keeps] whether what was parsed stays in memory
 *
 * @typedef {object} Done
 * @property {number} records
 * @property {unknown} held what a workflow would go on with
 * @property {number} [cpuMs] where only a part of the work counts
 *
 * @typedef {(vendor: import('../vendors/vendor.mjs').Vendor, job: Job) => Promise<(window: import('../vendors/vendor.mjs').Window) => Promise<Done>>} Prepare
 *
 * @typedef {object} Measured
 * @property {number} records
 * @property {number} wallMs
 * @property {number} cpuMs user and system, all threads
 * @property {number} grownMiB the most memory it had, above what it had before
 * @property {number} heldMiB what stays in memory after a clean-up
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { vendors } from '../vendors/index.mjs';

const MIB = 1024 ** 2;

/** The newest part of the window, for warming up. */
const SHORT = 0.02;

/** @type {Job} */
const job = JSON.parse(process.argv[2] ?? '');
const { prepare } = await import(`./${job.contender}.mjs`);
const vendor = vendors[job.vendor];
/** @type {Awaited<ReturnType<Prepare>>} */
const work = await prepare(vendor, job);
const { from, to } = job.window;
if (job.warmUp) await work({ from: Math.round(to - (to - from) * SHORT), to });
await fetch(`${job.url}/__emulator/log`, { method: 'DELETE' });
await clean();

const before = process.memoryUsage();
const cpu = process.cpuUsage();
const begun = performance.now();
const done = await work(job.window);
const wallMs = performance.now() - begun;
const spent = process.cpuUsage(cpu);
const peak = process.resourceUsage().maxRSS * 1024;
await clean();
const after = process.memoryUsage();

/** @type {Measured} */
const measured = {
	records: done.records,
	wallMs,
	cpuMs: done.cpuMs ?? (spent.user + spent.system) / 1_000,
	grownMiB: (peak - before.rss) / MIB,
	heldMiB: (after.heapUsed - before.heapUsed) / MIB,
};
process.stdout.write(`\n${JSON.stringify(measured)}\n`, () => process.exit(0));
// What was collected must still be there when the memory is read.
process.once('exit', () => void done.held);

async function clean() {
	await sleep(50);
	globalThis.gc?.();
}
