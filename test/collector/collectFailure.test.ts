import { CancelledError, VendorError } from '../../collector/errors';
import { difference, drain, nothing } from '../support/drain';
import { memoryFeed, OVERFLOW } from '../support/memoryFeed';
import { downForNow, MemoryVendor, type Row } from '../support/memoryVendor';
import { covering, oneEach, scripted, window } from '../support/scriptedFeed';

describe('a collection that fails', () => {
	const rows = oneEach(95);
	const failingAt = (...requests: readonly number[]) =>
		new MemoryVendor(rows, { failing: new Set(requests) });

	it('throws when nothing at all could be read', async () => {
		await expect(drain(memoryFeed(failingAt(1)), [window])).rejects.toBe(downForNow);
	});

	it('says why and where to go on when something was', async () => {
		const { records, outcome } = await drain(memoryFeed(failingAt(5)), [window], { concurrency: 1 });
		expect(outcome).toMatchObject({
			unread: [expect.objectContaining({ from: 0 })],
			reason: 'The vendor in memory is down. Wait for it.',
			error: downForNow,
			records: records.length,
		});
		const rest = await drain(memoryFeed(new MemoryVendor(rows)), outcome.unread);
		expect(difference(rows, [...records, ...rest.records])).toEqual(nothing);
	});

	it('hands over what the other steps under way bring, and starts no more', async () => {
		const started: number[] = [];
		const feed = scripted(async (task) => {
			started.push(task.window.from);
			if (task.window.from === 0) throw downForNow;
			await Promise.resolve();
			return { ...(await covering(task)), records: [{ at: task.window.from }] };
		});
		const { records, outcome } = await drain(
			feed,
			[0, 10, 20, 30].map((from) => ({ from, to: from + 10 })),
			{ concurrency: 3 },
		);
		expect(started).toEqual([0, 10, 20]);
		expect(records).toEqual([{ at: 10 }, { at: 20 }]);
		expect(outcome.unread).toEqual([
			{ from: 0, to: 10 },
			{ from: 30, to: 40 },
		]);
	});

	it.each([
		{ name: 'an error of ours', error: new TypeError('x is undefined'), reason: 'x is undefined' },
		{
			name: 'something that is no error',
			error: 'broken',
			reason: 'The scan ended before everything was read. Follow the cursor to read on.',
		},
	])('gives a reason for $name', async ({ error, reason }) => {
		const feed = scripted(async (task) =>
			task.window.from === 0 ? await covering(task) : await Promise.reject(error),
		);
		const { outcome } = await drain(feed, [
			{ from: 0, to: 10 },
			{ from: 10, to: 20 },
		]);
		expect(outcome).toMatchObject({ reason, error, unread: [{ from: 10, to: 20 }] });
	});

	it.each([
		{ name: 'alone', errors: [new CancelledError()] },
		{ name: 'before another failure', errors: [new CancelledError(), downForNow] },
		{ name: 'after another failure', errors: [downForNow, new CancelledError()] },
	])('throws when it was cancelled, whatever was read: $name', async ({ errors }) => {
		const left = [...errors];
		const feed = scripted(async (task) =>
			task.window.from === 0 ? await covering(task) : await Promise.reject(left.shift()),
		);
		const windows = [0, ...errors.map((_, i) => 10 * (i + 1))].map((from) => ({ from, to: from + 10 }));
		await expect(drain(feed, windows)).rejects.toBeInstanceOf(CancelledError);
	});

	it('keeps the first of two failures', async () => {
		const second = new VendorError({ message: 'second', nextStep: '', cause: 'node-defect' });
		const left = [downForNow, second];
		const feed = scripted(async (task) =>
			task.window.from === 0 ? await covering(task) : await Promise.reject(left.shift()),
		);
		const { outcome } = await drain(
			feed,
			[0, 10, 20].map((from) => ({ from, to: from + 10 })),
		);
		expect(outcome.error).toBe(downForNow);
	});
});

describe('a stretch that cannot be read whole', () => {
	const overfull = Array.from({ length: 30 }, (_, i): Row => ({ at: 50_000 + i, name: String(i) }));
	const rows = [...oneEach(95), ...overfull];

	it('is left unread with its reason, and everything else is read', async () => {
		const { records, outcome } = await drain(memoryFeed(new MemoryVendor(rows, { offsetCap: 20 })), [window]);
		expect(outcome).toMatchObject({ unread: [{ from: 50_000, to: 51_000 }], reason: OVERFLOW });
		expect(outcome.error).toBeUndefined();
		const elsewhere = rows.filter(({ at }) => at < 50_000 || at >= 51_000);
		expect(difference(elsewhere, records)).toEqual(nothing);
	});

	it('is named once, however often it is met', async () => {
		const gaps = [
			{ window, reason: 'Once.' },
			{ window, reason: 'Once.' },
			{ window, reason: 'Another.' },
		];
		const { outcome } = await drain(
			scripted(async () => await Promise.resolve({ records: [], rest: [], gaps })),
			[window],
		);
		expect(outcome.reason).toBe('Once. Another.');
	});

	it('is unread without a word where the feed has none', async () => {
		const { outcome } = await drain(
			scripted(async () => await Promise.resolve({ records: [], rest: [] })),
			[window],
		);
		expect(outcome).toMatchObject({
			unread: [window],
			reason: expect.stringContaining('before everything was read'),
		});
	});
});
