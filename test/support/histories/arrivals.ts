import fc from 'fast-check';
import { floorTo, SECOND } from '../../../collector/time';

/** Something that happens at a vendor. */
export interface Arrival {
	/** Time of the record, ms. */
	readonly at: number;
	/** When the vendor lets it be seen, ms. */
	readonly known: number;
	/** Tells records apart, except twins. */
	readonly name: string;
	/** Tells all records apart. */
	readonly id: string;
	/** Set on what the feed's own filter must leave out, where it has one. */
	readonly isNoise: boolean;
}

/** A number of records that happen together. */
export const burst = fc.record({
	/** Where in the history it happens, in thousandths, or close to which poll. */
	place: fc.oneof(
		fc.record({ share: fc.integer({ min: -50, max: 999 }) }),
		fc.record({ poll: fc.nat(40), off: fc.integer({ min: -1_500, max: 1_500 }) }),
	),
	size: fc.oneof(
		{ weight: 9, arbitrary: fc.integer({ min: 1, max: 14 }) },
		{ weight: 1, arbitrary: fc.integer({ min: 20, max: 60 }) },
	),
	late: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(1)),
	spread: fc.constantFrom(0, 1, 400, SECOND, 20 * SECOND),
	twins: fc.boolean(),
	isNoise: fc.integer({ min: 0, max: 5 }).map((die) => die === 0),
});

export type Burst = typeof burst extends fc.Arbitrary<infer Value> ? Value : never;

export interface Span {
	readonly start: number;
	readonly polls: readonly number[];
	readonly grain: number;
	readonly overlap: number;
}

/** The records of a burst. @param number tells the bursts of a history apart */
export function arrivalsOf(
	{ place, size, late, spread, twins, isNoise }: Burst,
	number: number,
	{ start, polls, grain, overlap }: Span,
	mayBeTwins: boolean,
): readonly Arrival[] {
	const end = polls.at(-1) ?? start;
	const from =
		'share' in place
			? start + ((end - start) * place.share) / 1_000
			: (polls[place.poll % polls.length] ?? start) + place.off;
	return Array.from({ length: size }, (_, i) => {
		const happened = Math.floor(from) + i * spread;
		const at = floorTo(happened, grain);
		// In a burst, some become known at once and others late, not in their order.
		const delay = (late * overlap * (i % 3)) / 2;
		const name = twins && mayBeTwins ? `${number}` : `${number}.${i}`;
		return {
			at,
			known: Math.min(at + overlap, happened + delay),
			name,
			id: `${number}.${i}`,
			isNoise,
		};
	});
}

/** The same without what would make a moment larger than anybody could read. */
export function atMostPerMoment(
	arrivals: readonly Arrival[],
	grain: number,
	most: number,
): readonly Arrival[] {
	const counts = new Map<number, number>();
	return arrivals.filter(({ at }) => {
		const moment = floorTo(at, grain);
		const count = (counts.get(moment) ?? 0) + 1;
		counts.set(moment, count);
		return count <= most;
	});
}
