import * as fc from 'fast-check';
import { CancelledError } from '../../collector/errors';
import { Limiter, rateOf, type Rate } from '../../collector/limiter';
import { ManualClock } from '../support/manualClock';

/** The most starts in any stretch: what a vendor with a sliding window would count. */
const busiest = (starts: readonly number[], perMs: number): number =>
	Math.max(
		0,
		...starts.map((from) => starts.filter((start) => start >= from && start <= from + perMs).length),
	);

async function startsOf(
	rate: Rate | undefined,
	pauses: readonly number[],
	limiter = new Limiter(),
): Promise<number[]> {
	const clock = new ManualClock({ start: 1_000_000 });
	const starts: number[] = [];
	for (const pause of pauses) {
		clock.advanceTo(clock.now() + pause);
		await limiter.acquire(rate, clock);
		starts.push(clock.now());
	}
	return starts;
}

describe('a budget of requests', () => {
	const rate: Rate = { requests: 3, perMs: 1_000 };

	it('is spent at once, then waited for', async () => {
		const starts = await startsOf(rate, [0, 0, 0, 0, 0, 0, 0]);
		expect(starts.map((start) => start - 1_000_000)).toEqual([0, 0, 0, 1_060, 1_060, 1_060, 2_120]);
	});

	it('is not waited for where there is none', async () => {
		expect(new Set(await startsOf(undefined, [0, 0, 0, 0, 0])).size).toBe(1);
	});

	it('says how long each request waited', async () => {
		const limiter = new Limiter();
		const clock = new ManualClock();
		const waits = await Promise.all(
			Array.from({ length: 5 }, async () => await limiter.acquire(rate, clock)),
		);
		expect(waits).toEqual([0, 0, 0, 1_060, 1_060]);
	});

	const arrivals = fc.array(fc.oneof(fc.nat(50), fc.nat(3_000)), { maxLength: 60 });
	const rates = fc.record({
		requests: fc.integer({ min: 1, max: 8 }),
		perMs: fc.integer({ min: 1, max: 2_000 }),
	});

	it('is never overspent in any stretch, whenever requests arrive', async () => {
		await fc.assert(
			fc.asyncProperty(rates, arrivals, async (anyRate, pauses) => {
				expect(busiest(await startsOf(anyRate, pauses), anyRate.perMs)).toBeLessThanOrEqual(anyRate.requests);
			}),
		);
	});

	it('would be overspent without the limiter', async () => {
		expect(busiest(await startsOf(undefined, [0, 0, 0, 0]), rate.perMs)).toBeGreaterThan(rate.requests);
	});

	it('never makes a request wait while there is room', async () => {
		await fc.assert(
			fc.asyncProperty(rates, arrivals, async (anyRate, pauses) => {
				const clock = new ManualClock({ start: 1_000_000 });
				const limiter = new Limiter();
				const starts: number[] = [];
				for (const pause of pauses) {
					clock.advanceTo(clock.now() + pause);
					const recent = starts.filter((start) => start > clock.now() - anyRate.perMs - 60).length;
					const waited = await limiter.acquire(anyRate, clock);
					expect(waited > 0).toBe(recent >= anyRate.requests);
					starts.push(clock.now());
				}
			}),
		);
	});

	it('holds for requests side by side', async () => {
		await fc.assert(
			fc.asyncProperty(rates, fc.integer({ min: 1, max: 40 }), async (anyRate, count) => {
				const clock = new ManualClock();
				const limiter = new Limiter();
				const starts = await Promise.all(
					Array.from({ length: count }, async () => {
						await limiter.acquire(anyRate, clock);
						return clock.now();
					}),
				);
				expect(busiest(starts, anyRate.perMs)).toBeLessThanOrEqual(anyRate.requests);
			}),
		);
	});

	it('remembers long enough for the slower of two rates', async () => {
		const limiter = new Limiter();
		const clock = new ManualClock({ start: 0 });
		const slow: Rate = { requests: 2, perMs: 10_000 };
		await limiter.acquire(slow, clock);
		clock.advanceTo(5_000);
		await limiter.acquire(rate, clock);
		expect(await limiter.acquire(slow, clock)).toBe(5_200);
	});

	it.each([
		{ name: 'is set back', by: -20_000 },
		{ name: 'is set forward', by: 20_000 },
		{ name: 'stays', by: 0 },
	])('is kept by the time that passes, also where the time of day $name', async ({ by }) => {
		const limiter = new Limiter();
		const clock = new ManualClock();
		for (let n = 0; n < 3; n++) await limiter.acquire(rate, clock);
		clock.setForward(by);
		expect(await limiter.acquire(rate, clock)).toBe(1_060);
		limiter.pause(clock.elapsed() + 500);
		clock.setForward(by);
		expect(await limiter.acquire(rate, clock)).toBe(500);
	});

	it.each([
		{ perMs: 1_000, next: 1_060 },
		{ perMs: 60_000, next: 61_200 },
	])(
		'leaves room for requests that travel faster than those before, in $perMs ms',
		async ({ perMs, next }) => {
			const limiter = new Limiter();
			const clock = new ManualClock();
			const single: Rate = { requests: 1, perMs };
			await limiter.acquire(single, clock);
			expect(await limiter.acquire(single, clock)).toBe(next);
		},
	);

	it.each([
		{ name: 'as fast as ever, counts from its start', took: 200, next: 1_060 },
		{ name: 'faster than ever, counts from its start', took: 20, next: 1_060 },
		{ name: 'later, counts as much later', took: 240, next: 1_100 },
		{ name: 'much later, counts a bounded time later', took: 5_000, next: 1_160 },
	])('a request that is answered $name', async ({ took, next }) => {
		const limiter = new Limiter();
		const clock = new ManualClock({ start: 5_000 });
		const single: Rate = { requests: 1, perMs: 1_000 };
		await limiter.acquire(single, clock);
		limiter.answered(4_000, 4_200);
		limiter.answered(5_000, 5_000 + took);
		expect(await limiter.acquire(single, clock)).toBe(next);
	});

	it.each([
		{ name: 'the first one, before which nobody may have signed in', before: 0, signedIn: undefined },
		{ name: 'one that has signed in anew', before: 1, signedIn: true },
	])('counts from its answer $name', async ({ before, signedIn }) => {
		const limiter = new Limiter();
		const clock = new ManualClock({ start: 5_000 });
		const single: Rate = { requests: 1, perMs: 1_000 };
		for (let i = 0; i < before; i++) limiter.answered(4_000, 4_100);
		await limiter.acquire(single, clock);
		limiter.answered(5_000, 5_700, signedIn);
		expect(await limiter.acquire(single, clock)).toBe(1_760);
	});

	it('counts the request that was late later, and no other', async () => {
		const limiter = new Limiter();
		const clock = new ManualClock({ start: 5_000 });
		limiter.answered(4_000, 4_100);
		await limiter.acquire(rate, clock);
		clock.advanceTo(5_500);
		await limiter.acquire(rate, clock);
		await limiter.acquire(rate, clock);
		limiter.answered(5_500, 5_650);
		expect(await limiter.acquire(rate, clock)).toBe(560);
		expect(await limiter.acquire(rate, clock)).toBe(500);
	});

	it('is one for each account', async () => {
		const clock = new ManualClock();
		const [one, two] = [new Limiter(), new Limiter()];
		const single: Rate = { requests: 1, perMs: 1_000 };
		const waits = [
			await one.acquire(single, clock),
			await two.acquire(single, clock),
			await one.acquire(single, clock),
		];
		expect(waits).toEqual([0, 0, 1_060]);
	});
});

describe('a pause', () => {
	it('holds every request back, limited or not', async () => {
		const clock = new ManualClock({ start: 0 });
		const limiter = new Limiter();
		limiter.pause(700);
		expect(await limiter.acquire(undefined, clock)).toBe(700);
	});

	it('is never shortened by another', async () => {
		const clock = new ManualClock({ start: 0 });
		const limiter = new Limiter();
		limiter.pause(700);
		limiter.pause(300);
		expect(await limiter.acquire(undefined, clock)).toBe(700);
	});

	it('is over once its time has come', async () => {
		const clock = new ManualClock({ start: 0 });
		const limiter = new Limiter();
		limiter.pause(700);
		clock.advanceTo(700);
		expect(await limiter.acquire(undefined, clock)).toBe(0);
	});
});

describe('a run that is stopped while it waits', () => {
	it('ends, and the next in the queue is served', async () => {
		const stopped = new ManualClock({ start: 0, isCancelled: () => true });
		const limiter = new Limiter();
		limiter.pause(100);
		const cancelled = limiter.acquire(undefined, stopped);
		const other = limiter.acquire(undefined, new ManualClock({ start: 0 }));
		await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
		await expect(other).resolves.toBe(100);
	});
});

describe('requests a minute', () => {
	it.each([
		{
			name: 'are counted by the second where the vendor does',
			perMinute: 300,
			perMs: 1_000,
			expected: { requests: 5, perMs: 1_000 },
		},
		{
			name: 'are counted by the minute where the vendor does',
			perMinute: 30,
			perMs: 60_000,
			expected: { requests: 30, perMs: 60_000 },
		},
		{ name: 'are rounded down', perMinute: 100, perMs: 1_000, expected: { requests: 1, perMs: 1_000 } },
		{
			name: 'are spread when fewer than one a stretch',
			perMinute: 30,
			perMs: 1_000,
			expected: { requests: 1, perMs: 2_000 },
		},
		{ name: 'are without limit at 0', perMinute: 0, perMs: 1_000, expected: undefined },
		{ name: 'are without limit below 0', perMinute: -1, perMs: 1_000, expected: undefined },
	])('$name', ({ perMinute, perMs, expected }) => {
		expect(rateOf(perMinute, perMs)).toEqual(expected);
	});

	it('are never exceeded by the rate they become', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 10_000 }),
				fc.constantFrom(1_000, 10_000, 60_000),
				(perMinute, perMs) => {
					const rate = rateOf(perMinute, perMs) ?? { requests: NaN, perMs };
					expect((rate.requests * 60_000) / rate.perMs).toBeLessThanOrEqual(perMinute * (1 + 1e-9));
				},
			),
		);
	});
});
