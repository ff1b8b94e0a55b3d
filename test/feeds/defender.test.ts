import { VendorError } from '../../collector/errors';
import { DAY, HOUR } from '../../collector/time';
import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import type { Filters } from '../../nodes/MicrosoftDefenderCloudApps/filterObject';
import { scanFeed } from '../../nodes/MicrosoftDefenderCloudApps/scanFeed';
import { askEmulator } from '../support/askEmulator';
import { difference, drain, EXACT, truthOf } from '../support/feedDrain';

const NOW = Date.UTC(2026, 10, 20, 12);
const SOURCE = 'microsoftDefenderCloudApps.activity';
const window = { from: NOW - 3 * DAY, to: NOW };

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (records: number, defender: SwitchSettings['defender'] = {}) => {
	emulator = await startEmulator({
		now: () => NOW,
		records: { defender: records },
		spanDays: { defender: 5 },
		switches: { defender },
	});
};

const feedOf = (filters: Filters = {}, pageSize = 500) => {
	const asking = askEmulator(emulator, 'defender');
	return { ...asking, feed: scanFeed(asking.ask, new URL(emulator.url), { filters, pageSize }) };
};

const tied = (count: number, timestamp: number) => {
	const [model] = emulator.records(SOURCE);
	emulator.add(
		'defender',
		Array.from({ length: count }, (_, i) => ({ ...model, timestamp, _id: `tie_${timestamp}_${i}` })),
	);
};

describe('every activity of the window, once, whatever the scan does', () => {
	const rows: ReadonlyArray<{ name: string; defender: SwitchSettings['defender']; ties?: number }> = [
		{ name: 'as documented', defender: {} },
		{ name: 'rows at the bound come again', defender: { boundary: 'repeatTail' } },
		{ name: 'the bound skips a moment', defender: { boundary: 'skipTie' } },
		{ name: 'a tie at every bound', defender: {}, ties: 40 },
		{ name: 'a tie at every bound, repeated', defender: { boundary: 'repeatTail' }, ties: 40 },
		{ name: 'a tie at every bound, skipped', defender: { boundary: 'skipTie' }, ties: 40 },
		{ name: 'a moment larger than a page', defender: {}, ties: 1_300 },
		{ name: 'short pages that go on', defender: { shortPages: true } },
		{ name: 'empty pages that go on', defender: { emptyPagesBetween: true } },
		{ name: 'empty pages and repeats', defender: { emptyPagesBetween: true, boundary: 'repeatTail' } },
		{ name: 'a page cap of 500', defender: { scanPageCap: 500 } },
		{ name: 'records that arrive while reading', defender: { insertBetweenPages: 10 } },
		{ name: 'a total that is not exact', defender: { total: 'approximate' } },
		{
			name: 'faults of every kind',
			defender: {
				faults: [
					{ on: 2, kind: 'status', status: 429, retryAfter: 'date' },
					{ on: 3, kind: 'status', status: 429 },
					{ on: 5, kind: 'html', status: 500 },
					{ on: 7, kind: 'reset' },
					{ on: 9, kind: 'truncate' },
				],
			},
		},
	];

	it.each(rows)('$name', async ({ defender, ties }) => {
		await start(4_000, defender);
		if (ties) for (const hours of [5, 20, 31]) tied(ties, NOW - hours * HOUR + 7);
		const expected = truthOf(emulator.records(SOURCE, window));

		const drained = await drain(feedOf().feed, [window]);

		expect(difference(drained.lines, expected)).toEqual(EXACT);
		expect(drained).toMatchObject({ unread: [], reason: null });
	});
});

it('filters stay on every request', async () => {
	await start(4_000);
	const expected = emulator.records(SOURCE, window).filter((record) => record['appId'] === 12260);

	const drained = await drain(feedOf({ service: { eq: [12260] } }).feed, [window]);

	expect(expected.length).toBeGreaterThan(0);
	expect(difference(drained.lines, truthOf(expected))).toEqual(EXACT);
	expect(emulator.log.every(({ body }) => body.includes('"service":{"eq":[12260]}'))).toBe(true);
});

it('a scan that does not move ends and says so', async () => {
	await start(4_000, { noProgress: true });

	const drained = await drain(feedOf().feed, [window], { concurrency: 1 });

	expect(drained.reason).toContain('nextQueryFilters');
	expect(drained.unread).not.toEqual([]);
	expect(drained.records).toBeGreaterThan(0);
});

it('an answer without data is a failure, not an empty result', async () => {
	await start(100, { missingData: 0 });

	await expect(drain(feedOf().feed, [window])).rejects.toThrow(VendorError);
});

it('100,000 activities come out exactly', async () => {
	await start(100_000);
	const wide = { from: NOW - 5 * DAY, to: NOW };

	const drained = await drain(feedOf({}, 5_000).feed, [wide]);

	expect(difference(drained.lines, truthOf(emulator.records(SOURCE, wide)))).toEqual(EXACT);
});
