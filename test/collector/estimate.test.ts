import * as fc from 'fast-check';
import { Budget } from '../../collector/budget';
import { type Estimate, estimate, MOST_QUESTIONS } from '../../collector/estimate';
import type { Feed, Reading } from '../../collector/feed';
import { DAY, HOUR, MINUTE, SECOND, type Window } from '../../collector/time';
import { cutToWidth } from '../../collector/windows';
import { drain } from '../support/drain';
import { ManualClock } from '../support/manualClock';
import { memoryFeed } from '../support/memoryFeed';
import { type Behaviour, downForNow, MemoryVendor, type Row } from '../support/memoryVendor';
import { mulberry32 } from '../../emulator/random';
import { covering, scripted } from '../support/scriptedFeed';

const PAGE = 100;
const range: Window = { from: 0, to: 10 * DAY };

interface Setting {
	readonly windows?: readonly Window[];
	readonly concurrency?: number;
	readonly requestsPerMinute?: number;
	/** How long every question takes, ms. */
	readonly latency?: number;
}

interface Estimated extends Estimate {
	readonly questions: number;
}

/** An estimate of a feed whose questions are taken from its budget by `ask`. */
async function estimated(
	feedWith: (ask: () => void) => Feed,
	{ windows = [range], concurrency = 1, requestsPerMinute = 0, latency = 0 }: Setting = {},
): Promise<Estimated> {
	const clock = new ManualClock();
	const budget = new Budget(MOST_QUESTIONS);
	const stats = { requests: 0, retries: 0, waitedMs: 0 };
	const feed = feedWith(() => {
		budget.take();
		stats.requests += 1;
		clock.advanceTo(clock.now() + latency);
	});
	const rate = requestsPerMinute > 0 ? { requests: requestsPerMinute, perMs: MINUTE } : undefined;
	const found = await estimate(feed, windows, { budget, stats, rate, concurrency }, clock);
	return { ...found, questions: stats.requests };
}

const fullPage = { mayBeCut: (rows: readonly unknown[]) => rows.length >= PAGE };

const vendorFeed = (rows: readonly Row[], behaviour: Partial<Behaviour> = {}) => {
	const vendor = new MemoryVendor(rows, behaviour);
	return (ask: () => void): Feed => {
		const read = vendor.read.bind(vendor);
		vendor.read = async (question) => {
			ask();
			return await read(question);
		};
		return memoryFeed(vendor, { pageSize: PAGE, rules: fullPage }) as Feed;
	};
};

const rowsAt = (times: readonly number[]): readonly Row[] =>
	times.map((at, i) => ({ at: Math.floor(at), name: String(i) }));

const evenly = (count: number, random: () => number, { from, to }: Window = range): readonly number[] =>
	Array.from({ length: count }, () => from + random() * (to - from));

const seed = fc.integer();
const selects = fc.constantFrom<Partial<Behaviour>>(
	{ selects: 'newest' },
	{ selects: 'oldest', order: 'ascending' },
);

describe('records that lie evenly', () => {
	const amounts = fc.integer({ min: 1, max: 15_000 });

	it('are met within 15 %, by a dozen questions at most', async () => {
		await fc.assert(
			fc.asyncProperty(amounts, seed, selects, async (count, from, behaviour) => {
				const rows = rowsAt(evenly(count, mulberry32(from)));
				const found = await estimated(vendorFeed(rows, behaviour));
				expect(found.records).toBeGreaterThanOrEqual(0.85 * count);
				expect(found.records).toBeLessThanOrEqual(1.15 * count);
				expect(found.questions).toBeLessThanOrEqual(MOST_QUESTIONS);
			}),
			{ numRuns: 80 },
		);
	});

	it('take about as many requests as a scan of them', async () => {
		await fc.assert(
			fc.asyncProperty(amounts, seed, fc.constantFrom(1, 4), async (count, from, concurrency) => {
				const rows = rowsAt(evenly(count, mulberry32(from)));
				const found = await estimated(vendorFeed(rows), { concurrency });
				let requests = 0;
				await drain(
					vendorFeed(rows)(() => (requests += 1)),
					[range],
					{ concurrency },
				);
				expect(found.requests).toBeGreaterThanOrEqual(0.8 * requests - 1);
				expect(found.requests).toBeLessThanOrEqual(1.2 * requests + 1);
			}),
			{ numRuns: 40 },
		);
	});
});

it('bursts that last a tenth of the range or more are met within a factor of two', async () => {
	const burst = fc.record({
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		share: fc.double({ min: 0.1, max: 0.4, noNaN: true }),
		weight: fc.integer({ min: 1, max: 8 }),
	});
	const bursts = fc.array(burst, { minLength: 1, maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 500, max: 3_000 }),
			bursts,
			seed,
			selects,
			async (quiet, loud, from, behaviour) => {
				const random = mulberry32(from);
				const inBursts = loud.flatMap(({ at, share, weight }) => {
					const width = share * range.to;
					const start = at * (range.to - width);
					return evenly(quiet * weight, random, { from: start, to: start + width });
				});
				const rows = rowsAt([...evenly(quiet, random), ...inBursts]);
				const found = await estimated(vendorFeed(rows, behaviour));
				expect(found.records).toBeGreaterThanOrEqual(rows.length / 2);
				expect(found.records).toBeLessThanOrEqual(rows.length * 2);
				expect(found.questions).toBeLessThanOrEqual(MOST_QUESTIONS);
			},
		),
		{ numRuns: 60 },
	);
});

describe('what is little', () => {
	it('is exact, and costs no more than the scan itself', async () => {
		const found = await estimated(vendorFeed(rowsAt(evenly(PAGE - 1, mulberry32(1)))));
		expect(found).toMatchObject({ records: PAGE - 1, requests: 1, questions: 1 });
	});

	it('is nothing where no window is left, and nothing is asked', async () => {
		const found = await estimated(vendorFeed([]), { windows: [] });
		expect(found).toEqual({ records: 0, requests: 0, minutes: 0, questions: 0 });
	});

	it('takes a request for every window, however empty', async () => {
		const windows = cutToWidth(range, DAY);
		expect(await estimated(vendorFeed([]), { windows })).toMatchObject({ records: 0, requests: 10 });
	});
});

it('windows that were left unread are counted, and what lies between them is not', async () => {
	const windows = [
		{ from: 0, to: 2 * DAY },
		{ from: 6 * DAY, to: 10 * DAY },
	];
	const rows = rowsAt(evenly(10_000, mulberry32(2)));
	const within = rows.filter(({ at }) => windows.some(({ from, to }) => at >= from && at < to)).length;
	const { records } = await estimated(vendorFeed(rows), { windows });
	expect(records / within).toBeGreaterThan(0.85);
	expect(records / within).toBeLessThan(1.15);
});

it('asks for no stretch wider than one request may', async () => {
	const asked: Window[] = [];
	const read = async (task: { readonly window: Window }): Promise<Reading> => {
		asked.push(task.window);
		return await covering(task);
	};
	const feed = scripted(read);
	const limits = { ...feed.limits, widestWindow: DAY };
	await estimated(() => ({ ...feed, limits }), { windows: cutToWidth(range, DAY) });
	expect(asked.length).toBeGreaterThan(5);
	expect(asked.every(({ from, to }) => to - from <= DAY)).toBe(true);
});

it('counts the pages of records that a filter on our side leaves out', async () => {
	const feedWith = vendorFeed(rowsAt(evenly(5_000, mulberry32(3))));
	const found = await estimated((ask) => {
		const feed = feedWith(ask);
		return {
			...feed,
			begin: () => ({ read: async (task) => ({ ...(await feed.begin().read(task)), records: [] }) }),
		};
	});
	expect(found.records).toBe(0);
	expect(found.requests).toBeGreaterThan(40);
	expect(found.requests).toBeLessThan(60);
});

describe('the time it takes', () => {
	const rows = rowsAt(evenly(10_000, mulberry32(4)));

	it('is that of the limit where that is longer', async () => {
		const found = await estimated(vendorFeed(rows), { requestsPerMinute: 30, latency: 100 });
		expect(found.minutes).toBe(Math.floor((found.requests - 1) / 30));
	});

	it('is that of the answers otherwise', async () => {
		const found = await estimated(vendorFeed(rows), { latency: 2 * SECOND });
		expect(found.minutes).toBeCloseTo((found.requests * 2) / 60, 0);
	});

	it('is shared between hands', async () => {
		const one = await estimated(vendorFeed(rows), { latency: 12 * SECOND });
		const four = await estimated(vendorFeed(rows), { latency: 12 * SECOND, concurrency: 4 });
		expect(four.minutes / one.minutes).toBeCloseTo(1 / 4, 1);
	});
});

describe('where it cannot be had', () => {
	it('the failure of the vendor is told', async () => {
		const feed = vendorFeed(rowsAt(evenly(5_000, mulberry32(5))), { failing: new Set([4]) });
		await expect(estimated(feed)).rejects.toBe(downForNow);
	});

	it('too many questions for one page are said to be too many', async () => {
		const endless = scripted(
			async ({ window }) => await Promise.resolve({ records: [], rest: [{ window }] }),
		);
		const asking = (ask: () => void): Feed => ({
			...endless,
			begin: () => ({
				async read(task) {
					ask();
					return await endless.begin().read(task);
				},
			}),
		});
		await expect(estimated(asking)).rejects.toMatchObject({
			message: expect.stringContaining('12 requests were not enough'),
			nextStep: expect.stringContaining('Estimate Only'),
		});
	});

	it('what the vendor never hands over whole counts as a page', async () => {
		const gap = { window: range, reason: 'Too much of one moment.' };
		const feed = scripted(async () => await Promise.resolve({ records: [], rest: [], gaps: [gap] }));
		expect(await estimated(() => feed)).toMatchObject({ records: 0, requests: 1 });
	});
});

describe('a list that has to be walked from its newest record down', () => {
	/** Newest first, with a lower bound and no upper one. */
	const list = (times: readonly number[]) => {
		const sorted = [...times].sort((a, b) => b - a);
		return (ask: () => void): Feed => ({
			...scripted(async ({ window }) => {
				ask();
				const page = sorted.filter((at) => at >= window.from).slice(0, PAGE);
				const records = page.filter((at) => at < window.to).map((at) => ({ at }));
				return await Promise.resolve({ records, rest: page.length < PAGE ? [] : [{ window }] });
			}),
			pageSize: PAGE,
			async timeAt(window, index) {
				ask();
				return await Promise.resolve(sorted.filter((at) => at >= window.from)[index]);
			},
		});
	};

	it('is met within 15 % where records lie evenly, by a dozen questions at most', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 200_000 }), seed, async (count, from) => {
				const found = await estimated(list(evenly(count, mulberry32(from))));
				expect(found.records).toBeGreaterThanOrEqual(0.85 * count);
				expect(found.records).toBeLessThanOrEqual(1.15 * count);
				expect(found.requests).toBeLessThanOrEqual(Math.ceil((1.15 * count) / PAGE));
				expect(found.questions).toBeLessThanOrEqual(MOST_QUESTIONS);
			}),
			{ numRuns: 30 },
		);
	});

	it('is met within a factor of two where it comes in bursts', async () => {
		const bursts = fc.array(fc.nat(range.to - HOUR), { minLength: 1, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(bursts, seed, async (starts, from) => {
				const random = mulberry32(from);
				const loud = starts.flatMap((start) => evenly(8_000, random, { from: start, to: start + HOUR }));
				const times = [...evenly(4_000, random), ...loud];
				const { records } = await estimated(list(times));
				expect(records).toBeGreaterThanOrEqual(times.length / 2);
				expect(records).toBeLessThanOrEqual(times.length * 2);
			}),
			{ numRuns: 30 },
		);
	});

	it('counts the records of a range that ends in the past', async () => {
		const window = { from: 2 * DAY, to: 5 * DAY };
		const times = evenly(50_000, mulberry32(6));
		const { records } = await estimated(list(times), { windows: [window] });
		const within = times.filter((at) => at >= window.from && at < window.to).length;
		expect(records / within).toBeGreaterThan(0.7);
		expect(records / within).toBeLessThan(1.3);
	});
});
