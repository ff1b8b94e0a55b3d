import { holdTickets } from '../crashes.mjs';

const ANSWERED_BEFORE_DEATH = 2;

/**
 * Kills the worker that runs a workflow, while the run waits for the desk. The desk opens the ticket it was asked for at
 * that moment, and n8n never hears of it.
 *
 * @param {import('./world.mjs').QueueWorld} world
 * @param {import('../flows.mjs').Flow} flow
 * @returns {Promise<string>} the run that died
 */
export async function killWorkerOf(world, flow) {
	const letTicketsGo = holdTickets(world, ANSWERED_BEFORE_DEATH);
	await world.until('a run that waits for the desk', () => world.emulator.gate.held > 0);
	const [run] = await world.runs(flow.id, 'running');
	const ran = await Promise.all(world.workers.map((worker) => worker.ran()));
	await world.workers[ran.findIndex((runs) => runs.includes(run))].kill();
	letTicketsGo();
	return run;
}
