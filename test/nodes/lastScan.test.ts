import type { IDataObject, INodeExecutionData, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { type Emulator, exactDigitsAsText, type JsonObject, startEmulator } from '../../emulator';
import { difference, EXACT } from '../support/feedDrain';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources, type NodeSource } from '../support/nodeSources';
import { credentialsFor, type Ran, type Run, runNode, summaryOf } from '../support/runNode';

const START = Date.UTC(2026, 10, 20, 12, 0, 0, 400);
const SECOND = 1_000;

let emulator: Emulator;
let faked = false;

/** The time that nodes and emulator read; everything else about time stays real. */
function setTime(time: number): void {
	const doNotFake = ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'] as const;
	const rest = ['clearTimeout', 'clearInterval', 'clearImmediate', 'performance', 'hrtime'] as const;
	if (!faked) jest.useFakeTimers({ doNotFake: [...doNotFake, ...rest], now: time });
	faked = true;
	jest.setSystemTime(time);
}
const pass = (ms: number): void => setTime(Date.now() + ms);

beforeEach(async () => {
	setTime(START);
	emulator = await startEmulator({
		now: () => Date.now(),
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 300, umbrellaLegacy: 300, cloudlock: 300, informatica: 300, defender: 600 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterEach(async () => {
	await emulator.close();
	jest.useRealTimers();
	faked = false;
});

/** Runs a node again and again, with the memory that n8n keeps for it. */
function workflow(source: NodeSource, more: INodeParameters = {}) {
	const memory: IDataObject = {};
	const helper = credentialsFor(emulator);
	const run = async (mode: WorkflowExecuteMode = 'trigger', own: Partial<Run> = {}): Promise<Ran> =>
		await runNode(emulator, source.node, {
			parameters: listing(source, 'scan', { startFrom: 'lastScan', ...more }),
			staticData: memory,
			helper,
			mode,
			...own,
		});
	return { memory, run };
}

/** What n8n would save. */
const kept = (memory: IDataObject): string => JSON.stringify(memory);

const lines = (items: readonly INodeExecutionData[] = []): readonly string[] =>
	items.map(({ json }) => JSON.stringify(json));
const truth = (records: readonly JsonObject[]): readonly string[] =>
	records.map((record) => JSON.stringify(exactDigitsAsText(record)));

/** Everything that lies between the start of the first run and the end of the last. */
const heldBetween = (source: NodeSource, first: Ran, last: Ran): readonly string[] =>
	truth(
		emulator.records(source.truth, {
			from: Date.parse(String(summaryOf(first)['from'])),
			to: Date.parse(String(summaryOf(last)['to'])),
		}),
	);

describe.each(nodeSources)('$name', (source) => {
	it('production runs continue where the one before ended: every record once', async () => {
		const { run } = workflow(source);
		const runs = [await run('trigger')];
		for (const mode of ['trigger', 'webhook', 'retry'] as const) {
			pass(5 * SECOND);
			emulator.happen(source.truth, { n: 7, ties: true });
			pass(5 * SECOND);
			runs.push(await run(mode));
		}
		const [first, last] = [runs[0], runs.at(-1)];
		if (!first || !last) throw new Error('There were no runs.');
		expect(
			difference(
				runs.flatMap(({ outputs }) => lines(outputs[0])),
				heldBetween(source, first, last),
			),
		).toEqual(EXACT);
		const began = /No earlier production run of this node is remembered/;
		expect(runs.map(({ hints }) => hints.some((hint) => began.test(hint)))).toEqual([
			true,
			false,
			false,
			false,
		]);
		for (const [i, ran] of runs.slice(1).entries())
			expect(summaryOf(ran)['from']).toBe(summaryOf(runs[i] ?? first)['to']);
	});

	it('a record of the very second in which a run ended is not lost', async () => {
		const { run } = workflow(source);
		const first = await run();
		pass(SECOND / 5);
		emulator.happen(source.truth, { n: 3, ties: true });
		pass(5 * SECOND);
		const second = await run();
		expect(
			difference(
				[...lines(first.outputs[0]), ...lines(second.outputs[0])],
				heldBetween(source, first, second),
			),
		).toEqual(EXACT);
	});

	it('manual runs read on from there and change nothing', async () => {
		const { memory, run } = workflow(source);
		await run('manual');
		expect(kept(memory)).not.toContain('lastScan');
		const production = await run('trigger');
		const before = kept(memory);
		const manual = await run('manual');
		expect(summaryOf(manual)['from']).toBe(summaryOf(production)['to']);
		expect(kept(memory)).toBe(before);
	});

	it.each([
		{ name: 'a minute later', later: 60 * SECOND },
		{ name: 'by a clock that stands still', later: 0 },
		{ name: 'by a clock that was set back', later: -SECOND },
	])('a run that could not read everything is continued, not passed over: $name', async ({ later }) => {
		const { run } = workflow(source, { options: { concurrency: 1, maxRecords: 100 } });
		const runs = [await run()];
		expect(summaryOf(runs[0] as Ran)['complete']).toBe(false);
		for (let i = 0; i < 20 && summaryOf(runs.at(-1) as Ran)['complete'] !== true; i++) {
			pass(later);
			runs.push(await run());
		}
		expect(runs.length).toBeGreaterThan(2);
		const to = Math.max(...runs.map((ran) => Date.parse(String(summaryOf(ran)['to']))));
		const from = Date.parse(String(summaryOf(runs[0] as Ran)['from']));
		expect(
			difference(
				runs.flatMap(({ outputs }) => lines(outputs[0])),
				truth(emulator.records(source.truth, { from, to })),
			),
		).toEqual(EXACT);
	});

	it('a run that failed leaves the memory as it was', async () => {
		const { memory, run } = workflow(source);
		const first = await run();
		const before = kept(memory);
		pass(60 * SECOND);
		emulator.switches[source.emulated].faults = [{ on: { from: 1 }, kind: 'status', status: 500 }];
		await failureOf(run());
		expect(kept(memory)).toBe(before);
		emulator.switches[source.emulated].faults = [];
		expect(summaryOf(await run())['from']).toBe(summaryOf(first)['to']);
	});
});

it('a memory is no use to a run that does not ask for it', async () => {
	const source = nodeSource('Cloudlock');
	const { run } = workflow(source);
	const first = await run();
	const ran = await run('trigger', { parameters: listing(source, 'scan') });
	expect(Date.parse(String(summaryOf(ran)['from']))).toBeLessThan(Date.parse(String(summaryOf(first)['to'])));
});

it('two input items are two scans, each with its own memory', async () => {
	const source = nodeSource('Cloudlock');
	const { memory, run } = workflow(source);
	const items = [{ json: { n: 1 } }, { json: { n: 2 } }];
	const first = await run('trigger', { items });
	expect(first.outputs[1]).toHaveLength(2);
	expect(first.outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);

	pass(60 * SECOND);
	emulator.happen(source.truth, { n: 5 });
	const second = await run('trigger', { items: [...items, { json: { n: 3 } }] });
	const [ends, starts] = [first, second].map(({ outputs }, i) =>
		(outputs[1] ?? []).map(({ json }) => json[i === 0 ? 'to' : 'from']),
	);
	expect(starts?.slice(0, 2)).toEqual(ends);
	const counts = (second.outputs[1] ?? []).map(({ json }) => Number(json['records']));
	expect(counts[2]).toBeGreaterThan(counts[0] ?? Infinity);
	expect(Object.keys(memory)).toHaveLength(1);
});

it('what one resource left is not taken for another', async () => {
	const source = nodeSource('Umbrella');
	const { run } = workflow(source);
	const activity = await run();
	const security = await run('trigger', {
		parameters: listing(source, 'scan', { startFrom: 'lastScan', resource: 'securityActivity' }),
	});
	expect(summaryOf(security)['source']).toBe('ciscoUmbrella.securityActivity');
	expect(Date.parse(String(summaryOf(security)['from']))).toBeLessThan(
		Date.parse(String(summaryOf(activity)['to'])) - 19 * 3_600_000,
	);
	expect(summaryOf(await run())['from']).toBe(summaryOf(activity)['to']);
});

it('a Cloudlock activity without a time comes once', async () => {
	const source = nodeSource('Cloudlock');
	const { run } = workflow(source);
	const [given = {}] = emulator.records(source.truth);
	emulator.add('cloudlock', [{ ...given, event_id: 'untimed', created_at: null }]);
	const counts: number[] = [];
	for (let n = 0; n < 4; n++) {
		const [activities = []] = (await run()).outputs;
		counts.push(activities.filter(({ json }) => json['event_id'] === 'untimed').length);
		pass(3_600 * SECOND);
	}
	expect(counts).toEqual([1, 0, 0, 0]);
});
