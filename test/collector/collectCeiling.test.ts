import type { CollectOptions } from '../../collector/collect';
import { decodeCursor, encodeCursor, windowsAfter } from '../../collector/cursor';
import type { Window } from '../../collector/time';
import { length } from '../../collector/windows';
import { difference, drain, nothing } from '../support/drain';
import { memoryFeed } from '../support/memoryFeed';
import { MemoryVendor, type Row } from '../support/memoryVendor';
import { scripted, window } from '../support/scriptedFeed';

describe('a ceiling of records', () => {
	const rows = Array.from(
		{ length: 60 },
		(_, i): Row => ({ at: Math.floor(i / 3) * 1_000 + i, name: String(i) }),
	);
	const capped = async (
		maxRecords: number,
		windows: readonly Window[] = [window],
		options: Partial<CollectOptions> = {},
	) => await drain(memoryFeed(new MemoryVendor(rows)), windows, { concurrency: 1, maxRecords, ...options });

	it.each([
		{ name: 'none', maxRecords: 0, records: 60, reason: null },
		{ name: 'one as high as the records', maxRecords: 60, records: 60, reason: null },
		{ name: 'one between moments', maxRecords: 12, records: 12, reason: /ceiling of 12 records/ },
		{ name: 'one within a moment', maxRecords: 14, records: 12, reason: /ceiling of 14 records/ },
		{ name: 'one below a moment', maxRecords: 2, records: 0, reason: /ceiling of 2 records/ },
	])('cuts where the clock of the vendor moves: $name', async ({ maxRecords, records, reason }) => {
		const { outcome } = await capped(maxRecords);
		expect(outcome.records).toBe(records);
		expect(outcome.reason ?? '').toMatch(reason ?? /^$/);
		expect(outcome.error).toBeUndefined();
	});

	it.each([3, 7, 10, 31, 59])(
		'of %i loses and doubles nothing when the cursor is followed',
		async (maxRecords) => {
			let windows: readonly Window[] = [window];
			const collected: Row[] = [];
			for (let runs = 0; windows.length > 0 && runs < 40; runs++) {
				const { records, outcome } = await capped(maxRecords, windows, { concurrency: 1 + (runs % 4) });
				expect(records.length).toBeLessThanOrEqual(maxRecords);
				collected.push(...(records as readonly Row[]));
				const cursor = encodeCursor('memory.activity', { unread: outcome.unread, next: window.to });
				windows = windowsAfter(decodeCursor('memory.activity', cursor), window.to);
			}
			expect(windows).toEqual([]);
			expect(difference(rows, collected)).toEqual(nothing);
		},
	);

	it('hands over a record without a time with its neighbour, and once', async () => {
		const records = [{ at: 3_000 }, { name: 'untimed' }, { at: 2_000 }, { at: 1_000 }];
		const feed = scripted(async (task) => await Promise.resolve({ records, covered: task.window, rest: [] }));
		const { batches } = await drain(feed, [window], { maxRecords: 2 });
		expect(batches).toEqual([{ records: records.slice(0, 2), covered: { from: 3_000, to: 100_000 } }]);
	});

	it('hands over none of a page that has no times', async () => {
		const feed = scripted(
			async (task) => await Promise.resolve({ records: [{}, {}, {}], covered: task.window, rest: [] }),
		);
		const { records, outcome } = await drain(feed, [window], { maxRecords: 2 });
		expect(records).toEqual([]);
		expect(outcome.unread).toEqual([{ from: 0, to: 1_000 }]);
	});

	it.each([
		{ name: 'a page of which nobody knows what it has read', covered: undefined },
		{ name: 'a page that is one moment', covered: { from: 1_000, to: 2_000 } },
	])('hands over none of $name', async ({ covered }) => {
		const records = [{ at: 1_000 }, { at: 1_001 }, { at: 1_002 }];
		const feed = scripted(
			async (task) => await Promise.resolve({ records, rest: [task], ...(covered ? { covered } : {}) }),
		);
		const { batches, outcome } = await drain(feed, [window], { maxRecords: 2 });
		expect(batches).toEqual([]);
		expect(outcome).toMatchObject({ unread: [window], reason: expect.stringContaining('ceiling of 2') });
	});

	it('lets steps under way go when it is reached, unread', async () => {
		const feed = scripted(
			async ({ window: covered }) =>
				await Promise.resolve({ records: [{ at: covered.from }], covered, rest: [] }),
		);
		const windows = [0, 1, 2, 3].map((i) => ({ from: i * 1_000, to: (i + 1) * 1_000 }));
		const { records, outcome } = await drain(feed, windows, { maxRecords: 2, concurrency: 4 });
		expect(records).toHaveLength(2);
		expect(outcome.unread.reduce((sum, left) => sum + length(left), 0)).toBe(2_000);
	});
});
