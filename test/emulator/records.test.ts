import {
	exactDigitsAsText,
	recordText,
	startEmulator,
	vendorNames,
	type EmulatorOptions,
} from '../../emulator';
import { SortedIndex } from '../../emulator/sortedIndex';
import { Api, NOON, range } from './client';

const sources = [
	'ciscoUmbrella.activity',
	'ciscoUmbrella.activity.ampRetrospective',
	'ciscoUmbrella.securityActivity.legacy',
	'ciscoCloudlock.activity',
	'informaticaCloud.securityLog',
	'microsoftDefenderCloudApps.activity',
];

async function digest(options: EmulatorOptions): Promise<Record<string, string>> {
	const emulator = await startEmulator({ now: () => NOON, ...options });
	const texts = sources.map((source) => [source, emulator.records(source).map(recordText).join('\n')]);
	await emulator.close();
	return Object.fromEntries(texts) as Record<string, string>;
}

test('equal seeds give equal records, another seed others', async () => {
	const [first, again, other] = [
		await digest({ seed: 7 }),
		await digest({ seed: 7 }),
		await digest({ seed: 8 }),
	];
	expect(again).toEqual(first);
	for (const source of sources) expect(other[source]).not.toBe(first[source]);
});

test.each(sources)(
	'%s: in order, within the span, not beyond the clock, of the size asked for',
	async (source) => {
		const emulator = await startEmulator({
			now: () => NOON,
			spanDays: Object.fromEntries(vendorNames.map((name) => [name, 1])),
		});
		expect(emulator.count(source)).toBe(emulator.count(source, { from: NOON - 86_400_000, to: NOON }));
		expect(emulator.count(source)).toBeGreaterThan(20);
		expect(emulator.records(source)).toHaveLength(emulator.count(source));
		await emulator.close();
	},
);

test('records hold what breaks careless code', async () => {
	const texts = await digest({});
	const has = (source: string, signs: readonly string[]): void => {
		for (const sign of signs)
			expect([source, sign, texts[source]?.includes(sign)]).toEqual([source, sign, true]);
	};
	has('ciscoUmbrella.activity', [
		"Zoë O'Brien",
		'東京',
		'"port":null',
		'"ruleid":null',
		'"threats":[]',
		'"deleted":true',
		'"rule":{"id":null',
	]);
	has('informaticaCloud.securityLog', ["siobhán.o'hara", 'System built-in user', 'größe']);
	has('microsoftDefenderCloudApps.activity', [
		'"EventSource"',
		'"eventSource"',
		'"1":null',
		'山田',
		'&amp;',
		'<b>',
		'"Übersicht \\"Q4\\".xlsx"',
	]);
});

test('bursts and ties: more than twenty Umbrella rows in a second, several Defender rows in a millisecond', async () => {
	const emulator = await startEmulator({ now: () => NOON });
	const most = (source: string): number => {
		const times = new Map<unknown, number>();
		for (const row of emulator.records(source))
			times.set(row['timestamp'], (times.get(row['timestamp']) ?? 0) + 1);
		return Math.max(...times.values());
	};
	expect(most('ciscoUmbrella.activity')).toBeGreaterThan(20);
	expect(most('microsoftDefenderCloudApps.activity')).toBeGreaterThan(10);
	await emulator.close();
});

test('exact numbers have exact text, and text digits where numbers cannot hold them', () => {
	const record = {
		id: 'x',
		big: 9_007_199_254_740_993n,
		list: [1, { deep: -9_223_372_036_854_775_808n }],
		text: 'é"',
	};
	expect(recordText(record)).toBe(
		'{"id":"x","big":9007199254740993,"list":[1,{"deep":-9223372036854775808}],"text":"é\\""}',
	);
	expect(exactDigitsAsText(record)).toEqual({
		id: 'x',
		big: '9007199254740993',
		list: [1, { deep: '-9223372036854775808' }],
		text: 'é"',
	});
});

test('a million Defender activities fit in memory, and a page is served from anywhere', async () => {
	const before = process.memoryUsage().rss;
	const api = await Api.open({ records: { defender: 1_000_000 } });
	const source = 'microsoftDefenderCloudApps.activity';
	expect(api.emulator.count(source)).toBe(1_000_000);
	const [from, to] = [NOON - 7 * 86_400_000, NOON - 7 * 86_400_000 + 60_000];
	const { json } = await api.defender({ filters: { date: { gte: from, lte: to - 1 } }, limit: 100 });
	expect(json.total).toBe(api.emulator.count(source, { from, to }));
	expect((await api.defender({ isScan: true, limit: 5000, filters: {} })).json.data.length).toBeGreaterThan(
		4900,
	);
	api.emulator.happen(source, { n: 3 });
	expect(api.emulator.count(source)).toBe(1_000_003);
	expect(process.memoryUsage().rss - before).toBeLessThan(1_500_000_000);
	await api.close();
});

describe('the sorted index', () => {
	const index = (): SortedIndex =>
		SortedIndex.of(Float64Array.from([5, 1, 3, 3]), Uint32Array.from([0, 1, 2, 3]));
	const rows = (of: SortedIndex): number[][] =>
		range(of.length).map((position) => [of.keyAt(position), of.ordinalAt(position)]);

	test('sorts, ties by arrival', () => {
		expect(rows(index())).toEqual([
			[1, 1],
			[3, 2],
			[3, 3],
			[5, 0],
		]);
	});

	test('merges rows in, behind their equals', () => {
		const merged = index();
		merged.add([
			{ key: 9, ordinal: 6 },
			{ key: 3, ordinal: 5 },
			{ key: 0, ordinal: 4 },
		]);
		expect(rows(merged)).toEqual([
			[0, 4],
			[1, 1],
			[3, 2],
			[3, 3],
			[3, 5],
			[5, 0],
			[9, 6],
		]);
	});

	test('finds bounds and positions, and forgets', () => {
		const found = index();
		expect([
			found.atLeast(3),
			found.above(3),
			found.atLeast(9),
			found.positionOf(3, 3),
			found.positionOf(3, 9),
		]).toEqual([1, 3, 4, 2, -1]);
		found.remove(new Set([2, 0]));
		expect(rows(found)).toEqual([
			[1, 1],
			[3, 3],
		]);
		expect(() => found.ordinalAt(9)).toThrow(RangeError);
	});
});
