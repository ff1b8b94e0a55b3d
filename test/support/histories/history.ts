import fc from 'fast-check';
import type { Limits } from '../../../collector/feed';
import { DAY, floorTo, HOUR, MINUTE, SECOND } from '../../../collector/time';
import type { FaultRule } from '../../../emulator';
import { type Arrival, arrivalsOf, atMostPerMoment, burst, type Span } from './arrivals';
import { fault } from './faults';
import { mostly } from './mostly';

/** When n8n first polls, ms; a few odd milliseconds, so that no poll falls on a whole second. */
export const PUBLISHED = Date.UTC(2026, 10, 20, 12, 0, 0, 137);

/** What happens at a vendor and to n8n, from before the first poll to when all has calmed down. */
export interface History<Way> {
	/** How the vendor behaves, and what is read there. */
	readonly way: Way;
	readonly arrivals: readonly Arrival[];
	/** Where the first poll begins to read, ms. */
	readonly start: number;
	/** When polls are due, ms. */
	readonly polls: readonly number[];
	/** Polls, by number, after which n8n stops and starts. */
	readonly restarts: ReadonlySet<number>;
	/** Polls after which n8n dies before it has saved what they left, and how many polls before them are undone as well. */
	readonly crashes: ReadonlyMap<number, number>;
	readonly faults: readonly FaultRule[];
	readonly overlap: number;
	readonly settleDelay: number;
	readonly maxPerPoll: number;
	readonly concurrency: number;
	readonly maxRetries: number;
	/** How long each request takes, ms. */
	readonly latency: number;
	/** n8n's time for a poll, ms. */
	readonly budget: number;
}

/** One way a vendor may behave, and what there may be for it. */
export interface Way {
	readonly switches: object;
	/** The most records of one moment that anybody could read. */
	readonly perMoment: number;
	/** Whether there may be records that say the same. */
	readonly twins: boolean;
	/** Whether requests keep to the limit that the vendor documents. */
	readonly isLimited: boolean;
}

const pause = fc.constantFrom(20 * SECOND, MINUTE, 2 * MINUTE, 10 * MINUTE);

/** After which poll, and how many polls before it are undone as well. */
const crash = fc.tuple(fc.nat(16), fc.nat(2));

/**
 * Histories of a vendor.
 *
 * @param crashing whether n8n dies in them
 */
export function historyOf<Its extends Way>(
	ways: fc.Arbitrary<Its>,
	{ grain, overlap, reach = 160 * DAY }: Limits,
	crashing: boolean,
): fc.Arbitrary<History<Its>> {
	// What happens within an eighth of the vendor's reach is read long before it is gone.
	const longest = reach / 8;
	return fc
		.record({
			way: ways,
			bursts: fc.array(burst, { minLength: 1, maxLength: 6 }),
			lookback: fc.constantFrom(0, 0, HOUR, longest),
			pauses: fc.array(pause, { minLength: 4, maxLength: 16 }),
			outage: fc.option(fc.record({ at: fc.nat(16), length: fc.constantFrom(2 * HOUR, longest) }), {
				freq: 5,
			}),
			restarts: fc.uniqueArray(fc.nat(16), { maxLength: 3 }),
			crashes: crashing
				? fc.uniqueArray(crash, { minLength: 1, maxLength: 4, selector: ([at]) => at })
				: fc.constant([]),
			faults: fc.array(fault, { maxLength: 4 }),
			overlap: fc.constantFrom(overlap, Math.min(overlap, 5 * MINUTE)),
			settleDelay: fc.constantFrom(0, 0, 5 * SECOND),
			maxPerPoll: mostly([5, 15, 40, 1_000], 2),
			concurrency: fc.constantFrom(1, 2, 4),
			maxRetries: fc.constantFrom(0, 1, 4),
			latency: fc.constantFrom(0, 0, 150, 4_000),
			budget: fc.constantFrom(10 * SECOND, MINUTE, 5 * MINUTE),
		})
		.map(({ bursts, lookback, pauses, outage, restarts, crashes, ...rest }) => {
			const start = floorTo(PUBLISHED - lookback, grain);
			const polls = dueTimes(pauses, outage ?? undefined);
			const span: Span = { start, polls, grain, overlap: rest.overlap };
			const arrivals = bursts.flatMap((one, i) => arrivalsOf(one, i, span, rest.way.twins));
			return {
				...rest,
				start,
				polls,
				restarts: new Set(restarts),
				crashes: new Map(crashes),
				arrivals: atMostPerMoment(arrivals, grain, rest.way.perMoment),
			};
		});
}

function dueTimes(pauses: readonly number[], outage?: { at: number; length: number }): readonly number[] {
	let due = PUBLISHED;
	return pauses.map((usual, i) => (due += outage?.at === i ? outage.length : usual));
}
