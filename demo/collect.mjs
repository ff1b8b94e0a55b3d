import { deliveryRows } from './deliveries.mjs';
import { countLines } from './files.mjs';

/** The outputs of a scan; the last one is there where the workflow takes care of a failure itself. */
const ACTIVITIES = 0;
const SUMMARY = 1;
const FAILURE = 2;

/**
 * @typedef {Awaited<ReturnType<typeof import('./n8nApi.mjs').signUp>>} N8n
 * @typedef {ReturnType<typeof import('./emulator.mjs').emulatorAt>} Emulator
 * @typedef {import('./report.mjs').Row} Row
 * @typedef {import('./n8nApi.mjs').Item} Item
 * @typedef {import('./n8nApi.mjs').Execution} Execution
 */

/**
 * Runs one example in n8n and compares what it collected and delivered with what the emulator holds.
 *
 * @param {import('./examples.mjs').Example} example
 * @param {Pick<N8n, 'run' | 'download'>} n8n
 * @param {Emulator} emulator
 * @returns {Promise<Row[]>} a row for each scan, and one for each desk it delivered to
 */
export async function collect({ workflow, start, scans }, n8n, emulator) {
	const before = await emulator.delivered();
	const execution = await n8n.run(workflow.id, start);
	const rows = [];
	for (const [index, scan] of scans.entries()) {
		const title = index === 0 ? workflow.name : `  ${scan.nodes[0].name}`;
		rows.push(await scanRow(title, scan, execution, n8n, emulator));
	}
	const collected = scans.flatMap(({ nodes }) => itemsOf(nodes, execution, ACTIVITIES));
	const scanned = rows.reduce((sum, { records }) => sum + records, 0);
	const delivered = await deliveryRows(workflow, { collected, scanned, before }, emulator);
	const ended = execution.status === 'success';
	return [...rows, ...delivered].map((row) => (ended ? row : failed(row, execution)));
}

/**
 * @param {string} title
 * @param {import('./examples.mjs').Scan} scan
 * @param {Execution} execution
 * @param {Pick<N8n, 'download'>} n8n
 * @param {Emulator} emulator
 * @returns {Promise<Row>}
 */
async function scanRow(title, { nodes, vendor }, execution, n8n, emulator) {
	const summaries = itemsOf(nodes, execution, SUMMARY).map(({ json }) => json);
	const first = summaries[0];
	const last = summaries.at(-1);
	if (!first || !last) {
		const failure = itemsOf(nodes, execution, FAILURE)[0]?.json.error;
		const reason = failure ?? execution.error ?? 'the scan gave no summary';
		return { ...nothing, workflow: title, vendor, remark: reason };
	}
	const sum = (field) => summaries.reduce((total, summary) => total + summary[field], 0);
	const records = await countRecords(itemsOf(nodes, execution, ACTIVITIES), n8n);
	const held = await emulator.count({ ...first, to: last.to }, nodes[0].parameters);
	const isCounted = sum('records') === records;
	return {
		workflow: title,
		vendor,
		records,
		held,
		requests: sum('requests'),
		seconds: sum('durationMs') / 1000,
		complete: last.complete,
		exact: last.complete && isCounted && records === held,
		remark:
			last.reason ??
			(isCounted ? 'what was collected and what is held differ' : `its summary counts ${sum('records')}`),
	};
}

/** What the nodes of a scan gave, one after the other. */
const itemsOf = (nodes, { items }, output) => nodes.flatMap(({ name }) => items(name, output));

const nothing = {
	records: 0,
	held: 0,
	requests: undefined,
	seconds: undefined,
	complete: false,
	exact: false,
};

/**
 * @param {Row} row
 * @param {Execution} execution
 * @returns {Row}
 */
const failed = (row, { status, error }) => ({
	...row,
	exact: false,
	remark: `the run ended with "${status}": ${error}`,
});

/**
 * @param {readonly Item[]} items the records, or items with a file of them each
 * @param {Pick<N8n, 'download'>} n8n
 */
async function countRecords(items, n8n) {
	const files = items.flatMap(({ binary }) => Object.values(binary ?? {}));
	if (files.length === 0) return items.length;
	let lines = 0;
	for (const file of files) lines += countLines(await n8n.download(file.id));
	return lines;
}
