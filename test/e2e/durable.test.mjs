import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { killWhilePolling, killWhileTicketing } from './support/crashes.mjs';
import { rows } from './support/database.mjs';
import { assertExact, publishAll, requests, untilIdle, untilTicketed } from './support/flows.mjs';
import { happeningsFor, random } from './support/happenings.mjs';
import { LOOK_AGAIN, signInExample } from './support/signInExample.mjs';
import { ticketPerRecord } from './support/ticketWorkflow.mjs';
import { vendors } from './support/vendors.mjs';
import { openWorld } from './support/world.mjs';

/** https://docs.n8n.io/hosting/configuration/environment-variables/: a poll's cursor and its run are one transaction. */
const DURABLE_CURSORS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

const BURST = 15;
const ANSWERED_BEFORE_DEATH = 6;

/** n8n dies this many times at any moment between a poll and the end of its run. */
const DEATHS = 2;
const POLL_TO_TICKETS_MS = 1500;

describe('Tickets for what happens at four vendors, with durable poll cursors', () => {
	/** @type {import('./support/world.mjs').World} */
	let world;
	let plain, asking, all;
	/** @type {ReturnType<typeof happeningsFor>} */
	let happenings;

	/** A person looks at what died, and tries it again; the workflow that asks the desk first looks for itself. */
	const recover = async () => {
		for (const flow of plain) for (const run of await world.runs(flow.id, 'crashed')) await world.retry(run);
		await untilIdle(world, all);
		const { status, error } = await world.run(asking.id, LOOK_AGAIN.trigger);
		assert.equal(status, 'success', error);
	};

	before(async () => {
		world = await openWorld('durable', DURABLE_CURSORS);
		const { umbrella, cloudlock, informatica } = vendors;
		plain = await publishAll(
			world,
			[umbrella, cloudlock, informatica].map((vendor) => ticketPerRecord(vendor)),
		);
		[asking] = await publishAll(world, [await signInExample()]);
		all = [...plain, asking];
		happenings = happeningsFor(world, all);
	});
	after(async () => {
		happenings?.end();
		await world?.close();
	});

	test('each record gets one ticket, and n8n keeps the cursors', async () => {
		happenings.begin();
		happenings.burst(BURST);
		await world.until('tickets of everything', () =>
			all.every((flow) => flow.ticketed(world.emulator).length > 5),
		);
		happenings.end();
		await untilTicketed(world, all);
		assertExact(world, all);
		const kept = await rows(world.folder, 'SELECT workflowId, cursor FROM poller_state');
		assert.deepEqual(new Set(kept.map(({ workflowId }) => workflowId)), new Set(all.map(({ id }) => id)));
		for (const { cursor } of kept) assert.ok(JSON.parse(String(cursor)).checkpoint);
	});

	test('SIGKILL while polls wait for the vendors loses and doubles nothing', async () => {
		happenings.begin();
		await killWhilePolling(world, all);
		happenings.burst(BURST);
		await world.start();
		happenings.end();
		await untilTicketed(world, all);
		assertExact(world, all);
	});

	test('what happens right after publishing is not lost', async () => {
		const named = { ...vendors.defender, name: 'from now on' };
		const [flow] = await publishAll(world, [ticketPerRecord(named, { startFrom: 'now' })]);
		const isNew = new Set(
			world.emulator.happen(vendors.defender.source, { n: 5, ties: true }).map(({ _id }) => _id),
		);
		await world.until('a ticket for each', () => {
			const ids = flow.ticketed(world.emulator).map((text) => JSON.parse(text)._id);
			return [...isNew].every((id) => ids.includes(id));
		});
		await world.unpublish(flow);
	});

	test('SIGKILL while tickets are opened and at any moment: none is missing, and none is twice where the desk is asked', async () => {
		happenings.begin();
		happenings.burst(BURST);
		await killWhileTicketing(world, all, ANSWERED_BEFORE_DEATH);
		for (let death = 0; death < DEATHS; death++) {
			await world.start();
			happenings.burst(BURST);
			const before = requests(world, asking);
			await world.until('the first poll', () => requests(world, asking) > before);
			await setTimeout(random() * POLL_TO_TICKETS_MS);
			await world.kill();
		}
		await world.start();
		happenings.end();
		await recover();
		await untilTicketed(world, all);
		assertExact(world, [asking]);
	});
});
