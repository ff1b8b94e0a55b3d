import { table } from './table.mjs';

/**
 * @typedef {object} Row one line of the demo's table
 * @property {string} workflow
 * @property {string} vendor
 * @property {number} records what the workflow collected
 * @property {number} held what the emulator holds for the same window and filter
 * @property {number | undefined} requests
 * @property {number | undefined} seconds
 * @property {boolean} complete whether all was read, by the workflow's own word
 * @property {boolean} exact whether it was: nothing missing, nothing double
 * @property {string} remark what to know about a row that is not exact
 */

const COLUMNS = [
	{ title: 'Workflow' },
	{ title: 'Vendor' },
	{ title: 'Collected', right: true },
	{ title: 'Emulator holds', right: true },
	{ title: 'Requests', right: true },
	{ title: 'Seconds', right: true },
	{ title: 'Complete' },
];

const number = new Intl.NumberFormat('en-GB');

/**
 * @param {readonly Row[]} rows
 * @returns {string} the table, and a sentence for each row that is not exact
 */
export function report(rows) {
	const cells = rows.map(({ workflow, vendor, records, held, requests, seconds, complete, exact }) => [
		workflow,
		vendor,
		number.format(records),
		number.format(held),
		requests === undefined ? '' : number.format(requests),
		seconds === undefined ? '' : seconds.toFixed(1),
		complete ? (exact ? 'yes' : 'yes, but not equal') : 'no',
	]);
	const remarks = rows
		.filter(({ exact }) => !exact)
		.map(({ workflow, remark }) => `  ${workflow.trim()}: ${remark}`);
	return [table(COLUMNS, cells), ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n');
}
