import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type Emulator, exactDigitsAsText, startEmulator, vendorNames } from '../../emulator';
import { difference } from '../support/feedDrain';
import { listing, type NodeSource, nodeSources, timeOf } from '../support/nodeSources';
import { runNode } from '../support/runNode';

const HOURS = 20;

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 700, umbrellaLegacy: 700, cloudlock: 260, informatica: 400, defender: 400 },
		spanDays: { umbrella: 2, umbrellaLegacy: 1, cloudlock: 2, informatica: 2, defender: 2 },
	});
});
afterAll(async () => await emulator.close());

/** What is wrong with a list of the newest records; nothing, as a rule. */
function problems(source: NodeSource, items: readonly INodeExecutionData[], size: number, from: number) {
	const held = emulator.records(source.truth, { from, to: Infinity });
	const newest = held.map((record) => timeOf(source, record)).sort((a, b) => b - a);
	const times = items.map(({ json }) => timeOf(source, json));
	const { extra } = difference(
		items.map(({ json }) => JSON.stringify(json)),
		held.map((record) => JSON.stringify(exactDigitsAsText(record))),
	);
	return [
		...(items.length === Math.min(size, held.length) ? [] : [`${items.length} of ${held.length} records`]),
		...(extra === 0 ? [] : [`${extra} records that the vendor does not hold or holds once`]),
		...(JSON.stringify(times) === JSON.stringify(newest.slice(0, size)) ? [] : ['not the newest, in order']),
	];
}

const sizes = [
	{ name: 'limit 1', size: 1, asked: { limit: 1 } },
	{ name: 'the usual 50', size: 50, asked: {} },
	{ name: 'more than one page', size: 130, asked: { limit: 130, options: { pageSize: 100 } } },
	{ name: 'a limit larger than all', size: 100_000, asked: { limit: 100_000 } },
	{ name: 'all', size: Infinity, asked: { returnAll: true } },
] as const;

describe.each(nodeSources)('$name', (source) => {
	it.each(sizes)('hands over the newest records, newest first: $name', async ({ size, asked }) => {
		const from = Date.now() - HOURS * 3_600_000;
		const between = { timeRange: 'between', from: new Date(from).toISOString() };

		const ran = await runNode(emulator, source.node, {
			parameters: listing(source, 'getAll', { ...between, ...asked }),
		});

		expect(ran.outputs).toHaveLength(1);
		const [items = []] = ran.outputs;
		expect(items.length).toBeGreaterThan(0);
		expect(problems(source, items, size, from)).toEqual([]);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(ran.hints).toEqual([]);
	});

	it('a list out of order, doubled or cut is told from a right one', () => {
		const from = Date.now() - HOURS * 3_600_000;
		const items = emulator
			.records(source.truth, { from, to: Infinity })
			.map((record) => ({ json: exactDigitsAsText(record) as never }))
			.sort(
				(a: INodeExecutionData, b: INodeExecutionData) => timeOf(source, b.json) - timeOf(source, a.json),
			);
		expect(problems(source, items, Infinity, from)).toEqual([]);
		expect(problems(source, [...items].reverse(), Infinity, from)).not.toEqual([]);
		expect(problems(source, items.slice(0, -1), Infinity, from)).not.toEqual([]);
		expect(problems(source, [...items.slice(0, 1), ...items.slice(0, -1)], Infinity, from)).not.toEqual([]);
	});
});

it.each(nodeSources)('$name: a few records do not take as many requests as all of them', async (source) => {
	const requests = async (asked: INodeParameters): Promise<number> => {
		emulator.log.length = 0;
		const parameters = listing(source, 'getAll', { ...asked, options: { pageSize: 100 } });
		await runNode(emulator, source.node, { parameters });
		return emulator.log.filter(({ kind }) => kind === 'data').length;
	};
	expect(await requests({ limit: 5 })).toBeLessThan(await requests({ returnAll: true }));
});

describe('a vendor that holds nothing', () => {
	let empty: Emulator;
	beforeAll(async () => {
		const records = Object.fromEntries(vendorNames.map((name) => [name, 0]));
		empty = await startEmulator({ switches: { informatica: { loginAddsEntry: false } }, records });
	});
	afterAll(async () => await empty.close());

	it.each(nodeSources)(
		'$name: an empty list is no error, and one record is a list of one',
		async (source) => {
			const run = async () =>
				await runNode(empty, source.node, { parameters: listing(source, 'getAll', { returnAll: true }) });
			expect((await run()).outputs).toEqual([[]]);
			const [record = {}] = empty.happen(source.truth, { late: 60_000 });
			expect((await run()).outputs[0]?.map(({ json }) => json)).toEqual([exactDigitsAsText(record)]);
			empty.remove(source.emulated, 1);
		},
	);
});
