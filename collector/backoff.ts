import { DAY, MINUTE, SECOND } from './time';

/** The longest wait a vendor may ask for; one that asks for more gets an error that says so. */
export const LONGEST_RETRY_AFTER = 5 * MINUTE;
/** No vendor means a longer wait: what asks for one is a time of another form, or of a clock that is wrong. */
const LONGEST_MEANT = DAY;
const LONGEST_BACKOFF = MINUTE;
const FIRST_BACKOFF = SECOND / 2;

export interface Failure {
	/** How many tries have failed so far, from 1. */
	readonly attempt: number;
	/** What the vendor asks for, as {@link parseRetryAfter} read it. */
	readonly asked?: RetryAfter;
	/** The first wait, in ms, where the vendor is known to want more than the usual one. */
	readonly firstWait?: number | undefined;
}

/**
 * How long to wait before the next try, in milliseconds: what the vendor asks for, else a wait that doubles, with up to
 * half of it left to chance so that parallel requests do not return together.
 *
 * @returns `undefined` when the vendor asks for more than {@link LONGEST_RETRY_AFTER}
 */
export function retryDelay(failure: Failure, random: number): number | undefined {
	const { asked } = failure;
	if (typeof asked === 'number') return asked <= LONGEST_RETRY_AFTER ? asked : undefined;
	const doubled = (failure.firstWait ?? FIRST_BACKOFF) * 2 ** (failure.attempt - 1);
	return Math.min(doubled, LONGEST_BACKOFF) * (1 - random / 2);
}

/** A wait in ms, or `unmeant` for one that no vendor means; `undefined` when nothing is asked for. */
export type RetryAfter = number | 'unmeant' | undefined;

/** A date says when it is only with its zone. */
const DATE_WITH_ZONE = /\d:\d\d.*(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})$/i;
const CLOCK_TIME = /\d:\d\d/;

/**
 * Reads `Retry-After` in either of its forms, seconds or a date (RFC 9110, section 10.2.3).
 *
 * @param now the time at which the vendor answered, by the vendor's own clock where it told it, ms
 */
export function parseRetryAfter(header: string | undefined, now: number): RetryAfter {
	const text = header?.trim();
	if (!text) return undefined;
	if (/^\d+(\.\d+)?$/.test(text)) return ifMeant(Number(text) * SECOND);
	// Without a clock time it is no date: `Date.parse` reads "-5" as a day of May 2001.
	const date = CLOCK_TIME.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(date)) return undefined;
	if (!DATE_WITH_ZONE.test(text)) return 'unmeant';
	// A date gone by says that the wait is over, and nothing of how long to wait after this refusal.
	return date <= now ? undefined : ifMeant(date - now);
}

const ifMeant = (wait: number): RetryAfter => (wait <= LONGEST_MEANT ? wait : 'unmeant');

/** When an answer was given by the vendor's own clock, ms (RFC 9110, section 6.6.1); `undefined` where it does not say. */
export function dateOf(headers: Readonly<Record<string, string | undefined>>): number | undefined {
	const date = Date.parse(headers['date'] ?? '');
	return Number.isNaN(date) ? undefined : date;
}
