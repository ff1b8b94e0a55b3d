import { gunzipSync } from 'node:zlib';

/** The outputs of a scan. */
const ACTIVITIES = 0;
const SUMMARY = 1;

/**
 * @typedef {Awaited<ReturnType<typeof import('./n8nApi.mjs').signUp>>} N8n
 * @typedef {Awaited<ReturnType<typeof import('./emulator.mjs').startEmulator>>} Emulator
 * @typedef {import('./report.mjs').Row} Row
 * @typedef {import('./n8nApi.mjs').Item} Item
 */

/**
 * Runs one example in n8n and compares what it collected with what the emulator holds.
 *
 * @param {import('./examples.mjs').Example} example
 * @param {N8n} n8n
 * @param {Emulator} emulator
 * @returns {Promise<Row[]>} a row for the scan, and one for the tickets if the workflow opens any
 */
export async function collect({ workflow, vendor, start, scan, opensTickets }, n8n, emulator) {
	const before = opensTickets ? (await emulator.tickets()).length : 0;
	const { status, error, items } = await n8n.run(workflow.id, start);
	const summary = items(scan.name, SUMMARY)[0]?.json;
	if (!summary) return [failed(workflow.name, vendor, error ?? 'the scan gave no summary')];

	const collected = items(scan.name, ACTIVITIES);
	const records = await countRecords(collected, n8n);
	const held = await emulator.count(summary, scan.parameters);
	const ended = status === 'success' ? '' : `the run ended with "${status}": ${error}`;
	const remark =
		ended ||
		summary.reason ||
		(summary.records === records
			? 'what was collected and what is held differ'
			: `its summary counts ${summary.records}`);
	const row = {
		workflow: workflow.name,
		vendor,
		records,
		held,
		requests: summary.requests,
		seconds: summary.durationMs / 1000,
		complete: summary.complete,
		exact: !ended && summary.complete && summary.records === records && records === held,
		remark,
	};
	if (!opensTickets) return [row];
	return [row, ticketRow(workflow.name, collected, (await emulator.tickets()).slice(before), !ended)];
}

/**
 * Each record collected has to be named in exactly one of the new tickets.
 *
 * @param {string} workflow
 * @param {readonly Item[]} collected
 * @param {readonly import('./emulator.mjs').Ticket[]} tickets
 * @param {boolean} complete
 * @returns {Row}
 */
function ticketRow(workflow, collected, tickets, complete) {
	const ids = new Set(collected.map(({ json }) => json._id));
	const lines = tickets.flatMap(({ fields }) => String(fields.description).split('\n'));
	const named = lines.filter((line) => ids.has(line));
	return {
		workflow: `  named in ${tickets.length} new tickets`,
		vendor: 'Jira',
		records: named.length,
		held: collected.length,
		requests: undefined,
		seconds: undefined,
		complete,
		exact: complete && named.length === collected.length && new Set(named).size === ids.size,
		remark: `the tickets of "${workflow}" do not name each event once`,
	};
}

/**
 * @param {string} workflow
 * @param {string} vendor
 * @param {string} remark
 * @returns {Row}
 */
const failed = (workflow, vendor, remark) => ({
	workflow,
	vendor,
	records: 0,
	held: 0,
	requests: undefined,
	seconds: undefined,
	complete: false,
	exact: false,
	remark,
});

/**
 * @param {readonly Item[]} items the records, or one item with a file of them
 * @param {N8n} n8n
 */
async function countRecords(items, n8n) {
	const [file] = Object.values(items[0]?.binary ?? {});
	if (!file) return items.length;
	const lines = gunzipSync(await n8n.download(file.id))
		.toString()
		.split('\n');
	return lines.filter(Boolean).length;
}
