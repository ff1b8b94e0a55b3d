import { setTimeout as delay } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, type FaultRule, startEmulator } from '../../emulator';
import { binaryStore, deleteExecution, filesInStore } from '../support/binaryStore';
import { host } from '../support/host';
import { failureOf, type NodeFailure } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources, type NodeSource } from '../support/nodeSources';
import { credentialsFor, type Run, runNode } from '../support/runNode';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 900, umbrellaLegacy: 900, cloudlock: 900, informatica: 900, defender: 3_000 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterEach(async () => {
	emulator.gate.open();
	await emulator.close();
});

const SECOND = 1_000;
const small = ({ emulated }: NodeSource): number => (emulated === 'defender' ? 500 : 100);
const dataRequests = (): number => emulator.log.filter(({ kind }) => kind === 'data').length;

interface Started {
	/** Stops the execution and says how it ended. */
	stop(): Promise<NodeFailure & { readonly took: number }>;
}

/** Starts a node without waiting for it. */
function started(source: NodeSource, parameters: INodeParameters, run: Partial<Run> = {}): Started {
	const { options, ...rest } = parameters;
	const stopping = new AbortController();
	const running = failureOf(
		runNode(emulator, source.node, {
			parameters: listing(source, 'scan', {
				...rest,
				options: { pageSize: small(source), concurrency: 4, ...(options as INodeParameters | undefined) },
			}),
			helper: credentialsFor(emulator),
			signal: stopping.signal,
			...run,
		}),
	);
	return {
		async stop() {
			const at = performance.now();
			stopping.abort();
			const failure = await running;
			return { ...failure, took: performance.now() - at };
		},
	};
}

/** Waits for something to become so; the time limit of the test is the only one. */
async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await delay(5);
}

/** What was sent before a stop may arrive after it: waits until nothing arrives any more. */
async function untilQuiet(): Promise<void> {
	for (let before = -1; before !== emulator.log.length; await delay(100)) before = emulator.log.length;
}

/** Stops a run; it must end at once and never ask again, not even when the vendor answers at last. */
async function stopAndListen(run: Started): Promise<void> {
	await untilQuiet();
	const before = emulator.log.length;
	const failure = await run.stop();
	expect(failure.message).toBe('The execution was stopped.');
	expect(failure.took).toBeLessThan(SECOND);
	emulator.gate.open();
	// More than the longest time a wait goes on without looking.
	await delay(400);
	expect(emulator.log).toHaveLength(before);
}

const stall = (on: FaultRule['on'], target: FaultRule['target'] = 'data'): FaultRule => ({
	kind: 'stall',
	on,
	target,
});

describe.each(nodeSources)('$name: a stopped execution asks no more', (source) => {
	it.each(['scan', 'getAll'])('with requests in flight, %s', async (operation) => {
		emulator.switches[source.emulated].faults = [stall({ from: 2 })];
		const run = started(source, { operation, returnAll: true });
		await until(() => emulator.gate.held > 0);
		await stopAndListen(run);
	});

	it('while it waits for the limit', async () => {
		const run = started(source, { options: { requestsPerMinute: 1 } });
		await until(() => emulator.log.some(({ kind, status }) => kind === 'data' && status === 200));
		await stopAndListen(run);
	});

	it.each([429, 503])('while it waits after HTTP %i', async (status) => {
		emulator.switches[source.emulated].faults = [{ kind: 'status', status, retryAfter: 60, on: { from: 2 } }];
		const run = started(source, { options: { maxRetries: 5, concurrency: 1 } });
		await until(() => emulator.log.some((entry) => entry.status === status));
		await stopAndListen(run);
	});
});

it.each(['Umbrella', 'Informatica'])('%s: while it signs in', async (name) => {
	const source = nodeSource(name);
	emulator.switches[source.emulated].faults = [stall({ from: 1 }, 'auth')];
	const run = started(source, {});
	await until(() => emulator.gate.held > 0);
	await stopAndListen(run);
	expect(dataRequests()).toBe(0);
});

it('while it stands in the queue of its account behind another execution, which goes on', async () => {
	const source = nodeSource('Defender, API token');
	const first = started(source, { options: { requestsPerMinute: 1 } });
	await until(() => emulator.log.some(({ status }) => status === 200));
	await delay(200);
	const second = started(source, { options: { requestsPerMinute: 1 } });
	await delay(200);
	await stopAndListen(second);
	await stopAndListen(first);
});

it('whatever Continue On Fail says, and without a look at the next item', async () => {
	const source = nodeSource('Cloudlock');
	emulator.switches.cloudlock.faults = [stall({ from: 2 })];
	const run = started(source, {}, { onError: 'continueRegularOutput', items: [{ json: {} }, { json: {} }] });
	await until(() => emulator.gate.held > 0);
	await stopAndListen(run);
});

describe.each([true, false])('a file that is being written, compressed: %s', (compress) => {
	it.each(nodeSources)('$name: is not left behind', async (source) => {
		await binaryStore('filesystem');
		emulator.switches[source.emulated].faults = [stall({ from: 4 })];
		const run = started(source, { output: 'file', options: { compress, concurrency: 1 } });
		await until(() => emulator.gate.held > 0 && filesInStore().length > 0);
		await stopAndListen(run);
		// An older n8n keeps it with the execution, and deletes the two together.
		if (host !== '2.41') await deleteExecution();
		expect(filesInStore()).toEqual([]);
	});

	it('is not begun again in memory', async () => {
		await binaryStore('default');
		const source = nodeSource('Cloudlock');
		emulator.switches.cloudlock.faults = [stall({ from: 3 })];
		const run = started(source, { output: 'file', options: { compress, concurrency: 1 } });
		await until(() => emulator.gate.held > 0);
		await stopAndListen(run);
	});
});

it('remembers nothing of a scan that was stopped', async () => {
	const source = nodeSource('Cloudlock');
	const staticData = {};
	emulator.switches.cloudlock.faults = [stall({ from: 3 })];
	const run = started(source, { startFrom: 'lastScan' }, { mode: 'trigger', staticData });
	await until(() => emulator.gate.held > 0);
	await stopAndListen(run);
	expect(JSON.stringify(staticData)).not.toContain('lastScan');
});
