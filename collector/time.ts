/** A half-open stretch of time, `[from, to)`, in milliseconds since the epoch, UTC. */
export interface Window {
	readonly from: number;
	readonly to: number;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const ISO_TIME =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** The spelling that JavaScript itself reads, on a day that every month has: read in a third of the time, and most are. */
const COMMON_TIME =
	/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/** A time as it was written. */
interface Written {
	/** What a clock shows, as if it were in UTC: ms since the epoch, with microseconds as the fraction. */
	readonly wall: number;
	/** How far that clock is ahead of UTC, ms; `undefined` when the text does not say. */
	readonly offset: number | undefined;
}

/**
 * Reads an ISO 8601 time in any of the spellings vendors use: with `T` or a blank, with or without seconds,
 * fraction and zone. A time without a zone is UTC.
 *
 * @returns milliseconds since the epoch, with microseconds as the fraction; `undefined` when it is no time
 */
export function parseTime(text: string): number | undefined {
	if (COMMON_TIME.test(text)) return Date.parse(text);
	const written = writtenTime(text);
	return written && written.wall - (written.offset ?? 0);
}

/** The same, for those who must know whether a zone was written. */
export function writtenTime(text: string): Written | undefined {
	const match = ISO_TIME.exec(text.trim());
	if (!match) return undefined;
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
	const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
	if (new Date(midnight).getUTCMonth() !== Number(month) - 1) return undefined;
	if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
	const ofDay = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND;
	return {
		wall: midnight + ofDay + Number(fraction.padEnd(6, '0').slice(0, 6)) / 1_000,
		offset: zone === undefined ? undefined : zoneOffset(zone),
	};
}

function zoneOffset(zone: string): number {
	if (zone.toUpperCase() === 'Z') return 0;
	const digits = zone.replace(/\D/g, '');
	const size = Number(digits.slice(0, 2)) * HOUR + Number(digits.slice(2)) * MINUTE;
	return zone.startsWith('-') ? -size : size;
}

/** The contract's spelling of a time: `2026-11-20T00:00:00.000Z`. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** The start of the stretch of `grain` milliseconds that `ms` lies in. */
export const floorTo = (ms: number, grain: number): number => Math.floor(ms / grain) * grain;

export const contains = (window: Window, ms: number): boolean => ms >= window.from && ms < window.to;

/**
 * The times of rows in a list sorted by time: a row without a readable one takes that of its neighbour.
 *
 * @param own times of the rows, where they have one
 * @returns `undefined` when no row has one
 */
export function timesOf(own: readonly (number | undefined)[]): readonly number[] | undefined {
	let last = own.find((time) => time !== undefined);
	if (last === undefined) return undefined;
	return own.map((time) => (last = time ?? last ?? 0));
}
