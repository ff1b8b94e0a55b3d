import { untilIdle } from './flows.mjs';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./flows.mjs').Flow} Flow
 */

/**
 * Kills n8n while a poll of every vendor waits for its answer and no run is under way.
 *
 * @param {World} world
 * @param {readonly Flow[]} flows
 */
export async function killWhilePolling(world, flows) {
	const { emulator, until, kill } = world;
	const vendors = flows.map(({ vendor }) => emulator.switches[vendor.name]);
	for (const vendor of vendors) vendor.faults = [{ on: { from: 1 }, kind: 'stall' }];
	await until('a poll of every vendor that waits', () => emulator.gate.held >= flows.length);
	await untilIdle(world, flows);
	await kill();
	for (const vendor of vendors) vendor.faults = [];
	emulator.gate.open();
}

/** n8n's Jira node asks for the issue types before it opens a ticket. */
const REQUESTS_A_TICKET = 2;

/** Answers that question, so that of the two only the ticket itself waits. */
const typesAreKnown = {
	on: { from: 1 },
	kind: /** @type {const} */ ('status'),
	status: 200,
	path: '/issuetype',
	body: [{ id: '10001', name: 'Incident', subtask: false }],
};

/**
 * Kills n8n while every workflow opens tickets. The desk opens those it is asked for at that moment, and n8n never
 * hears of it.
 *
 * @param {World} world
 * @param {readonly Flow[]} flows
 * @param {number} answered how many tickets are opened and answered before
 */
export async function killWhileTicketing({ emulator, until, runs, kill }, flows, answered) {
	const from = REQUESTS_A_TICKET * answered + 1;
	emulator.switches.jira.faults = [typesAreKnown, { on: { from }, kind: 'stall', path: '/issue' }];
	await until('runs of every workflow that all wait for the desk', async () => {
		const running = await Promise.all(flows.map(({ id }) => runs(id, 'running')));
		return running.every(({ length }) => length > 0) && running.flat().length === emulator.gate.held;
	});
	await kill();
	emulator.switches.jira.faults = [];
	emulator.gate.open();
}
