import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertExact, publishAll, requests, untilIdle, untilTicketed } from './support/flows.mjs';
import { ticketPerRecord } from './support/ticketWorkflow.mjs';
import { vendors } from './support/vendors.mjs';
import { openWorld } from './support/world.mjs';

/** Several poll times without a request: the trigger rests. */
const QUIET_MS = 12_000;

/** Less than the minute of the first rest, by what a poll itself takes. */
const REST_MS = 50_000;

describe('A published workflow, while its vendor is in trouble', { concurrency: true }, () => {
	/** @type {import('./support/world.mjs').World} */
	let world;

	before(async () => {
		world = await openWorld('outage');
	});
	after(() => world?.close());

	test('an outage is one failed run and a rest, and then all that happened comes once', async () => {
		const { emulator, until, runs, errorOf } = world;
		const { umbrella } = vendors;
		const happen = () => emulator.happen(umbrella.source, { n: 10, ties: true });
		const [flow] = await publishAll(world, [ticketPerRecord(umbrella)]);
		happen();
		await untilTicketed(world, [flow]);

		emulator.switches.umbrella.faults = [{ on: { from: 1 }, kind: 'status', status: 503 }];
		happen();
		await until('the failed run', async () => (await runs(flow.id, 'error')).length > 0);
		const times = () => emulator.log.filter(({ vendor }) => vendor === 'umbrella').map(({ at }) => at);
		await until('a rest', () => Date.now() - times().at(-1) > QUIET_MS);
		emulator.switches.umbrella.faults = [];
		const restsSince = times().at(-1);
		happen();

		await untilTicketed(world, [flow]);
		assertExact(world, [flow]);
		const next = times().find((at) => at > restsSince);
		assert.ok(next - restsSince > REST_MS, `it rested for ${next - restsSince} ms`);
		const failed = await runs(flow.id, 'error');
		assert.equal(failed.length, 1);
		assert.match(await errorOf(failed[0]), /Cisco Umbrella .*503/);
	});

	test('a vendor slower than the time between two polls is asked once at a time, and nothing is doubled', async () => {
		const { emulator, until } = world;
		const { cloudlock } = vendors;
		const [flow] = await publishAll(world, [ticketPerRecord(cloudlock)]);
		emulator.switches.cloudlock.faults = [{ on: { from: 1 }, kind: 'stall' }];
		emulator.happen(cloudlock.source, { n: 10, ties: true });
		await until('a poll that waits', () => emulator.gate.held > 0);
		const waiting = requests(world, flow);
		const since = Date.now();
		await until('three more poll times', () => Date.now() - since > QUIET_MS);
		assert.equal(requests(world, flow), waiting);
		emulator.switches.cloudlock.faults = [];
		emulator.gate.open();
		await untilIdle(world, [flow]);
		await untilTicketed(world, [flow]);
		assertExact(world, [flow]);
	});
});
