import * as fc from 'fast-check';
import { contains, floorTo, isoTime, parseTime, timesOf } from '../../collector/time';

const NOON = Date.UTC(2026, 10, 20, 12, 34, 56);

describe('a time in words', () => {
	it.each([
		{ text: '2026-11-20T12:34:56Z', expected: NOON },
		{ text: '2026-11-20T12:34:56.000Z', expected: NOON },
		{ text: '2026-11-20t12:34:56z', expected: NOON },
		{ text: '2026-11-20 12:34:56', expected: NOON },
		{ text: ' 2026-11-20T12:34:56 ', expected: NOON },
		{ text: '2026-11-20T12:34:56.789Z', expected: NOON + 789 },
		{ text: '2026-11-20T12:34:56,789Z', expected: NOON + 789 },
		{ text: '2026-11-20T12:34:56.7Z', expected: NOON + 700 },
		{ text: '2026-11-20T12:34:56.123456Z', expected: NOON + 123.456 },
		{ text: '2026-11-20T12:34:56.1234567Z', expected: NOON + 123.456 },
		{ text: '2026-11-20T12:34:56+00:00', expected: NOON },
		{ text: '2026-11-20T14:34:56+02:00', expected: NOON },
		{ text: '2026-11-20T07:04:56-0530', expected: NOON },
		{ text: '2026-11-20 12:34:56 +0000', expected: NOON },
		{ text: '2026-11-20T12:34Z', expected: NOON - 56_000 },
		{ text: '2026-11-20', expected: Date.UTC(2026, 10, 20) },
		{ text: '2028-02-29', expected: Date.UTC(2028, 1, 29) },
		{ text: '2026-12-31T23:59:60Z', expected: Date.UTC(2027, 0, 1) },
	])('is read: $text', ({ text, expected }) => {
		expect(parseTime(text)).toBeCloseTo(expected, 3);
	});

	it.each([
		{ text: '' },
		{ text: 'yesterday' },
		{ text: '1795178096000' },
		{ text: '20 Nov 2026' },
		{ text: '2026-11-20T' },
		{ text: '2026-11-20T12' },
		{ text: '2026-13-20' },
		{ text: '2026-00-20' },
		{ text: '2026-11-31' },
		{ text: '2026-11-00' },
		{ text: '2026-02-29' },
		{ text: '2026-11-20T24:00:00Z' },
		{ text: '2026-11-20T12:60:00Z' },
		{ text: '2026-11-20T12:00:61Z' },
		{ text: '2026-11-20T12:34:56 CET' },
	])('is none: "$text"', ({ text }) => {
		expect(parseTime(text)).toBeUndefined();
	});

	it('is read as JavaScript reads it, and written as it was', () => {
		const dates = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
		fc.assert(
			fc.property(dates, (date) => {
				expect(parseTime(date.toISOString())).toBe(date.getTime());
				expect(isoTime(date.getTime())).toBe(date.toISOString());
			}),
		);
	});
});

describe('a stretch of time', () => {
	it.each([
		{ name: 'its start', ms: 10, expected: true },
		{ name: 'a time inside', ms: 15, expected: true },
		{ name: 'not its end', ms: 20, expected: false },
		{ name: 'not a time before', ms: 9.999, expected: false },
	])('holds $name', ({ ms, expected }) => {
		expect(contains({ from: 10, to: 20 }, ms)).toBe(expected);
	});

	it.each([
		{ ms: 1_999, grain: 1_000, expected: 1_000 },
		{ ms: 2_000, grain: 1_000, expected: 2_000 },
		{ ms: -1, grain: 1_000, expected: -1_000 },
		{ ms: 7.5, grain: 1, expected: 7 },
	])('of $grain begins at $expected for $ms', ({ ms, grain, expected }) => {
		expect(floorTo(ms, grain)).toBe(expected);
	});
});

describe('the times of a sorted list', () => {
	it.each([
		{ name: 'are those of its rows', own: [3, 2, 1], expected: [3, 2, 1] },
		{
			name: 'are those of the row before where there is none',
			own: [3, undefined, undefined, 1],
			expected: [3, 3, 3, 1],
		},
		{
			name: 'are those of the first known at the start',
			own: [undefined, undefined, 2],
			expected: [2, 2, 2],
		},
		{ name: 'are unknown when none is', own: [undefined, undefined], expected: undefined },
		{ name: 'are unknown when there is no row', own: [], expected: undefined },
	])('$name', ({ own, expected }) => {
		expect(timesOf(own)).toEqual(expected);
	});
});
