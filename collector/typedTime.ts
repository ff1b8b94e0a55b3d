import { SECOND, writtenTime } from './time';
import { type LocalTime, localTime } from './zone';

/** Seconds since the epoch have ten digits from 2001 to 2286, milliseconds thirteen: no number is both. */
const SECONDS = { least: 1e9, end: 1e10 };
const isSeconds = (number: number): boolean => number >= SECONDS.least && number < SECONDS.end;

/** A number of seconds or milliseconds since the epoch, told by its size, in ms; `undefined` for any other. */
export function epochTime(number: number): number | undefined {
	if (isSeconds(number)) return number * SECOND;
	return isSeconds(number / SECOND) ? number : undefined;
}

/**
 * A time as a person or an expression gives it: ISO 8601 text, on the clocks of `zone` unless it names another; seconds or
 * milliseconds since the epoch; a `Date`, or what n8n's expressions calculate with, a luxon `DateTime`.
 *
 * @returns `undefined` for what is no time
 * @throws RangeError when the zone matters and the host does not know it
 */
export function typedTime(value: unknown, zone: string): LocalTime | undefined {
	if (typeof value === 'string') return timeInText(value, zone);
	const ms = typeof value === 'number' ? epochTime(value) : millisecondsOf(value);
	return moment(ms);
}

function timeInText(text: string, zone: string): LocalTime | undefined {
	if (/^\s*\d{10,13}(\.\d+)?\s*$/.test(text)) return moment(epochTime(Number(text)));
	const written = writtenTime(text);
	if (!written) return undefined;
	const { wall, offset } = written;
	return offset === undefined ? localTime(wall, zone) : moment(wall - offset);
}

const moment = (at: number | undefined): LocalTime | undefined =>
	at === undefined || Number.isNaN(at) ? undefined : { at, clocks: 'once' };

function millisecondsOf(value: unknown): number | undefined {
	if (value instanceof Date) return value.getTime();
	const { toMillis } = (value ?? {}) as { toMillis?: unknown };
	return typeof toMillis === 'function' ? Number(toMillis.call(value)) : undefined;
}
