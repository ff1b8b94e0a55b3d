const shape =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A `created_after` in microseconds since the epoch, or `undefined`. Accepts every form that Cisco's documents and
 * code use on its list endpoints: a date, minutes (OpenAPI), `YYYY-MM-DD HH:MM:SS.ffffff` (Cisco's sample script),
 * with `Z`, an offset or none (UTC).
 */
export function readMicroseconds(text: string): number | undefined {
	const match = shape.exec(text.trim());
	if (!match) return undefined;
	const [, date, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
	const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
	const seconds = Date.parse(`${date ?? ''}T${hour}:${minute}:${second}${offset}`);
	return Number.isNaN(seconds) ? undefined : seconds * 1000 + Number(fraction.padEnd(6, '0'));
}
