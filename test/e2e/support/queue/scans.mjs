import assert from 'node:assert/strict';
import { compare, inBrief, inFull } from '../ledger.mjs';

const BY_HAND = 'Start by hand';
const SCAN = 'Scan';

/** The outputs of a scan. */
const ACTIVITIES = 0;
const SUMMARY = 1;

/**
 * @typedef {import('./world.mjs').QueueWorld} World
 * @typedef {import('../vendors.mjs').Vendor} Vendor
 * @typedef {Awaited<ReturnType<World['execution']>>} Execution
 */

/**
 * A scan of the last two hours that somebody starts by hand.
 *
 * @param {World} world
 * @param {Vendor} vendor
 * @param {Readonly<Record<string, unknown>>} [parameters] further parameters of the scan
 */
export async function scanByHand(world, vendor, parameters) {
	const start = node(BY_HAND, 'n8n-nodes-base.manualTrigger', 1);
	const { id } = await world.importWorkflow(chain(vendor.name, [start, scanOf(vendor, parameters)]));
	return { id, run: () => world.run(id, BY_HAND) };
}

/**
 * A scan from the last scan, every few seconds.
 *
 * @param {World} world
 * @param {Vendor} vendor
 * @returns the workflow
 */
export async function scanOnSchedule(world, vendor) {
	const imported = await world.importWorkflow(chain('on schedule', [schedule, lastScanOf(vendor)]));
	await world.publish(imported);
	return imported;
}

/**
 * The same with the scan in a workflow of its own, which the scheduled one calls.
 *
 * @param {World} world
 * @param {Vendor} vendor
 */
export async function scanInSubWorkflow(world, vendor) {
	const called = node('When called', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, {
		inputSource: 'passthrough',
	});
	const child = await world.importWorkflow(chain('called', [called, lastScanOf(vendor)]));
	await world.publish(child);
	const call = node('Call', 'n8n-nodes-base.executeWorkflow', 1.2, {
		workflowId: { __rl: true, mode: 'id', value: child.id },
	});
	const parent = await world.importWorkflow(chain('calls', [schedule, call]));
	await world.publish(parent);
	return { child, parent };
}

const node = (name, type, typeVersion, parameters = {}) => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

const schedule = node('Often', 'n8n-nodes-base.scheduleTrigger', 1.2, {
	rule: { interval: [{ field: 'seconds', secondsInterval: 3 }] },
});

/**
 * @param {Vendor} vendor
 * @param {Readonly<Record<string, unknown>>} [parameters]
 */
const scanOf = ({ trigger, credential, parameters: which }, parameters = {}) => ({
	...node(SCAN, trigger.replace(/Trigger$/, ''), 1, {
		...which,
		operation: 'scan',
		timeRange: 'last',
		lastAmount: 2,
		lastUnit: 'hours',
		...parameters,
	}),
	credentials: { [credential]: { name: credential } },
});

const lastScanOf = (vendor) => scanOf(vendor, { startFrom: 'lastScan' });

const chain = (name, nodes) => ({
	name,
	nodes,
	connections: Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name: next }, n) => [nodes[n].name, { main: [[{ node: next, type: 'main', index: 0 }]] }]),
	),
	settings: { executionOrder: 'v1' },
});

/** @param {Execution} execution */
export const summaryOf = (execution) => execution.items(SCAN, SUMMARY)[0]?.json;

/** @param {Execution} execution */
export const activitiesOf = (execution) => execution.items(SCAN, ACTIVITIES);

/** @param {Execution} execution */
export const itemsOf = (execution) => activitiesOf(execution).map(({ json }) => JSON.stringify(json));

/**
 * What was collected is what the vendor holds in a stretch of time.
 *
 * @param {World} world
 * @param {Vendor} vendor
 * @param {{ from: string, to: string }} stretch half open
 * @param {readonly string[]} collected each record as text
 * @param {(record: any) => string} [asText] how it was made text
 */
export function assertAll({ emulator }, { name, source }, { from, to }, collected, asText = inFull) {
	const held = emulator.records(source, { from: Date.parse(from), to: Date.parse(to) });
	assert.ok(held.length > 0, `${name} holds nothing`);
	assert.deepEqual(inBrief(compare(held.map(asText), collected)), NOTHING_WRONG, name);
}

const NOTHING_WRONG = inBrief({ missing: [], repeated: [] });
