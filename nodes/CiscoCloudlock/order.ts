import { floorTo } from '../../collector/time';
import { limits } from './limits';

/** The order a walk has seen, as long as the list came newest first. */
export interface Order {
	/** Time of the last record, ms; `Infinity` while all share one moment, which shows no order. */
	readonly downTo: number;
	/** Times of the last records, newest first: down to the first of them the list is trusted. */
	readonly trail: readonly number[];
	/** How many records in a row are older than the window. */
	readonly below: number;
}

/**
 * So many records must follow in order before the list is trusted down to a record: one alone, or a few, may only have
 * become known late, in a list that is in the order of arrival.
 */
const TRUSTED_AFTER = 50;
/** So many records in a row that are older than the window show that nothing of it follows: as many as a page holds. */
const PAST_AFTER = 100;

export const noOrderYet: Order = { downTo: Infinity, trail: [], below: 0 };

/** What a page shows of the order. */
export interface PageTimes {
	/** Of all its records, ms, in the order of the list. */
	readonly all: readonly (number | undefined)[];
	/** Of those not met before. */
	readonly fresh: readonly (number | undefined)[];
	/** Whether it holds records met before: then its own order shows where the others belong. */
	readonly joins: boolean;
}

/**
 * The order after one more page; `undefined` once the list was not newest first, and from then on.
 *
 * @param from start of the window, ms
 */
export function orderAfter(
	order: Order | undefined,
	{ all, fresh, joins }: PageTimes,
	from: number,
): Order | undefined {
	const times = clockTimes(all);
	if (!order || !isDescending(times)) return undefined;
	const added = clockTimes(fresh);
	const [first] = added;
	const last = added.at(-1);
	if (first === undefined || last === undefined || (order.downTo === Infinity && first === times.at(-1)))
		return order;
	if (!joins && first > order.downTo) return undefined;
	return {
		downTo: Math.min(order.downTo, last),
		trail: [...order.trail, ...added].slice(-TRUSTED_AFTER - 1),
		below: order.below + added.filter((time) => time < from).length,
	};
}

/** The time down to which the list is known to be read, ms; `undefined` while it has shown too little. */
export const trustedDownTo = ({ trail }: Order): number | undefined =>
	trail.length > TRUSTED_AFTER ? trail[0] : undefined;

/** The same seen from the other end of time, for a list that comes oldest first. */
export const mirrored = ({ all, fresh, joins }: PageTimes): PageTimes => ({
	all: all.map(negated),
	fresh: fresh.map(negated),
	joins,
});

const negated = (time: number | undefined): number | undefined => (time === undefined ? undefined : -time);

/** Whether the list has left the window behind. */
export const isPast = (order: Order | undefined): boolean => order !== undefined && order.below >= PAST_AFTER;

/** Within one moment of the vendor's clock records have no dependable order, so microseconds are not looked at. */
const clockTimes = (times: readonly (number | undefined)[]): readonly number[] =>
	times.filter((time) => time !== undefined).map((time) => floorTo(time, limits.grain));

const isDescending = (times: readonly number[]): boolean =>
	times.every((time, i) => i === 0 || time <= (times[i - 1] ?? time));
