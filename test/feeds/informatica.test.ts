import type { VendorRecord } from '../../collector/feed';
import { DAY, HOUR } from '../../collector/time';
import { type Emulator, type JsonObject, startEmulator, type SwitchSettings } from '../../emulator';
import { securityLogFeed } from '../../nodes/InformaticaCloud/feed';
import type { Condition } from '../../nodes/InformaticaCloud/query';
import { askEmulator } from '../support/askEmulator';
import { difference, drain, EXACT, truthOf } from '../support/feedDrain';

const NOW = Date.UTC(2026, 10, 20, 12);
const SOURCE = 'informaticaCloud.securityLog';
const window = { from: NOW - 40 * DAY, to: NOW };

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (records: number, informatica: SwitchSettings['informatica'] = {}) => {
	emulator = await startEmulator({
		now: () => NOW,
		records: { informatica: records },
		spanDays: { informatica: 40 },
		switches: { informatica: { loginAddsEntry: false, ...informatica } },
	});
};

const feedOf = (
	conditions: readonly Condition[] = [],
	wanted: (record: VendorRecord) => boolean = () => true,
	pageSize = 1_000,
) => {
	const asking = askEmulator(emulator, 'informatica');
	return {
		...asking,
		feed: securityLogFeed(asking.ask, new URL(emulator.url), { conditions, wanted, pageSize }),
	};
};

const busySecond = (count: number) => {
	const models = emulator.records(SOURCE).slice(0, 50);
	const entryTime = new Date(NOW - 5 * HOUR).toISOString();
	const entry = (i: number): JsonObject => ({
		...models[i % models.length],
		entryTime,
		id: `busy${String(i).padStart(18, '0')}`,
	});
	emulator.add(
		'informatica',
		Array.from({ length: count }, (_, i) => entry(i)),
	);
};

describe('every entry of 40 days, once, whatever the service does', () => {
	const rows: ReadonlyArray<{ name: string; informatica: SwitchSettings['informatica']; busy?: number }> = [
		{ name: 'as documented', informatica: {} },
		{ name: 'a full answer holds the newest', informatica: { selects: 'newest' } },
		{ name: 'skip ignored', informatica: { skip: 'ignored' } },
		{ name: '1,500 entries in one second', informatica: {}, busy: 1_500 },
		{
			name: '1,500 entries in one second, the newest in a full answer',
			informatica: { selects: 'newest' },
			busy: 1_500,
		},
		{ name: '1,500 entries in one second, skip ignored', informatica: { skip: 'ignored' }, busy: 1_500 },
		{ name: 'a cap nobody mentions', informatica: { cap: 200 } },
		{ name: 'a cap nobody mentions, the newest', informatica: { cap: 200, selects: 'newest' } },
		{ name: 'a session of many kilobytes', informatica: { jwtMode: true } },
		{ name: 'sessions that end while reading', informatica: { sessionMaxUses: 6 } },
		{ name: 'the other name of the group category', informatica: { groupCategory: 'User group' } },
	];

	it.each(rows)('$name', async ({ informatica, busy }) => {
		await start(6_000, informatica);
		if (busy) busySecond(busy);
		const expected = truthOf(emulator.records(SOURCE, window));

		const drained = await drain(feedOf().feed, [window]);

		expect(difference(drained.lines, expected)).toEqual(EXACT);
		expect(drained).toMatchObject({ unread: [], reason: null });
	});
});

it('a small log costs few requests', async () => {
	await start(60);
	const { feed, stats } = feedOf();

	await drain(feed, [{ from: NOW - DAY, to: NOW }]);

	expect(stats.requests).toBe(1);
});

it('one second that cannot be told apart is reported when skip is ignored', async () => {
	await start(50, { skip: 'ignored' });
	const [model] = emulator.records(SOURCE);
	const busy = NOW - 5 * HOUR;
	const entryTime = new Date(busy).toISOString();
	emulator.add(
		'informatica',
		Array.from({ length: 1_200 }, (_, i) => ({
			...model,
			entryTime,
			id: `same${String(i).padStart(18, '0')}`,
		})),
	);

	const drained = await drain(feedOf().feed, [window]);

	expect(drained.unread).toEqual([{ from: busy, to: busy + 1_000 }]);
	expect(drained.reason).toContain(entryTime);
});

it.each([
	{
		name: 'equal',
		conditions: [{ field: 'actor', operator: '==', value: 'System built-in user' }] as const,
		keep: (r: JsonObject) => r['actor'] === 'System built-in user',
	},
	{
		name: 'not equal',
		conditions: [{ field: 'actor', operator: '!=', value: 'System built-in user' }] as const,
		keep: (r: JsonObject) => r['actor'] !== 'System built-in user',
	},
	{
		name: 'a value that tries to break out',
		conditions: [{ field: 'actor', operator: '==', value: 'x";actor!="x' }] as const,
		keep: () => false,
	},
])('filters by actor: $name', async ({ conditions, keep }) => {
	await start(1_000);
	const expected = truthOf(emulator.records(SOURCE, window).filter(keep));

	expect(difference((await drain(feedOf(conditions).feed, [window])).lines, expected)).toEqual(EXACT);
});
