import { countLines } from './files.mjs';

/**
 * @typedef {import('./report.mjs').Row} Row
 * @typedef {import('./emulator.mjs').Delivered} Delivered
 * @typedef {ReturnType<typeof import('./emulator.mjs').emulatorAt>} Emulator
 *
 * @typedef {object} Collected
 * @property {readonly import('./n8nApi.mjs').Item[]} collected what the scans gave
 * @property {number} scanned how many records those were
 * @property {Delivered} before what was there before the run
 *
 * @typedef {object} Delivery how a run shows at a desk
 * @property {string} desk
 * @property {(count: number) => string} title
 * @property {(fresh: readonly any[], collected: Collected, emulator: Emulator) => number | Promise<number>} records how
 *   many records it accounts for, each counted once
 */

/** @type {Readonly<Record<string, { kind: keyof Delivered } & Delivery>>} by the type of the node that delivers */
const DELIVERIES = {
	'n8n-nodes-base.jira': {
		kind: 'tickets',
		desk: 'Jira',
		title: (count) => `named in ${count} new tickets`,
		records: recordsInTickets,
	},
	'n8n-nodes-base.theHiveProject': {
		kind: 'alerts',
		desk: 'TheHive',
		title: (count) => `counted in ${count} new alerts`,
		records: (alerts) =>
			sum(alerts.map(({ description }) => numberIn(description, /blocked it (\d+) times/))),
	},
	'n8n-nodes-base.s3': {
		kind: 'objects',
		desk: 'S3',
		title: (count) => `put away in ${count} new ${count === 1 ? 'file' : 'files'}`,
		records: recordsInObjects,
	},
	'n8n-nodes-base.httpRequest': {
		kind: 'messages',
		desk: 'Chat',
		title: (count) => `told in ${count} new ${count === 1 ? 'message' : 'messages'}`,
		records: (messages) =>
			sum(
				messages.flatMap(({ text }) =>
					[...text.matchAll(/^[^\n]*?: (\d+)(?=,|\n|$)/gm)].map(([, n]) => Number(n)),
				),
			),
	},
};

/**
 * Whether what a run collected is all there at the desks that its workflow delivers to.
 *
 * @param {import('./examples.mjs').Workflow} workflow
 * @param {Collected} collected
 * @param {Emulator} emulator
 * @returns {Promise<Row[]>}
 */
export async function deliveryRows(workflow, collected, emulator) {
	const types = new Set(workflow.nodes.map(({ type }) => type));
	const deliveries = Object.entries(DELIVERIES).filter(([type]) => types.has(type));
	if (deliveries.length === 0) return [];
	const after = await emulator.delivered();
	return await Promise.all(
		deliveries.map(([, delivery]) => deliveryRow(workflow.name, delivery, collected, after, emulator)),
	);
}

/** @returns {Promise<Row>} */
async function deliveryRow(workflow, { kind, desk, title, records: count }, collected, after, emulator) {
	const fresh = after[kind].slice(collected.before[kind].length);
	const records = await count(fresh, collected, emulator);
	const exact = records === collected.scanned;
	return {
		workflow: `  ${title(fresh.length)}`,
		vendor: desk,
		records,
		held: collected.scanned,
		requests: undefined,
		seconds: undefined,
		complete: exact,
		exact,
		remark: `what "${workflow}" delivered to ${desk} is not what it collected`,
	};
}

/** Each record has to be named in exactly one of the tickets; one that is named twice counts for none. */
function recordsInTickets(tickets, { collected }) {
	const ids = new Set(collected.map(({ json }) => json._id));
	const named = tickets
		.flatMap(({ fields }) => String(fields.description).split('\n'))
		.filter((line) => ids.has(line));
	return new Set(named).size === named.length ? named.length : 0;
}

async function recordsInObjects(objects, _collected, emulator) {
	const files = await Promise.all(objects.map(({ key }) => emulator.object(key)));
	return sum(files.map(countLines));
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

const numberIn = (text, pattern) => Number(pattern.exec(String(text))?.[1] ?? 0);
