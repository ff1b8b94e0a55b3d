import { collect } from '../../collector/collect';
import { join } from '../../collector/windows';
import { difference, drain, nothing, usualOptions } from '../support/drain';
import { memoryFeed } from '../support/memoryFeed';
import { MemoryVendor } from '../support/memoryVendor';
import { covering, oneEach, scripted, window } from '../support/scriptedFeed';

describe('a collection', () => {
	it('hands over every record once and is complete', async () => {
		const rows = oneEach(95);
		const { records, outcome } = await drain(memoryFeed(new MemoryVendor(rows)), [window]);
		expect(difference(rows, records)).toEqual(nothing);
		expect(outcome).toEqual({ unread: [], reason: null, records: 95, duplicates: 0 });
	});

	it('is complete when there is nothing to read', async () => {
		const { batches, outcome } = await drain(scripted(covering), []);
		expect(batches).toEqual([]);
		expect(outcome).toEqual({ unread: [], reason: null, records: 0, duplicates: 0 });
	});

	it('moves what is read and what is handed over together', async () => {
		const { batches } = await drain(memoryFeed(new MemoryVendor(oneEach(95))), [window]);
		for (const { records, covered } of batches) {
			for (const { at } of records)
				expect(covered && Number(at) >= covered.from && Number(at) < covered.to).toBe(true);
		}
		expect(join(batches.flatMap(({ covered }) => covered ?? []))).toEqual([window]);
	});

	it('counts what the vendor sent again', async () => {
		const feed = scripted(
			async ({ window: covered }) => await Promise.resolve({ records: [], covered, rest: [], repeated: 3 }),
		);
		const { outcome } = await drain(feed, [
			{ from: 0, to: 1 },
			{ from: 1, to: 2 },
		]);
		expect(outcome.duplicates).toBe(6);
	});

	it('says nothing of steps that bring nothing', async () => {
		let steps = 0;
		const feed = scripted(
			async (task) =>
				await Promise.resolve(++steps < 4 ? { records: [], rest: [task] } : await covering(task)),
		);
		expect((await drain(feed, [window])).batches).toEqual([{ records: [], covered: window }]);
	});

	it.each([
		{ order: 'oldest', expected: [0, 10, 20] },
		{ order: 'newest', expected: [20, 10, 0] },
	] as const)('reads the $order stretch first', async ({ order, expected }) => {
		const asked: number[] = [];
		const feed = scripted(async (task) => {
			asked.push(task.window.from);
			return await covering(task);
		});
		await drain(
			feed,
			[10, 0, 20].map((from) => ({ from, to: from + 10 })),
			{ order, concurrency: 1 },
		);
		expect(asked).toEqual(expected);
	});

	it.each([1, 2, 5, 8])('has %i steps under way and never more', async (concurrency) => {
		const running = { now: 0, most: 0 };
		const feed = scripted(async (task) => {
			running.most = Math.max(running.most, ++running.now);
			for (let turn = 0; turn < 5; turn++) await Promise.resolve();
			running.now -= 1;
			return await covering(task);
		});
		const windows = Array.from({ length: 20 }, (_, i) => ({ from: i, to: i + 1 }));
		await drain(feed, windows, { concurrency });
		expect(running.most).toBe(concurrency);
	});

	it('asks for nothing more once nobody reads on', async () => {
		const vendor = new MemoryVendor(oneEach(95));
		const collection = collect(memoryFeed(vendor), [window], { ...usualOptions, concurrency: 1 });
		await collection.next();
		const asked = vendor.questions.length;
		await collection.return({ unread: [], reason: null, records: 0, duplicates: 0 });
		expect(vendor.questions.length).toBe(asked);
	});
});

describe('paging that stands still', () => {
	const stuckAfter = (steps: number) => {
		const state = { steps: 0 };
		const feed = scripted(
			async (task) =>
				await Promise.resolve(++state.steps <= steps ? { records: [], rest: [task] } : await covering(task)),
		);
		return { state, feed };
	};

	it('is given up after a thousand steps that bring nothing', async () => {
		const { feed, state } = stuckAfter(Infinity);
		const { outcome } = await drain(feed, [window]);
		expect(state.steps).toBe(1_001);
		expect(outcome).toMatchObject({
			unread: [window],
			reason: expect.stringContaining('brought no record and no progress'),
		});
	});

	it('is waited for as long as it may still move', async () => {
		const { feed } = stuckAfter(1_000);
		expect((await drain(feed, [window])).outcome.reason).toBeNull();
	});

	it('begins anew with every record', async () => {
		let steps = 0;
		const feed = scripted(async (task) => {
			steps += 1;
			if (steps > 2_500) return await covering(task);
			return await Promise.resolve({ records: steps % 900 === 0 ? [{ at: 1 }] : [], rest: [task] });
		});
		expect((await drain(feed, [window])).outcome).toMatchObject({ reason: null, records: 2 });
	});
});
