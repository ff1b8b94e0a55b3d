import { contenders } from './contenders/table.mjs';
import { vendors } from './vendors/index.mjs';

/**
 * @typedef {import('./measure.mjs').Result} Result
 *
 * @typedef {object} Sheet a table, for a terminal or a page
 * @property {readonly import('../demo/table.mjs').Column[]} columns
 * @property {readonly (readonly string[])[]} rows
 */

const number = new Intl.NumberFormat('en-GB');

const LIMITS = { enforced: ', limit in force', lifted: ', limit lifted' };

/** @param {number} value */
const ratio = (value) => value.toFixed(2);

/**
 * What one case is, in words.
 *
 * @param {Result} result
 */
export const titleOf = ({ of, held }) =>
	`${vendors[of.vendor].label}: ${number.format(held)} records, ${of.latencyMs} ms an answer${of.limit ? LIMITS[of.limit] : ''}`;

/**
 * Everybody in one case.
 *
 * @param {Result} result
 * @returns {Sheet}
 */
export function sheetOf({ held, by }) {
	const columns = [
		{ title: '' },
		...['Seconds', 'Requests', 'CPU µs/record', 'Memory, MiB', 'HTTP Request ÷ this', 'This ÷ floor'].map(
			(title) => ({ title, right: true }),
		),
	];
	const http = by.httpRequest?.median.wallMs;
	const floor = by.floor?.median.wallMs;
	const rows = Object.entries(by).map(([name, { median: run }]) => {
		const { label, isPart } = contenders[name];
		return [
			label,
			isPart ? '' : (run.wallMs / 1_000).toFixed(2),
			isPart ? '' : number.format(run.requests),
			((run.cpuMs * 1_000) / held).toFixed(1),
			isPart ? '' : run.grownMiB.toFixed(0),
			http && !isPart ? ratio(http / run.wallMs) : '',
			floor && !isPart ? ratio(run.wallMs / floor) : '',
		];
	});
	return { columns, rows };
}

/**
 * Every target beside what was measured.
 *
 * @param {readonly import('./targets.mjs').Verdict[]} verdicts
 * @returns {Sheet}
 */
export const verdictSheet = (verdicts) => ({
	columns: [
		{ title: 'Target' },
		{ title: '' },
		{ title: 'Vendor' },
		{ title: 'Records', right: true },
		{ title: 'Measured', right: true },
		{ title: 'Met' },
	],
	rows: verdicts.map(({ target, vendor, where, value, isMet }) => [
		target.says,
		`${target.sense} ${target.bound}${target.unit ? ` ${target.unit}` : '×'}`,
		vendor,
		where.replace(' records', ''),
		target.unit ? value.toFixed(0) : ratio(value),
		isMet ? 'yes' : 'NO',
	]),
});
