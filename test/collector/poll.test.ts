import fc from 'fast-check';
import { type Checkpoint, readCheckpoint, startAt } from '../../collector/checkpoint';
import { poll, type PollOptions } from '../../collector/poll';
import { settle } from '../../collector/settle';
import { MINUTE, SECOND } from '../../collector/time';
import { ManualClock } from '../support/manualClock';
import { memoryFeed } from '../support/memoryFeed';
import { MemoryVendor, type Row } from '../support/memoryVendor';

const START = Date.UTC(2026, 10, 20);

interface Arrival extends Row {
	/** When the vendor lets it be seen, ms. */
	readonly known: number;
}

interface History {
	readonly arrivals: readonly Arrival[];
	/** Pauses between polls, ms. */
	readonly pauses: readonly number[];
	readonly failing: ReadonlySet<number>;
	/** Polls after which n8n stops and starts. */
	readonly restarts: ReadonlySet<number>;
	readonly pageSize: number;
	readonly maxPerPoll: number;
	readonly overlap: number;
	readonly shuffles: boolean;
	readonly keysAreUnique: boolean;
}

const histories: fc.Arbitrary<History> = fc
	.record({
		bursts: fc.array(
			fc.record({
				after: fc.integer({ min: 0, max: 20 * MINUTE }),
				size: fc.integer({ min: 1, max: 14 }),
				late: fc.integer({ min: 0, max: 4 * MINUTE }),
				spread: fc.constantFrom(0, 1, 400, SECOND, 20 * SECOND),
				twins: fc.boolean(),
			}),
			{ maxLength: 8 },
		),
		pauses: fc.array(fc.constantFrom(20 * SECOND, MINUTE, 2 * MINUTE, 10 * MINUTE), {
			minLength: 5,
			maxLength: 25,
		}),
		failing: fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 12 }),
		restarts: fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 4 }),
		pageSize: fc.integer({ min: 3, max: 20 }),
		maxPerPoll: fc.constantFrom(1, 5, 20, 1_000),
		overlap: fc.constantFrom(5 * MINUTE, 12 * MINUTE),
		shuffles: fc.boolean(),
		keysAreUnique: fc.boolean(),
	})
	.map(({ bursts, failing, restarts, ...rest }) => ({
		...rest,
		// A second of twins larger than a page, in an order that changes, cannot be read by anybody.
		pageSize: rest.shuffles && !rest.keysAreUnique ? 120 : rest.pageSize,
		failing: new Set(failing),
		restarts: new Set(restarts),
		arrivals: bursts.flatMap(({ after, size, late, spread, twins }, burst) =>
			Array.from({ length: size }, (_, i) => ({
				at: START + after + i * spread,
				known: START + after + i * spread + late,
				name: twins && !rest.keysAreUnique ? `${burst}` : `${burst}.${i}`,
			})),
		),
	}));

interface Told {
	readonly emitted: readonly Row[];
	readonly polls: ReadonlyArray<readonly Row[]>;
}

type Poll = typeof poll;

/** Lives through a history: polls at its times, a stop and start where it says so, and then until nothing is left. */
async function live(history: History, by: Poll = poll): Promise<Told> {
	const rows: Row[] = [];
	const vendor = new MemoryVendor(rows, {
		grain: SECOND,
		shuffles: history.shuffles,
		failing: history.failing,
	});
	const feed = memoryFeed(vendor, { pageSize: history.pageSize, keysAreUnique: history.keysAreUnique });
	const clock = new ManualClock({ start: START });
	const polls: Array<readonly Row[]> = [];
	let checkpoint: Checkpoint = startAt(START);
	const waiting = [...history.arrivals].sort((a, b) => a.known - b.known);
	const once = async (pause: number, n: number): Promise<void> => {
		await clock.sleep(pause);
		while (waiting[0] && waiting[0].known <= clock.now()) rows.push(...waiting.splice(0, 1));
		const options: PollOptions = {
			overlap: history.overlap,
			settleDelay: 5 * SECOND,
			maxPerPoll: history.maxPerPoll,
			concurrency: 2,
			deadline: clock.now() + MINUTE,
		};
		const polled = await settle(by(feed, checkpoint, options, clock));
		if (!polled.ok) return;
		polls.push(polled.value.records as readonly Row[]);
		checkpoint = polled.value.checkpoint;
		if (history.restarts.has(n))
			checkpoint = readCheckpoint(JSON.parse(JSON.stringify(checkpoint)), 0) ?? startAt(0);
	};
	for (const [n, pause] of history.pauses.entries()) await once(pause, n);
	const most = history.arrivals.length + 130;
	for (let n = 0, idle = 0; n < most && idle < 20; n++) {
		const before = polls.flat().length;
		await once(2 * MINUTE, -1);
		idle = polls.flat().length === before && waiting.length === 0 ? idle + 1 : 0;
	}
	return { emitted: polls.flat(), polls };
}

const names = (rows: readonly Row[]): readonly string[] => rows.map(({ at, name }) => `${at} ${name}`).sort();

describe('hundreds of polls of a vendor that has ties, twins, bursts, late records and failures', () => {
	test('hand over every record once', async () => {
		await fc.assert(
			fc.asyncProperty(histories, async (history) => {
				const { emitted } = await live(history);
				expect(names(emitted)).toEqual(names(history.arrivals));
			}),
			{ numRuns: 300 },
		);
	});

	test('hand over at most what was asked for, oldest first', async () => {
		await fc.assert(
			fc.asyncProperty(histories, async (history) => {
				const { polls } = await live(history);
				for (const records of polls) {
					expect(records.length).toBeLessThanOrEqual(history.maxPerPoll);
					expect(records.map(({ at }) => at)).toEqual(records.map(({ at }) => at).sort((a, b) => a - b));
				}
			}),
			{ numRuns: 100 },
		);
	});
});

describe('a checkpoint that is broken on purpose is caught', () => {
	const broken: ReadonlyArray<{ name: string; by: Poll }> = [
		{
			name: 'nothing is remembered of what was handed over',
			by: async (...args) => {
				const polled = await poll(...args);
				return { ...polled, checkpoint: { ...polled.checkpoint, seen: {} } };
			},
		},
		{
			name: 'no look back for late records',
			by: async (feed, checkpoint, options, clock) =>
				await poll(feed, checkpoint, { ...options, overlap: 0 }, clock),
		},
		{
			name: 'the checkpoint moves to now whatever was handed over',
			by: async (feed, checkpoint, options, clock) => {
				const polled = await poll(feed, checkpoint, options, clock);
				const since = clock.now();
				const from = Math.max(polled.checkpoint.from, since - options.overlap);
				return { ...polled, checkpoint: { ...polled.checkpoint, from, since } };
			},
		},
	];

	test.each(broken)('$name', async ({ by }) => {
		const found = await fc.check(
			fc.asyncProperty(histories, async (history) => {
				const { emitted } = await live(history, by);
				return names(emitted).join() === names(history.arrivals).join();
			}),
			{ numRuns: 300 },
		);
		expect(found.failed).toBe(true);
		expect(found.errorInstance).toEqual(new Error('Property failed by returning false'));
	});
});
