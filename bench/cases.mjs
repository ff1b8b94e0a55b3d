import { vendors } from './vendors/index.mjs';

/**
 * How much a run of the bench measures.
 *
 * @typedef {'quick' | 'usual' | 'full'} Size
 *
 * `speed`: everybody side by side, no limit in force. `limit`: our scan while the emulator enforces the vendor's
 * documented limit. `scale`: our scan to a file, a hundred thousand records and a million.
 *
 * @typedef {'speed' | 'limit' | 'scale'} Kind
 *
 * @typedef {object} Row
 * @property {Kind} kind
 * @property {keyof typeof vendors} vendor
 * @property {number} latencyMs
 * @property {number} records
 * @property {readonly Size[]} in
 * @property {number} runs
 */

export const LATENCIES = [0, 100, 400];

/** @type {readonly Size[]} */
export const SIZES = ['quick', 'usual', 'full'];

const ALWAYS = SIZES;
const USUAL = /** @type {readonly Size[]} */ (['usual', 'full']);
const FULL = /** @type {readonly Size[]} */ (['full']);

/**
 * Sizes as the vendors' pages allow: enough pages that reading side by side can show, few enough that a loop gets
 * through them in a minute.
 *
 * @type {readonly Row[]}
 */
const ROWS = [
	...speed(
		'cloudlock',
		[0, 20_000, ALWAYS],
		[100, 20_000, USUAL],
		[400, 20_000, FULL],
		[100, 5_000, ['quick']],
	),
	...speed('informatica', [0, 100_000, USUAL], [100, 100_000, USUAL], [400, 20_000, USUAL]),
	...speed('informatica', [0, 20_000, ['quick']], [100, 20_000, ['quick']], [400, 100_000, FULL]),
	...speed('umbrellaLegacy', [0, 100_000, USUAL], [100, 100_000, USUAL], [400, 20_000, USUAL]),
	...speed('umbrellaLegacy', [100, 20_000, ['quick']]),
	...speed('umbrella', [0, 100_000, USUAL], [100, 100_000, ALWAYS], [400, 100_000, USUAL]),
	...speed('umbrella', [100, 400_000, FULL]),
	...speed('defender', [0, 100_000, USUAL], [100, 100_000, USUAL], [400, 100_000, USUAL]),
	...speed('defender', [100, 400_000, FULL], [100, 50_000, ['quick']]),
	{ kind: 'limit', vendor: 'umbrella', latencyMs: 100, records: 400_000, in: USUAL, runs: 1 },
	{ kind: 'limit', vendor: 'defender', latencyMs: 100, records: 200_000, in: USUAL, runs: 1 },
	{ kind: 'limit', vendor: 'umbrella', latencyMs: 100, records: 100_000, in: ['quick'], runs: 1 },
	...scale('informatica', USUAL),
	...scale('defender', USUAL),
	...scale('umbrellaLegacy', FULL),
	...scale('umbrella', FULL),
	...scale('cloudlock', FULL),
];

/**
 * @param {Row['vendor']} vendor
 * @param {readonly (readonly [latencyMs: number, records: number, within: readonly Size[]])[]} worlds
 * @returns {Row[]}
 */
function speed(vendor, ...worlds) {
	return worlds.map(([latencyMs, records, within]) => ({
		kind: 'speed',
		vendor,
		latencyMs,
		records,
		in: within,
		runs: latencyMs === 400 ? 1 : 3,
	}));
}

/**
 * @param {Row['vendor']} vendor
 * @param {readonly Size[]} within
 * @returns {Row[]}
 */
function scale(vendor, within) {
	return [100_000, 1_000_000].map((records) => ({
		kind: 'scale',
		vendor,
		latencyMs: 100,
		records,
		in: within,
		runs: 1,
	}));
}

/**
 * Who is measured.
 *
 * @param {Row} row
 * @returns {readonly import('./measure.mjs').ContenderName[]}
 */
function whoOf({ kind, vendor, latencyMs }) {
	if (kind === 'limit') return ['items'];
	if (kind === 'scale') return ['file', 'plainFile'];
	const hasScript = vendors[vendor].scriptPageSize !== undefined && latencyMs === 100;
	return [
		...['items', 'file'],
		...(latencyMs === 0 ? ['plainFile', 'ocsf', 'ecs', 'json', 'jsonKept', 'helper'] : []),
		...['httpRequest', 'loop'],
		...(hasScript ? ['script'] : []),
		'floor',
	];
}

/**
 * The cases that the options ask for.
 *
 * @param {import('./options.mjs').BenchOptions} options
 * @returns {import('./measure.mjs').Case[]}
 */
export function casesFor({ size, vendors: wanted, latencies, kinds }) {
	return ROWS.filter(
		(row) =>
			row.in.includes(size) &&
			kinds.includes(row.kind) &&
			wanted.includes(row.vendor) &&
			latencies.includes(row.latencyMs),
	).map((row) => ({
		...row,
		runs: size === 'quick' ? 1 : row.runs,
		who: whoOf(row),
		...(vendors[row.vendor].limit ? { limit: row.kind === 'limit' ? 'enforced' : 'lifted' } : {}),
	}));
}
