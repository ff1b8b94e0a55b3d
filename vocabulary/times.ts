/** The first and the last moment that four digits of a year can tell, ms. */
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment in whole milliseconds; `undefined` for what is none, or further away than people write down. */
export function moment(value: unknown): number | undefined {
	if (typeof value !== 'number' || !(value >= FIRST && value <= LAST)) return undefined;
	return Math.floor(value);
}

/** The same as ISO 8601. */
export function isoMoment(value: unknown): string | undefined {
	const ms = moment(value);
	return ms === undefined ? undefined : new Date(ms).toISOString();
}
