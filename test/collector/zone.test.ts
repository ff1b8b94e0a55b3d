import { HOUR, isoTime, MINUTE, parseTime } from '../../collector/time';
import { localTime } from '../../collector/zone';

const wallOf = (text: string): number => parseTime(text) ?? NaN;

describe('a time on the clocks of a zone', () => {
	it.each([
		{ zone: 'UTC', text: '2026-11-20T09:00:00', at: '2026-11-20T09:00:00.000Z', clocks: 'once' },
		{ zone: 'Europe/Berlin', text: '2026-11-20T09:00:00', at: '2026-11-20T08:00:00.000Z', clocks: 'once' },
		{ zone: 'Europe/Berlin', text: '2026-07-01T09:00:00', at: '2026-07-01T07:00:00.000Z', clocks: 'once' },
		{ zone: 'Europe/Berlin', text: '2026-10-25T01:59:59', at: '2026-10-24T23:59:59.000Z', clocks: 'once' },
		{ zone: 'Europe/Berlin', text: '2026-10-25T02:00:00', at: '2026-10-25T00:00:00.000Z', clocks: 'twice' },
		{ zone: 'Europe/Berlin', text: '2026-10-25T02:59:59', at: '2026-10-25T00:59:59.000Z', clocks: 'twice' },
		{ zone: 'Europe/Berlin', text: '2026-10-25T03:00:00', at: '2026-10-25T02:00:00.000Z', clocks: 'once' },
		{ zone: 'Europe/Berlin', text: '2026-03-29T02:30:00', at: '2026-03-29T00:30:00.000Z', clocks: 'never' },
		{ zone: 'Europe/Berlin', text: '2026-03-29T03:00:00', at: '2026-03-29T01:00:00.000Z', clocks: 'once' },
		{ zone: 'America/New_York', text: '2026-11-20', at: '2026-11-20T05:00:00.000Z', clocks: 'once' },
		{
			zone: 'America/New_York',
			text: '2026-11-01T01:30:00',
			at: '2026-11-01T05:30:00.000Z',
			clocks: 'twice',
		},
		{
			zone: 'America/New_York',
			text: '2026-03-08T02:30:00',
			at: '2026-03-08T06:30:00.000Z',
			clocks: 'never',
		},
		{ zone: 'Asia/Kathmandu', text: '2026-11-20T09:00:00', at: '2026-11-20T03:15:00.000Z', clocks: 'once' },
		{
			zone: 'Australia/Lord_Howe',
			text: '2026-04-05T01:45:00',
			at: '2026-04-04T14:45:00.000Z',
			clocks: 'twice',
		},
		{
			zone: 'Australia/Lord_Howe',
			text: '2026-10-04T02:15:00',
			at: '2026-10-03T15:15:00.000Z',
			clocks: 'never',
		},
		// The day that Samoa left out.
		{ zone: 'Pacific/Apia', text: '2011-12-30T12:00:00', at: '2011-12-29T22:00:00.000Z', clocks: 'never' },
		{
			zone: 'Europe/Berlin',
			text: '2026-11-20T09:00:00.250',
			at: '2026-11-20T08:00:00.250Z',
			clocks: 'once',
		},
	])('$zone: $text is $at, shown $clocks', ({ zone, text, at, clocks }) => {
		const read = localTime(wallOf(text), zone);
		expect({ at: isoTime(read.at), clocks: read.clocks }).toEqual({ at, clocks });
	});

	it('needs a zone that there is', () => {
		expect(() => localTime(0, 'Mars/Olympus')).toThrow(RangeError);
	});
});

const STEP = 30 * MINUTE;
const FROM = Date.UTC(2025, 10, 27);
const TO = Date.UTC(2027, 10, 27);
/** A year back and one forth, without the edges, at which not every reading is in the table. */
const WALLS = Array.from({ length: (TO - FROM - 48 * HOUR) / STEP }, (_, i) => FROM + 24 * HOUR + i * STEP);

/** Every moment of those years at which the clocks of a zone show a time, as `Intl` says. */
function shownIn(zone: string): ReadonlyMap<number, readonly number[]> {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
	const shown = new Map<number, readonly number[]>();
	for (let at = FROM; at < TO; at += STEP) {
		const wall = Date.parse(`${format.format(at).replace(' ', 'T')}:00Z`);
		shown.set(wall, [...(shown.get(wall) ?? []), at]);
	}
	return shown;
}

it.each([
	{ zone: 'Europe/Berlin', twice: 2 * 2, never: 2 * 2, past: 0 },
	{ zone: 'America/New_York', twice: 2 * 2, never: 2 * 2, past: 0 },
	// Its clocks show a quarter to and a quarter past when others show a half hour.
	{ zone: 'Asia/Kathmandu', twice: 0, never: 0, past: 15 * MINUTE },
	{ zone: 'Australia/Lord_Howe', twice: 2, never: 2, past: 0 },
])('$zone: every half hour is read as its clocks show it', ({ zone, twice, never, past }) => {
	const shown = shownIn(zone);
	const walls = WALLS.map((wall) => wall + past);
	const missing = walls.filter((wall) => !shown.has(wall));
	const doubled = walls.filter((wall) => (shown.get(wall)?.length ?? 0) > 1);
	expect([doubled.length, missing.length]).toEqual([twice, never]);

	/** What a gap is read as: by the offset before it and the one after it, whichever is earlier. */
	const earlierReading = (wall: number): number => {
		const neighbours = [wall - HOUR, wall + HOUR].map((other) => other - (shown.get(other)?.[0] ?? NaN));
		return wall - Math.max(...neighbours);
	};
	const wrong = walls.filter((wall) => {
		const moments = shown.get(wall) ?? [];
		const read = localTime(wall, zone);
		const expected = moments[0] ?? earlierReading(wall);
		return read.at !== expected || read.clocks !== (['never', 'once', 'twice'][moments.length] ?? '');
	});
	expect(wrong.map(isoTime)).toEqual([]);
});
