import { floorTo, HOUR, MINUTE, SECOND } from './time';

/** A time on the clocks of a zone, as a moment. */
export interface LocalTime {
	/** ms since the epoch */
	readonly at: number;
	/** Clocks went back and showed it twice, or forward and never showed it. The earlier reading was taken. */
	readonly clocks: 'once' | 'twice' | 'never';
}

/** No zone's clocks were ever further from UTC than this. */
const FURTHEST = 16 * HOUR;

/**
 * The moment at which clocks of a zone show a time. A time that they show twice is the first of the two. One that they
 * leave out is read with the offset before and after the change, and the earlier moment taken, so that nothing is missed
 * where reading begins.
 *
 * @param wall the time as if it were in UTC, ms since the epoch
 * @throws RangeError for a zone that the host does not know
 */
export function localTime(wall: number, zone: string): LocalTime {
	const around = [wall - FURTHEST, wall + FURTHEST].map((ms) => offsetAt(ms, zone));
	const readings = around.map((offset) => wall - offset);
	const shown = [...new Set(readings)].filter((ms) => ms + offsetAt(ms, zone) === wall);
	const clocks = shown.length === 0 ? 'never' : shown.length === 1 ? 'once' : 'twice';
	return { at: Math.min(...(shown.length === 0 ? readings : shown)), clocks };
}

/** How far clocks of a zone are ahead of UTC at a moment, ms. */
function offsetAt(ms: number, zone: string): number {
	const second = floorTo(ms, SECOND);
	const shown = Object.fromEntries(
		formatOf(zone)
			.formatToParts(second)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = shown;
	return Date.UTC(year, month - 1, day) + hour * HOUR + minute * MINUTE + seconds * SECOND - second;
}

/** Made once for each zone: that takes far longer than to use one. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const format =
		formats.get(timeZone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	formats.set(timeZone, format);
	return format;
}
