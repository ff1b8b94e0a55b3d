import { isoTime } from '../../collector/time';
import { epochTime, typedTime } from '../../collector/typedTime';

const ZONE = 'Europe/Berlin';
const NOON = Date.UTC(2026, 10, 20, 12);

/** As much of luxon's DateTime as is read; the nodes' tests bring real ones, out of expressions. */
const dateTime = (ms: number) => ({ toMillis: () => ms });

describe('a time as it is typed', () => {
	it.each([
		{ name: 'text without a zone, on the clocks of the zone', value: '2026-11-20T13:00:00' },
		{ name: 'the same with a blank', value: ' 2026-11-20 13:00 ' },
		{ name: 'text with Z', value: '2026-11-20T12:00:00Z' },
		{ name: 'text with another offset', value: '2026-11-20T17:45:00+05:45' },
		{ name: 'milliseconds', value: NOON },
		{ name: 'milliseconds as text', value: String(NOON) },
		{ name: 'seconds', value: NOON / 1_000 },
		{ name: 'seconds as text', value: ` ${NOON / 1_000} ` },
		{ name: 'a Date', value: new Date(NOON) },
		{ name: 'a DateTime of luxon', value: dateTime(NOON) },
		{ name: 'a DateTime as n8n writes it', value: '2026-11-20T13:00:00.000+01:00' },
	])('is read: $name', ({ value }) => {
		expect(typedTime(value, ZONE)).toEqual({ at: NOON, clocks: 'once' });
	});

	it.each([
		{
			name: 'a day begins at midnight of the zone',
			value: '2026-11-20',
			expected: '2026-11-19T23:00:00.000Z',
		},
		{ name: 'seconds may have a fraction', value: NOON / 1_000 + 0.25, expected: '2026-11-20T12:00:00.250Z' },
		{ name: 'a summer has its own offset', value: '2026-07-01T12:00', expected: '2026-07-01T10:00:00.000Z' },
	])('$name', ({ value, expected }) => {
		expect(isoTime(typedTime(value, ZONE)?.at ?? NaN)).toBe(expected);
	});

	it.each([
		{ name: 'a day as a number', value: 20_261_120 },
		{ name: 'a minute as a number', value: 202_611_201_200 },
		{ name: 'the same as text', value: '202611201200' },
		{ name: 'microseconds', value: NOON * 1_000 },
		{ name: 'nothing', value: 0 },
		{ name: 'no number', value: NaN },
		{ name: 'yes', value: true },
		{ name: 'null', value: null },
		{ name: 'undefined', value: undefined },
		{ name: 'a list', value: ['2026-11-20T12:00:00Z'] },
		{ name: 'an object', value: { at: NOON } },
		{ name: 'an invalid Date', value: new Date(NaN) },
		{ name: 'an invalid DateTime', value: dateTime(NaN) },
		{ name: 'words', value: 'yesterday' },
	])('is none: $name', ({ value }) => {
		expect(typedTime(value, ZONE)).toBeUndefined();
	});

	it('needs no zone where it names one', () => {
		expect(typedTime('2026-11-20T12:00:00Z', 'nowhere')?.at).toBe(NOON);
		expect(() => typedTime('2026-11-20T12:00:00', 'nowhere')).toThrow(RangeError);
	});
});

it.each([
	{ number: 999_999_999, ms: undefined },
	{ number: 1_000_000_000, ms: 1_000_000_000_000 },
	{ number: 9_999_999_999, ms: 9_999_999_999_000 },
	{ number: 10_000_000_000, ms: undefined },
	{ number: 999_999_999_999, ms: undefined },
	{ number: 1_000_000_000_000, ms: 1_000_000_000_000 },
	{ number: 9_999_999_999_999, ms: 9_999_999_999_999 },
	{ number: 10_000_000_000_000, ms: undefined },
])('$number since the epoch is $ms ms', ({ number, ms }) => {
	expect(epochTime(number)).toBe(ms);
});
