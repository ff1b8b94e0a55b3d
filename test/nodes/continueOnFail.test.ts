import type { INodeExecutionData } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources } from '../support/nodeSources';
import { runNode } from '../support/runNode';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 60, umbrellaLegacy: 60, cloudlock: 60, informatica: 60, defender: 60 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterEach(async () => await emulator.close());

const inputs = (...amounts: readonly number[]): INodeExecutionData[] =>
	amounts.map((amount) => ({ json: { amount } }));

const cameFrom = (items: readonly INodeExecutionData[] = [], item: number): readonly INodeExecutionData[] =>
	items.filter(({ pairedItem }) => JSON.stringify(pairedItem) === JSON.stringify({ item }));

describe.each(nodeSources)('$name', (source) => {
	const list = listing(source, 'getAll', { limit: '={{ $json.amount }}' });
	const scan = listing(source, 'scan', { lastAmount: '={{ $json.amount }}' });

	it('Get Many: an item that fails becomes an item that says so, the others still run', async () => {
		const { outputs } = await runNode(emulator, source.node, {
			parameters: list,
			items: inputs(1, 0, 3),
			onError: 'continueRegularOutput',
		});
		expect(outputs).toHaveLength(1);
		expect([0, 1, 2].map((item) => cameFrom(outputs[0], item).length)).toEqual([1, 1, 3]);
		expect(cameFrom(outputs[0], 1)[0]?.json).toEqual({ error: expect.stringMatching(/^Limit: /) });
	});

	it('Scan: both outputs hold what the other items gave', async () => {
		const { outputs } = await runNode(emulator, source.node, {
			parameters: scan,
			items: inputs(10, -1, 20),
			onError: 'continueRegularOutput',
		});
		expect(outputs).toHaveLength(2);
		expect(cameFrom(outputs[0], 1).map(({ json }) => json)).toEqual([
			{ error: expect.stringMatching(/^Last: /) },
		]);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		for (const item of [0, 2]) {
			const [summary] = cameFrom(outputs[1], item);
			expect(summary?.json).toMatchObject({ complete: true, records: cameFrom(outputs[0], item).length });
		}
		expect(cameFrom(outputs[0], 2).length).toBeGreaterThan(cameFrom(outputs[0], 0).length);
	});

	it('a vendor that refuses one item does not stop the next one', async () => {
		emulator.switches[source.emulated].faults = [{ on: 1, kind: 'status', status: 403 }];
		const { outputs } = await runNode(emulator, source.node, {
			parameters: list,
			items: inputs(1, 2),
			onError: 'continueRegularOutput',
		});
		expect(cameFrom(outputs[0], 0)[0]?.json).toEqual({ error: expect.stringContaining('403') });
		expect(cameFrom(outputs[0], 1)).toHaveLength(2);
	});

	it.each(['getAll', 'scan'] as const)(
		'%s: without it the run ends at the item that failed',
		async (operation) => {
			const failure = await failureOf(
				runNode(emulator, source.node, {
					parameters: operation === 'scan' ? scan : list,
					items: inputs(1, 2, -1, 3),
				}),
			);
			expect(failure.itemIndex).toBe(2);
			expect(failure.message).toMatch(/^(Limit|Last): /);
		},
	);
});

it.each([
	{ source: 'Cloudlock', parameter: 'activityIds', field: 'event_id' },
	{ source: 'Defender, API token', parameter: 'activityId', field: '_id' },
])('$source: Get goes on after an ID that nobody knows', async ({ source: name, parameter, field }) => {
	const source = nodeSource(name);
	const [record] = emulator.records(source.truth);
	const { outputs } = await runNode(emulator, source.node, {
		parameters: { operation: 'get', [parameter]: '={{ $json.id }}' },
		items: [{ json: { id: 'nobody-knows' } }, { json: { id: String(record?.[field]) } }],
		onError: 'continueRegularOutput',
	});
	expect(cameFrom(outputs[0], 0)[0]?.json).toEqual({ error: expect.stringContaining(source.vendor) });
	expect(cameFrom(outputs[0], 1)[0]?.json).toMatchObject({ [field]: record?.[field] });
});

it('a run that was stopped is not an item that failed', async () => {
	const source = nodeSource('Cloudlock');
	const stop = new AbortController();
	stop.abort();
	const failure = await failureOf(
		runNode(emulator, source.node, {
			parameters: listing(source, 'scan'),
			items: inputs(1, 2),
			onError: 'continueRegularOutput',
			signal: stop.signal,
		}),
	);
	expect(failure.message).toMatch(/stopped/);
});
