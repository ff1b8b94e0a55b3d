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
	const letPollsGo = holdPolls(world, flows);
	const isHeld = ({ vendor }) => waiting(world, vendor.name) > 0;
	await world.until('a poll of every vendor that waits', () => flows.every(isHeld));
	await untilIdle(world, flows);
	await world.kill();
	letPollsGo();
	world.emulator.gate.open();
}

/** How many requests to a service have no answer yet. */
const waiting = ({ emulator }, name) =>
	emulator.log.filter(({ vendor, status }) => vendor === name && status === 0).length;

/** From now on each poll waits for its answer. */
function holdPolls({ emulator }, flows) {
	const vendors = flows.map(({ vendor }) => emulator.switches[vendor.name]);
	for (const vendor of vendors) vendor.faults = [{ on: { from: 1 }, kind: 'stall' }];
	return () => {
		for (const vendor of vendors) vendor.faults = [];
	};
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
 * No poll hands anything over at that moment: as it is installed, n8n stores what a trigger remembers some time before
 * the run that its records go to, and what falls between the two is lost. Durable cursors make that one transaction.
 *
 * @param {World} world
 * @param {readonly Flow[]} flows
 * @param {number} answered how many tickets are opened and answered before
 */
export async function killWhileTicketing(world, flows, answered) {
	const { emulator, until, runs, kill } = world;
	const isHeld = ({ vendor }) => waiting(world, vendor.name) > 0;
	const running = async () => await Promise.all(flows.map(({ id }) => runs(id, 'running')));
	const letTicketsGo = holdTickets(world, answered);
	await until('a run of every workflow', async () => (await running()).every(({ length }) => length > 0));
	const letPollsGo = holdPolls(world, flows);
	await until('every run to wait for the desk, and a poll for every vendor', async () => {
		return flows.every(isHeld) && (await running()).flat().length === waiting(world, 'jira');
	});
	await kill();
	letPollsGo();
	letTicketsGo();
}

/**
 * From now on the desk answers for some tickets, and lets the others wait.
 *
 * @param {Pick<World, 'emulator'>} world
 * @param {number} answered how many tickets are opened and answered before
 * @returns {() => void} ends it, and opens those that wait
 */
export function holdTickets({ emulator }, answered) {
	const from = REQUESTS_A_TICKET * answered + 1;
	emulator.switches.jira.faults = [typesAreKnown, { on: { from }, kind: 'stall', path: '/issue' }];
	return () => {
		emulator.switches.jira.faults = [];
		emulator.gate.open();
	};
}
