import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { recordText } from '../../emulator/index.ts';
import { assertExact, ledgerOf, publishAll, untilIdle, untilTicketed } from './support/flows.mjs';
import {
	activitiesOf,
	assertAll,
	itemsOf,
	scanByHand,
	scanInSubWorkflow,
	scanOnSchedule,
	summaryOf,
} from './support/queue/scans.mjs';
import { killWorkerOf } from './support/queue/death.mjs';
import { openQueueWorld } from './support/queue/world.mjs';
import { LOOK_AGAIN, signInExample } from './support/signInExample.mjs';
import { ticketPerRecord } from './support/ticketWorkflow.mjs';
import { vendors } from './support/vendors.mjs';

/** Several pages at every vendor, and all over by now. */
const SOME = { n: 1500, late: 60_000 };

/** What Cisco allows an organization in a minute. */
const UMBRELLA_BUDGET = 300;

/** The main polls, two workers scan; each keeps a limit of its own. */
const PROCESSES = 3;

/** They make many requests. */
const SMALL_PAGES = 200;

const BURST = 15;

/** Of these some are failed sign-ins. */
const SIGN_INS = 60;

describe('n8n in queue mode: a main and two workers, with Redis and PostgreSQL', () => {
	/** @type {import('./support/queue/world.mjs').QueueWorld} */
	let world;

	/** The executions of some workflows that are not over. */
	const open = async (workflows) => {
		const each = workflows.flatMap(({ id }) => ['new', 'running'].map((status) => world.runs(id, status)));
		return (await Promise.all(each)).flat();
	};

	/** The executions that each worker began. */
	const ran = () => Promise.all(world.workers.map((worker) => worker.ran()));

	before(async () => {
		world = await openQueueWorld('queue');
		for (const { source } of Object.values(vendors)) world.emulator.happen(source, SOME);
	});
	after(() => world?.close());

	test('scans wait until there is a worker, run there, and collect exactly what the vendors hold', async () => {
		const all = Object.values(vendors);
		const scans = await Promise.all(all.map((vendor) => scanByHand(world, vendor)));
		const runs = scans.map((scan) => scan.run());
		await world.until('four queued scans', async () => (await open(scans)).length === all.length);
		assert.equal(world.emulator.log.length, 0, 'somebody asked a vendor before there was a worker');

		await Promise.all(world.workers.map((worker) => worker.start()));
		const executions = await Promise.all(runs);
		for (const [n, execution] of executions.entries()) {
			const summary = summaryOf(execution);
			assert.ok(summary?.complete, `${all[n].name}: ${execution.error ?? summary?.reason}`);
			assertAll(world, all[n], summary, itemsOf(execution));
		}
		assert.deepEqual(new Set((await ran()).flat()), new Set(executions.map(({ id }) => id)));
	});

	test('a file that a worker wrote is read through the main', async () => {
		const { umbrella } = vendors;
		const scan = await scanByHand(world, umbrella, { output: 'file' });
		const execution = await scan.run();
		const { id } = activitiesOf(execution)[0].binary.data;
		assert.match(id, /^database:/, 'processes share nothing else');
		const lines = gunzipSync(await world.download(id))
			.toString()
			.split('\n')
			.filter(Boolean);
		assertAll(world, umbrella, summaryOf(execution), lines, recordText);
	});

	test('Last Scan goes on from worker to worker in a sub-workflow; by itself it begins anew, as n8n 2.41.1 gives workers no memory', async () => {
		const { informatica } = vendors;
		const alone = await scanOnSchedule(world, informatica);
		const { child, parent } = await scanInSubWorkflow(world, informatica);
		const onBoth = async () => {
			const calls = await world.runs(parent.id, 'success');
			return (await ran()).every((runs) => calls.some((call) => runs.includes(call)));
		};
		const enough = async () => (await world.runs(alone.id, 'success')).length > 2 && (await onBoth());
		await world.until('scans on both workers', async () => {
			world.emulator.happen(informatica.source, { n: 2, ties: true });
			return await enough();
		});
		for (const workflow of [alone, parent]) await world.unpublish(workflow);
		await world.until('their end', async () => (await open([alone, parent])).length === 0);

		const scansOf = async ({ id }) => {
			const oldestFirst = (await world.runs(id, 'success')).sort((a, b) => Number(a) - Number(b));
			return await Promise.all(oldestFirst.map((run) => world.execution(run)));
		};
		const called = await scansOf(child);
		const stretches = called.map(summaryOf);
		assert.deepEqual(
			stretches.slice(1).map(({ from }) => from),
			stretches.slice(0, -1).map(({ to }) => to),
		);
		const whole = { from: stretches[0].from, to: stretches.at(-1).to };
		assertAll(world, informatica, whole, called.flatMap(itemsOf));

		const [first, second] = (await scansOf(alone)).map(summaryOf);
		assert.ok(
			second.from < first.to,
			'n8n gives workers their memory again: say so in docs/running-at-scale.md',
		);
	});

	for (const [name, { budget, refused }] of Object.entries({
		'each with the whole budget, are refused now and then': { budget: UMBRELLA_BUDGET, refused: true },
		'each with its share, are never refused': { budget: UMBRELLA_BUDGET / PROCESSES, refused: false },
	})) {
		test(`two workers with one account, ${name}; both collect everything`, async () => {
			const { umbrella } = vendors;
			const options = { pageSize: SMALL_PAGES, requestsPerMinute: budget };
			const scans = await Promise.all([1, 2].map(() => scanByHand(world, umbrella, { options })));
			const { log, switches } = world.emulator;
			await world.until('a second without a request', () => Date.now() - log.at(-1).at > 1000);
			const before = log.length;
			switches.umbrella.rateLimit = 'on';
			const executions = await Promise.all(scans.map((scan) => scan.run()));
			switches.umbrella.rateLimit = 'off';

			for (const execution of executions)
				assertAll(world, umbrella, summaryOf(execution), itemsOf(execution));
			const ids = executions.map(({ id }) => id);
			for (const runs of await ran()) assert.equal(ids.filter((id) => runs.includes(id)).length, 1);
			const refusals = log.slice(before).filter(({ status }) => status === 429);
			assert.equal(refusals.length > 0, refused, `${refusals.length} refusals`);
		});
	}

	describe('triggers on the main, executions on the workers', () => {
		/** A workflow that knows nothing of the tickets it opened, and one that asks first. */
		let plain, asking;

		before(async () => {
			for (const vendor of /** @type {const} */ (['umbrella', 'defender']))
				world.emulator.replace(vendor, []);
			[plain] = await publishAll(world, [ticketPerRecord(vendors.umbrella)]);
			[asking] = await publishAll(world, [await signInExample()]);
		});

		test('each record gets one ticket, also while the main is stopped and started', async () => {
			const happen = () => {
				world.emulator.happen(vendors.umbrella.source, { n: BURST, ties: true });
				world.emulator.happen(vendors.defender.source, { n: BURST, ties: true });
			};
			happen();
			await untilTicketed(world, [plain, asking]);
			happen();
			await world.stop();
			happen();
			await world.start();
			await untilTicketed(world, [plain, asking]);
			assertExact(world, [plain, asking]);
			const opened = await Promise.all([plain, asking].map(({ id }) => world.runs(id, 'success')));
			const onWorkers = new Set((await ran()).flat());
			assert.deepEqual(
				opened.flat().filter((id) => !onWorkers.has(id)),
				[],
			);
		});

		test('a worker that dies: n8n forgets what its run was given, and a second look brings it back, once', async () => {
			world.emulator.happen(vendors.defender.source, { n: SIGN_INS, ties: true });
			const run = await killWorkerOf(world, asking);
			world.emulator.happen(vendors.umbrella.source, { n: BURST, ties: true });
			await untilTicketed(world, [plain]);
			assertExact(world, [plain]);

			const failed = () => world.runs(asking.id, 'error');
			await world.until('the end of the run', async () => (await failed()).includes(run));
			assert.match(await world.errorOf(run), /failed to be processed too many times/);
			await world.retry(run);
			await untilIdle(world, [asking]);
			assert.notDeepEqual(ledgerOf(world, asking).missing, [], 'the retry has records again');

			const { status, error } = await world.run(asking.id, LOOK_AGAIN.trigger);
			assert.equal(status, 'success', error);
			await untilTicketed(world, [asking]);
			assertExact(world, [asking]);
		});
	});
});
