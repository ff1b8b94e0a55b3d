import { MINUTE, SECOND } from './time';

/** The longest wait a vendor may ask for; one that asks for more gets an error that says so. */
export const LONGEST_RETRY_AFTER = 5 * MINUTE;
const LONGEST_BACKOFF = MINUTE;
const FIRST_BACKOFF = SECOND / 2;

export interface Failure {
	/** How many tries have failed so far, from 1. */
	readonly attempt: number;
	/** The vendor's `Retry-After` header, as sent. */
	readonly retryAfter?: string | undefined;
	/** The first wait, in ms, where the vendor is known to want more than the usual one. */
	readonly firstWait?: number | undefined;
}

/**
 * How long to wait before the next try, in milliseconds: what the vendor asks for, else a wait that doubles, with up to
 * half of it left to chance so that parallel requests do not return together.
 *
 * @returns `undefined` when the vendor asks for more than {@link LONGEST_RETRY_AFTER}
 */
export function retryDelay(failure: Failure, now: number, random: number): number | undefined {
	const asked = parseRetryAfter(failure.retryAfter, now);
	if (asked !== undefined) return asked <= LONGEST_RETRY_AFTER ? asked : undefined;
	const doubled = (failure.firstWait ?? FIRST_BACKOFF) * 2 ** (failure.attempt - 1);
	return Math.min(doubled, LONGEST_BACKOFF) * (1 - random / 2);
}

/** Reads `Retry-After` in either of its forms, seconds or a date (RFC 9110, section 10.2.3), as milliseconds from now. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
	const text = header?.trim();
	if (!text) return undefined;
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * SECOND;
	// Without a clock time it is no date: `Date.parse` reads "-5" as a day of May 2001.
	const date = /\d:\d\d/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
