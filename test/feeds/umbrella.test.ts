import { reportingFeed, type ReportingQuery } from '../../nodes/CiscoUmbrella/reportingFeed';
import { isSecurityActivity } from '../../nodes/CiscoUmbrella/record';
import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import { DAY, HOUR } from '../../collector/time';
import { askEmulator } from '../support/askEmulator';
import { difference, drain, EXACT, truthOf } from '../support/feedDrain';

const NOW = Date.UTC(2026, 10, 20, 12);
const SOURCE = 'ciscoUmbrella.activity';
const window = { from: NOW - DAY, to: NOW };

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (records: number, umbrella: SwitchSettings['umbrella'] = {}, spanDays = 1) => {
	emulator = await startEmulator({
		now: () => NOW,
		records: { umbrella: records },
		spanDays: { umbrella: spanDays },
		switches: { umbrella },
	});
	return emulator;
};

const feedOf = (query: Partial<ReportingQuery> = {}) => {
	const asking = askEmulator(emulator, 'umbrella');
	const feed = reportingFeed(asking.ask, new URL(emulator.url), {
		resource: 'activity',
		trafficType: 'all',
		filters: {},
		pageSize: 500,
		...query,
	});
	return { feed, ...asking };
};

describe('every activity of the window, once, whatever the API does', () => {
	const rows: ReadonlyArray<{ name: string; umbrella: SwitchSettings['umbrella']; pageSize?: number }> = [
		{ name: 'as documented', umbrella: {} },
		{ name: 'both ends of the window exclusive', umbrella: { boundsInclusive: 'none' } },
		{ name: 'only the start of the window inclusive', umbrella: { boundsInclusive: 'from' } },
		{ name: 'only the end of the window inclusive', umbrella: { boundsInclusive: 'to' } },
		{ name: 'one second in a new order with every request', umbrella: { sameSecondShuffle: true } },
		{ name: 'a page cap nobody mentions', umbrella: { pageCap: 100 } },
		{
			name: 'a page cap smaller than a busy second, shuffled',
			umbrella: { pageCap: 20, sameSecondShuffle: true },
		},
		{ name: 'pages cut at random', umbrella: { shortPages: true } },
		{ name: 'pages cut at random, shuffled', umbrella: { shortPages: true, sameSecondShuffle: true } },
		{ name: 'oldest first', umbrella: { defaultOrder: 'asc' } },
		{
			name: 'oldest first, shuffled and capped',
			umbrella: { defaultOrder: 'asc', sameSecondShuffle: true, pageCap: 70 },
		},
		{ name: 'offsets that end early', umbrella: { offsetCap: 400 } },
		{ name: 'offset and limit bounded together', umbrella: { offsetPlusLimitCap: 1000 } },
		{ name: 'records that arrive while reading', umbrella: { insertBetweenPages: 30 } },
		{ name: 'redirect to another region', umbrella: { redirect: 'sameHost' } },
		{
			name: 'relative redirect',
			umbrella: { redirect: 'sameHost', redirectLocation: 'relative', redirectStatus: 307 },
		},
		{ name: 'a token that ends while reading, as 400', umbrella: { tokenMaxUses: 3 } },
		{ name: 'a token that ends while reading, as 401', umbrella: { tokenMaxUses: 3, expiredAs: 401 } },
		{ name: 'fields no document names', umbrella: { extraFields: true } },
		{ name: 'meta without lists', umbrella: { emptyMeta: true } },
		{
			name: 'faults of every kind',
			umbrella: {
				faults: [
					{ on: 2, kind: 'status', status: 429, retryAfter: 2 },
					{ on: 4, kind: 'status', status: 429 },
					{ on: 6, kind: 'status', status: 500 },
					{ on: 8, kind: 'html', status: 502 },
					{ on: 10, kind: 'reset' },
					{ on: 12, kind: 'truncate' },
					{ on: 14, kind: 'truncate', clean: true },
					{ on: 16, kind: 'emptyBody' },
				],
			},
		},
	];

	it.each(rows)('$name', async ({ umbrella, pageSize }) => {
		await start(3_000, umbrella);
		const expected = truthOf(emulator.records(SOURCE, window));
		const { feed } = feedOf({ pageSize: pageSize ?? 500 });

		const drained = await drain(feed, [window]);

		expect(difference(drained.lines, expected)).toEqual(EXACT);
		expect(drained).toMatchObject({ unread: [], reason: null });
	});
});

it.each(['dns', 'proxy', 'firewall', 'intrusion', 'ampRetrospective'] as const)(
	'reads %s',
	async (trafficType) => {
		await start(4_000);
		const { feed, ask } = feedOf({ trafficType, pageSize: 100 });
		const path = trafficType === 'ampRetrospective' ? 'amp-retrospective' : trafficType;
		const whole = (await ask({
			method: 'GET',
			url: new URL(
				`${emulator.url}/reports/v2/activity/${path}?from=${window.from - 1}&to=${window.to}&limit=5000&offset=0`,
			),
		})) as { data: object[] };

		const drained = await drain(feed, [window]);

		expect(whole.data.length).toBeGreaterThan(0);
		expect(drained.lines).toHaveLength(whole.data.length);
	},
);

it('security activity is what was blocked for a security category', async () => {
	await start(3_000);
	const { feed } = feedOf({ resource: 'securityActivity' });
	const all = emulator.records(SOURCE, window);
	const expected = all.filter((record) => isSecurityActivity(record as never));

	const drained = await drain(feed, [window]);

	expect(expected.length).toBeGreaterThan(10);
	expect(expected.length).toBeLessThan(all.length);
	expect(difference(drained.lines, truthOf(expected))).toEqual(EXACT);
});

it('40,000 records of one day come out exactly', async () => {
	await start(40_000, { sameSecondShuffle: true });
	const { feed, stats } = feedOf({ pageSize: 5_000 });

	const drained = await drain(feed, [window]);

	expect(difference(drained.lines, truthOf(emulator.records(SOURCE, window)))).toEqual(EXACT);
	expect(stats.requests).toBeLessThan(20);
});

it('splits a range wider than 30 days, which Umbrella refuses', async () => {
	await start(2_000, {}, 70);
	const wide = { from: NOW - 70 * DAY, to: NOW };
	const { feed } = feedOf();

	expect(difference((await drain(feed, [wide])).lines, truthOf(emulator.records(SOURCE, wide)))).toEqual(
		EXACT,
	);
});

it('a source that failed at Umbrella leaves the scan incomplete and is named', async () => {
	await start(500, { metaFailed: ['firewall'] });
	const { feed } = feedOf();

	const drained = await drain(feed, [window]);

	expect(drained.records).toBeGreaterThan(0);
	expect(drained.unread).toEqual([window]);
	expect(drained.reason).toContain('firewall');
});

it('a second beyond the reach of offsets is reported, and everything else is read', async () => {
	await start(300, { pageCap: 20, offsetCap: 40 });
	const [model] = emulator.records(SOURCE, window);
	const busy = NOW - HOUR;
	emulator.add(
		'umbrella',
		Array.from({ length: 100 }, (_, i) => ({ ...model, timestamp: busy, domain: `${i}.example` })),
	);
	const { feed } = feedOf({ pageSize: 20 });

	const drained = await drain(feed, [window]);

	expect(drained.unread).toEqual([{ from: busy, to: busy + 1_000 }]);
	expect(drained.reason).toContain(new Date(busy).toISOString());
});
