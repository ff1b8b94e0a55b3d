import { DAY, HOUR } from '../../collector/time';
import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import { activityFeed } from '../../nodes/CiscoCloudlock/feed';
import { askEmulator } from '../support/askEmulator';
import { difference, drain, EXACT, truthOf } from '../support/feedDrain';

const NOW = Date.UTC(2026, 10, 20, 12);
const SOURCE = 'ciscoCloudlock.activity';
const window = { from: NOW - 3 * DAY, to: NOW };

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (records: number, cloudlock: SwitchSettings['cloudlock'] = {}) => {
	emulator = await startEmulator({
		now: () => NOW,
		records: { cloudlock: records },
		spanDays: { cloudlock: 10 },
		switches: { cloudlock },
	});
};

const feedOf = (pageSize = 100, concurrency = 4, eventType?: string) => {
	const asking = askEmulator(emulator, 'cloudlock');
	return {
		...asking,
		feed: activityFeed(asking.ask, new URL(`${emulator.url}/api/v2`), { pageSize, concurrency, eventType }),
	};
};

const tied = (count: number, created_at: string) => {
	const [model] = emulator.records(SOURCE);
	emulator.add(
		'cloudlock',
		Array.from({ length: count }, (_, i) => ({
			...model,
			created_at,
			event_id: `-77#${i}`,
			origin_id: '-77',
		})),
	);
};

describe('every activity of the window, once, whatever the API does', () => {
	const rows: ReadonlyArray<{
		name: string;
		cloudlock: SwitchSettings['cloudlock'];
		pageSize?: number;
		records?: number;
	}> = [
		{ name: 'as documented', cloudlock: {} },
		{ name: 'oldest first', cloudlock: { order: 'asc' } },
		{ name: 'exclusive lower bound', cloudlock: { boundInclusive: false } },
		{
			name: 'exclusive lower bound by whole days',
			cloudlock: { boundInclusive: false, dateOnlyBound: true },
		},
		{ name: 'lower bound by whole days', cloudlock: { dateOnlyBound: true } },
		{ name: 'lower bound ignored', cloudlock: { boundIgnored: true } },
		{ name: 'lower bound ignored, oldest first', cloudlock: { boundIgnored: true, order: 'asc' } },
		{ name: 'a total of zero', cloudlock: { total: 'zero' } },
		{ name: 'no total', cloudlock: { total: 'absent' } },
		{ name: 'items alone', cloudlock: { envelope: 'itemsOnly' } },
		{ name: 'a bare array', cloudlock: { envelope: 'bareArray' } },
		{ name: 'prefixed ids', cloudlock: { idPrefix: 'always' } },
		{ name: 'limits above 100 refused', cloudlock: { overLimit: 'reject' } },
		{ name: 'a page cap nobody mentions', cloudlock: { pageCap: 40 } },
		{ name: 'small pages', cloudlock: {}, pageSize: 7 },
		{ name: 'single rows', cloudlock: {}, pageSize: 1 },
		{ name: 'oldest first, single rows', cloudlock: { order: 'asc' }, pageSize: 1 },
		{ name: 'records that arrive while reading', cloudlock: { insertBetweenPages: 15 } },
		{ name: 'nearly a page arrives while reading one', cloudlock: { insertBetweenPages: 70 } },
		{ name: 'pages that become smaller', cloudlock: { laterPageCap: 20 } },
		...[15, 19, 20, 21, 35, 90].map((insertBetweenPages) => ({
			name: `pages that become smaller while ${insertBetweenPages} arrive for each`,
			cloudlock: { laterPageCap: 20, insertBetweenPages },
		})),
		{
			name: 'pages that become smaller while five arrive for each, oldest first',
			cloudlock: { laterPageCap: 20, insertBetweenPages: 5, order: 'asc' },
		},
		{ name: 'a page arrives for each, oldest first', cloudlock: { insertBetweenPages: 100, order: 'asc' } },
	];

	it.each(rows)('$name', async ({ cloudlock, pageSize, records = pageSize === 1 ? 120 : 1_500 }) => {
		await start(records, cloudlock);
		const expected = truthOf(emulator.records(SOURCE, window));

		const drained = await drain(feedOf(pageSize).feed, [window]);

		expect(difference(drained.lines, expected)).toEqual(EXACT);
		expect(drained).toMatchObject({ unread: [], reason: null });
	});
});

it.each([
	{ name: 'asked for', cloudlock: {}, pageSize: 1 },
	{ name: 'that pages become', cloudlock: { laterPageCap: 1 }, pageSize: 100 },
])('single rows $name while as many arrive: the walk does not get on, and says so', async (row) => {
	const { cloudlock, pageSize } = row;
	await start(300, { ...cloudlock, insertBetweenPages: 1 });

	const drained = await drain(feedOf(pageSize).feed, [window]);

	expect(drained.reason).toContain('no progress');
	expect(drained.unread).not.toEqual([]);
});

it.each([
	{ name: 'few', vanish: 4 },
	{ name: 'more than pages overlap', vanish: 35 },
	{ name: 'more than a page', vanish: 130 },
])('loses nothing that stays while $name of the newest vanish after every page', async ({ vanish }) => {
	await start(3_000, { deleteBetweenPages: vanish });

	const drained = await drain(feedOf(100, 1).feed, [window]);

	const kept = truthOf(emulator.records(SOURCE, window));
	expect(new Set(drained.lines).size).toBe(drained.lines.length);
	expect(kept.filter((line) => !drained.lines.includes(line))).toEqual([]);
});

it('250 activities of one moment come out exactly', async () => {
	await start(500);
	tied(250, new Date(NOW - HOUR).toISOString());

	const drained = await drain(feedOf().feed, [window]);

	expect(difference(drained.lines, truthOf(emulator.records(SOURCE, window)))).toEqual(EXACT);
});

it('reads only the wanted event type', async () => {
	await start(800);
	const logins = emulator.records(SOURCE, window).filter((record) => record['event_type'] === 'login');

	const drained = await drain(feedOf(100, 4, 'login').feed, [window]);

	expect(logins.length).toBeGreaterThan(0);
	expect(difference(drained.lines, truthOf(logins))).toEqual(EXACT);
});

describe('a window far down a long list', () => {
	const old = { from: NOW - 3 * DAY, to: NOW - 2 * DAY };
	const requests = async (cloudlock: SwitchSettings['cloudlock'], late = 0) => {
		await start(30_000, cloudlock);
		emulator.happen(SOURCE, { n: late, late: 3.5 * DAY });
		const expected = truthOf(emulator.records(SOURCE, old));
		const drained = await drain(feedOf(100, 8).feed, [old]);
		expect(difference(drained.lines, expected)).toEqual(EXACT);
		return emulator.log.length;
	};

	it.each([
		{ name: 'walks to it only until the list is known to be sorted', cloudlock: {}, most: 125 },
		{ name: 'does so while records arrive', cloudlock: { insertBetweenPages: 40 }, most: 150 },
		{ name: 'does so while records vanish', cloudlock: { deleteBetweenPages: 3 }, most: 150 },
	])('$name', async ({ cloudlock, most }) => {
		expect(await requests(cloudlock)).toBeLessThan(most);
	});

	it('leaves a list that comes oldest first above the window', async () => {
		expect(await requests({ order: 'asc' })).toBeLessThan(100);
	});

	it('reads the whole list where one record is out of order', async () => {
		expect(await requests({ order: 'arrival' }, 1)).toBeGreaterThan(150);
	});
});

it('reads on although the first page of a list that comes oldest first shows a single moment', async () => {
	await start(200, { order: 'asc' });
	const first = new Date(NOW - 3 * DAY - HOUR).toISOString();
	emulator.remove('cloudlock', ({ created_at }) => String(created_at) < first);
	tied(30, first);
	const expected = truthOf(emulator.records(SOURCE, window));

	const drained = await drain(feedOf(10).feed, [window]);

	expect(difference(drained.lines, expected)).toEqual(EXACT);
});

describe('a list in the order in which activities became known', () => {
	const hours = { from: NOW - 3 * HOUR, to: NOW };

	/** 300 activities of the last two hours, the last to become known first; those at some places happened much earlier. */
	const arriving = async (isLate: (place: number) => boolean) => {
		await start(1, { order: 'arrival' });
		const [model] = emulator.records(SOURCE);
		const rows = Array.from({ length: 300 }, (_, i) => ({
			...model,
			event_id: `-88#${i}`,
			created_at: new Date(isLate(299 - i) ? NOW - 20 * HOUR - i : NOW - 2 * HOUR + i * 20_000).toISOString(),
		}));
		emulator.replace('cloudlock', rows);
		return truthOf(emulator.records(SOURCE, hours));
	};

	it.each([0, 1, 50, 93, 94, 95, 98, 99, 100, 189, 190, 194, 195, 199, 284, 298, 299])(
		'is read whole although the one at place %i is twenty hours old',
		async (place) => {
			const expected = await arriving((at) => at === place);
			const drained = await drain(feedOf().feed, [hours]);
			expect(expected).toHaveLength(299);
			expect(difference(drained.lines, expected)).toEqual(EXACT);
			expect(drained).toMatchObject({ unread: [], reason: null });
		},
	);

	it.each([
		{ name: 'the second half of a page is', first: 60, count: 40 },
		{ name: 'nearly a page is, in the middle of one', first: 20, count: 99 },
		{ name: 'the last ones are', first: 260, count: 40 },
		{ name: 'one at the end of a small page is', first: 7, count: 1, pageSize: 8 },
		{ name: 'many small pages are', first: 7, count: 90, pageSize: 8 },
		{ name: 'the one on a page of its own is', first: 4, count: 1, pageSize: 1 },
		{
			name: 'the only new one of a page is, as others arrive',
			first: 100,
			count: 1,
			cloudlock: { insertBetweenPages: 94 },
		},
	])('is read whole although $name old', async ({ first, count, pageSize = 100, cloudlock = {} }) => {
		const expected = await arriving((at) => at >= first && at < first + count);
		Object.assign(emulator.switches.cloudlock, cloudlock);
		const drained = await drain(feedOf(pageSize).feed, [hours]);
		expect(difference(drained.lines, expected)).toEqual(EXACT);
		expect(drained).toMatchObject({ unread: [], reason: null });
	});

	it('is known to be out of order by the walks that follow, too', async () => {
		const expected = await arriving((at) => at === 99);
		const { feed } = feedOf();
		await drain(feed, [hours]);
		const drained = await drain(feed, [hours], { maxRecords: 60 });
		expect(drained).toMatchObject({ records: 0, unread: [hours] });
		expect(difference((await drain(feed, [hours])).lines, expected)).toEqual(EXACT);
	});

	it('says what is unread where a ceiling ends the scan behind an old one', async () => {
		const expected = await arriving((at) => at === 99);
		const drained = await drain(feedOf().feed, [hours], { maxRecords: 60 });
		expect(drained.lines.length).toBeLessThanOrEqual(60);
		const rest = await drain(feedOf().feed, drained.unread);
		expect(difference([...drained.lines, ...rest.lines], expected)).toEqual(EXACT);
	});
});

it.each([
	{ name: 'a list in order ends with a page below the window', swap: false, most: 9 },
	{ name: 'microseconds out of order within one millisecond change nothing', swap: true, most: 9 },
])('$name', async ({ swap, most }) => {
	await start(1, { order: 'arrival' });
	const [model] = emulator.records(SOURCE);
	const at = (i: number) => new Date(NOW - 26 * HOUR + i * 20_000).toISOString().slice(0, -1);
	const micros = (i: number) => (swap ? 900 - (i % 2) * 400 : 500 + (i % 2));
	const rows = Array.from({ length: 3_000 }, (_, i) => ({
		...model,
		event_id: `-99#${i}`,
		created_at: `${at(i - (i % 2))}${micros(i)}Z`,
	}));
	emulator.replace('cloudlock', rows);
	const hours = { from: NOW - 12 * HOUR, to: NOW - 9.4 * HOUR };
	const before = emulator.log.length;
	const drained = await drain(feedOf(100, 1).feed, [hours]);
	expect(difference(drained.lines, truthOf(emulator.records(SOURCE, hours)))).toEqual(EXACT);
	expect(emulator.log.length - before).toBeLessThanOrEqual(most);
});

it('reads two windows of one list side by side, each whole', async () => {
	await start(3_000);
	const windows = [
		{ from: NOW - 6 * DAY, to: NOW - 4 * DAY },
		{ from: NOW - 2 * DAY, to: NOW },
	];
	const expected = windows.flatMap((each) => truthOf(emulator.records(SOURCE, each)));

	const drained = await drain(feedOf().feed, windows);

	expect(difference(drained.lines, expected)).toEqual(EXACT);
});
