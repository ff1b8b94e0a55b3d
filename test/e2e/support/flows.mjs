import assert from 'node:assert/strict';
import { compare, inBrief } from './ledger.mjs';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./ticketWorkflow.mjs').TicketWorkflow & { id: string }} Flow a workflow in n8n
 */

/**
 * @param {World} world
 * @param {readonly import('./ticketWorkflow.mjs').TicketWorkflow[]} ticketWorkflows
 * @returns {Promise<Flow[]>} once all are published
 */
export async function publishAll(world, ticketWorkflows) {
	const flows = [];
	for (const each of ticketWorkflows) {
		const imported = await world.importWorkflow(each.workflow);
		const { status, triggers } = await world.publish(imported);
		assert.equal(status, 'published', JSON.stringify(triggers));
		flows.push({ ...each, id: imported.id });
	}
	return flows;
}

/**
 * @param {World} world
 * @param {Flow} flow
 */
export const ledgerOf = ({ emulator }, { happened, ticketed }) =>
	compare(happened(emulator), ticketed(emulator));

/**
 * How many data requests a vendor was asked; a poll is at least one.
 *
 * @param {World} world
 * @param {Flow} flow
 */
export const requests = ({ emulator }, { vendor }) =>
	emulator.log.filter((entry) => entry.vendor === vendor.name && entry.kind === 'data').length;

/**
 * Waits until all that happened has its ticket, each vendor was polled twice more and every run has ended, so that a
 * ticket too many would be there as well.
 *
 * @param {World} world
 * @param {readonly Flow[]} flows
 */
export async function untilTicketed(world, flows) {
	const each = (look) => Promise.all(flows.map(look));
	await each((flow) =>
		world.until(
			`a ticket for all that happened (${flow.workflow.name})`,
			() => ledgerOf(world, flow).missing.length === 0,
			{ seen: () => inBrief(ledgerOf(world, flow)) },
		),
	);
	await each(async (flow) => {
		const before = requests(world, flow);
		await world.until(`two more polls (${flow.workflow.name})`, () => requests(world, flow) >= before + 2);
	});
	await untilIdle(world, flows);
}

/**
 * @param {World} world
 * @param {readonly Flow[]} flows
 */
export async function untilIdle(world, flows) {
	for (const { id, workflow } of flows) {
		const isIdle = async () => (await world.runs(id, 'running')).length === 0;
		await world.until(`the end of every run (${workflow.name})`, isIdle);
	}
}

/**
 * Each record has one ticket.
 *
 * @param {World} world
 * @param {readonly Flow[]} flows
 */
export function assertExact(world, flows) {
	for (const flow of flows) {
		assert.ok(flow.happened(world.emulator).length > 0, `nothing happened for ${flow.workflow.name}`);
		assert.deepEqual(inBrief(ledgerOf(world, flow)), NOTHING_WRONG, flow.workflow.name);
	}
}

const NOTHING_WRONG = inBrief({ missing: [], repeated: [] });
