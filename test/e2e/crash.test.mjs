import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { killWhilePolling, killWhileTicketing } from './support/crashes.mjs';
import { assertExact, ledgerOf, publishAll, untilIdle, untilTicketed } from './support/flows.mjs';
import { happeningsFor } from './support/happenings.mjs';
import { inFull } from './support/ledger.mjs';
import { signInExample } from './support/signInExample.mjs';
import { ticketPerRecord } from './support/ticketWorkflow.mjs';
import { vendors } from './support/vendors.mjs';
import { openWorld } from './support/world.mjs';

/** Enough for each run to be busy at the desk for a while. */
const BURST = 15;
const ANSWERED_BEFORE_DEATH = 6;

describe('Tickets for what happens at four vendors, with n8n as it is installed', () => {
	/** @type {import('./support/world.mjs').World} */
	let world;
	/** Three workflows that know nothing of the tickets they opened, and one that asks first. */
	let plain, asking, all;
	/** @type {ReturnType<typeof happeningsFor>} */
	let happenings;

	before(async () => {
		world = await openWorld('crash');
		const { umbrella, cloudlock, informatica } = vendors;
		plain = await publishAll(
			world,
			[umbrella, cloudlock, informatica].map((vendor) => ticketPerRecord(vendor)),
		);
		[asking] = await publishAll(world, [await signInExample({ options: { repeatAfterRestart: true } })]);
		all = [...plain, asking];
		happenings = happeningsFor(world, all);
	});
	after(async () => {
		happenings?.end();
		await world?.close();
	});

	test('each record gets one ticket', async () => {
		happenings.begin();
		happenings.burst(BURST);
		await world.until('tickets of everything', () =>
			all.every((flow) => flow.ticketed(world.emulator).length > 5),
		);
		happenings.end();
		await untilTicketed(world, all);
		assertExact(world, all);
	});

	test('a stop and a start double nothing', async () => {
		happenings.begin();
		happenings.burst(BURST);
		await world.stop();
		happenings.burst(BURST);
		await world.start();
		happenings.end();
		await untilTicketed(world, all);
		assertExact(world, all);
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

	test('SIGKILL while tickets are opened: what is missing can be retried, and no more than that is doubled', async () => {
		happenings.begin();
		happenings.burst(BURST);
		await killWhileTicketing(world, all, ANSWERED_BEFORE_DEATH);
		await world.start();
		happenings.end();
		for (const flow of plain) {
			const crashed = await world.runs(flow.id, 'crashed');
			assert.ok(crashed.length > 0, `no run of ${flow.workflow.name} was under way`);
			const inFlight = new Set((await Promise.all(crashed.map(world.given))).flat().map(inFull));
			const others = (names) => names.filter((name) => !inFlight.has(name));
			await world.until('tickets for the rest', () => others(ledgerOf(world, flow).missing).length === 0);
			for (const run of crashed) await world.retry(run);
			await untilTicketed(world, [flow]);
			const { repeated } = ledgerOf(world, flow);
			assert.ok(repeated.length > 0, `${flow.workflow.name}: n8n did not hear of one`);
			assert.deepEqual(others(repeated), []);
		}
	});

	test('a workflow that asks the desk first needs nobody: none is missing and none is twice', async () => {
		assert.ok((await world.runs(asking.id, 'crashed')).length > 0, 'it died with the others');
		await untilTicketed(world, [asking]);
		await untilIdle(world, [asking]);
		assertExact(world, [asking]);
	});
});
