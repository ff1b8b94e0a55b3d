import { vendors } from './vendors/index.mjs';

/**
 * @typedef {import('./measure.mjs').Result} Result
 * @typedef {import('./measure.mjs').ContenderName} ContenderName
 *
 * @typedef {object} Target
 * @property {string} says
 * @property {'at least' | 'at most'} sense
 * @property {number} bound
 * @property {string} [unit] of the bound; none for a ratio
 * @property {(results: readonly Result[]) => readonly Measure[]} measure
 *
 * @typedef {{ vendor: string, where: string, value: number }} Measure one place where the target shows
 *
 * @typedef {Measure & { target: Target, isMet: boolean }} Verdict
 */

/** Ours, as a person would use it. */
const SCANS = /** @type {const} */ (['items', 'file']);

const MIB = 'MiB';

/** @type {readonly Target[]} */
export const TARGETS = [
	{
		says: 'times as fast as the HTTP Request node, 100 ms an answer',
		sense: 'at least',
		bound: 3.5,
		measure: inSpeed(100, (by) => by.httpRequest.wallMs / slowest(by)),
	},
	{
		says: 'times as fast as the sequential loop, 100 ms an answer',
		sense: 'at least',
		bound: 3.5,
		measure: inSpeed(100, (by) => by.loop.wallMs / slowest(by)),
	},
	{
		says: "the floor's time, 100 ms an answer",
		sense: 'at most',
		bound: 1.25,
		measure: inSpeed(100, (by) => slowest(by) / by.floor.wallMs),
	},
	{
		says: 'the requests of the sequential loop',
		sense: 'at most',
		bound: 1.15,
		measure: inSpeed(100, (by) => by.items.requests / by.loop.requests),
	},
	{
		says: "the time the vendor's limit alone dictates",
		sense: 'at most',
		bound: 1.1,
		measure: each(
			'limit',
			({ of, held, by }) => by.items.median.wallMs / dictatedMs(vendors[of.vendor], held),
		),
	},
	{
		says: 'answers of 429 with default options',
		sense: 'at most',
		bound: 0,
		unit: 'answers',
		measure: each('limit', ({ by }) => by.items.median.refused),
	},
	{
		says: "a tenth of the requests of the vendor's own script, rounded up",
		sense: 'at most',
		bound: 1,
		measure: inSpeed(100, (by) => by.script && by.items.requests / Math.ceil(by.script.requests / 10)),
	},
	{
		says: "the sequential loop's time, 0 ms an answer",
		sense: 'at most',
		bound: 1.3,
		measure: inSpeed(0, (by) => by.items.wallMs / by.loop.wallMs),
	},
	{
		says: "CPU of JSON.parse plus JSON.stringify of the same bytes, kept: scan to items beyond n8n's request helper",
		sense: 'at most',
		bound: 2,
		measure: inSpeed(0, (by) => (by.items.cpuMs - by.helper.cpuMs) / by.jsonKept.cpuMs),
	},
	{
		says: "CPU of JSON.parse plus JSON.stringify of the same bytes: scan to a file not compressed beyond n8n's request helper",
		sense: 'at most',
		bound: 2,
		measure: inSpeed(0, (by) => (by.plainFile.cpuMs - by.helper.cpuMs) / by.json.cpuMs),
	},
	{
		says: 'the CPU of a scan to raw items, as OCSF',
		sense: 'at most',
		bound: 1.4,
		measure: inSpeed(0, (by) => by.ocsf.cpuMs / by.items.cpuMs),
	},
	{
		says: 'the CPU of a scan to raw items, as ECS',
		sense: 'at most',
		bound: 1.4,
		measure: inSpeed(0, (by) => by.ecs.cpuMs / by.items.cpuMs),
	},
	{
		says: 'what the sequential loop holds in memory: items hold each record once',
		sense: 'at most',
		bound: 1.5,
		measure: inSpeed(100, (by) => by.items.heldMiB / by.loop.heldMiB),
	},
	{
		says: 'more memory for 1,000,000 records than for 100,000, to a compressed file',
		sense: 'at most',
		bound: 64,
		unit: MIB,
		measure: inPairs((few, many) => many.file.grownMiB - few.file.grownMiB),
	},
	{
		says: 'more memory for 1,000,000 records than for 100,000, to a file not compressed',
		sense: 'at most',
		bound: 64,
		unit: MIB,
		measure: inPairs((few, many) => many.plainFile.grownMiB - few.plainFile.grownMiB),
	},
	{
		says: 'the time of 100,000 records for 1,000,000, to a file',
		sense: 'at most',
		bound: 10.5,
		measure: inPairs((few, many) => many.file.wallMs / few.file.wallMs),
	},
];

/**
 * Every target beside what was measured, place by place; a target that nothing measured has no verdict.
 *
 * @param {readonly Result[]} results
 * @returns {Verdict[]}
 */
export const judge = (results) =>
	TARGETS.flatMap((target) =>
		target.measure(results).map((measure) => ({ ...measure, target, isMet: meets(target, measure.value) })),
	);

/**
 * @param {Target} target
 * @param {number} value
 */
function meets({ sense, bound }, value) {
	// As it is shown.
	const shown = Math.round(value * 100) / 100;
	return sense === 'at least' ? shown >= bound : shown <= bound;
}

/** @param {Result} result */
const mediansOf = ({ by }) =>
	/** @type {Record<ContenderName, import('./measure.mjs').Run>} */ (
		Object.fromEntries(Object.entries(by).map(([name, { median }]) => [name, median]))
	);

/** @param {ReturnType<typeof mediansOf>} by */
const slowest = (by) => Math.max(...SCANS.map((name) => by[name].wallMs));

/**
 * @param {import('./cases.mjs').Kind} kind
 * @param {(result: Result) => number | undefined} value
 * @returns {Target['measure']}
 */
function each(kind, value) {
	return (results) =>
		results
			.filter(({ of }) => of.kind === kind)
			.map((result) => ({ ...placeOf(result.of), value: value(result) }))
			.filter((measure) => measure.value !== undefined);
}

/**
 * @param {number} latencyMs
 * @param {(by: ReturnType<typeof mediansOf>) => number | undefined} value
 * @returns {Target['measure']}
 */
function inSpeed(latencyMs, value) {
	return each('speed', (result) =>
		result.of.latencyMs === latencyMs ? value(mediansOf(result)) : undefined,
	);
}

/**
 * @param {(few: ReturnType<typeof mediansOf>, many: ReturnType<typeof mediansOf>) => number} value
 * @returns {Target['measure']}
 */
function inPairs(value) {
	return (results) => {
		const scaled = results.filter(({ of }) => of.kind === 'scale');
		return scaled.flatMap((many) => {
			const few = scaled.find(
				({ of }) => of.vendor === many.of.vendor && of.records * 10 === many.of.records,
			);
			return few ? [{ ...placeOf(many.of), value: value(mediansOf(few), mediansOf(many)) }] : [];
		});
	};
}

/** @param {import('./measure.mjs').Case} one */
const placeOf = ({ vendor, records }) => ({
	vendor: vendors[vendor].label,
	where: `${records.toLocaleString('en-GB')} records`,
});

/**
 * The earliest a sliding limit lets the last page be asked for, if every page is full.
 *
 * @param {import('./vendors/vendor.mjs').Vendor} vendor
 * @param {number} records
 */
function dictatedMs({ limit, pageSize }, records) {
	const pages = Math.ceil(records / pageSize);
	return limit ? Math.floor((pages - 1) / limit.requests) * limit.perMs : 0;
}
