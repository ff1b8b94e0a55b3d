import * as fc from 'fast-check';
import { LONGEST_RETRY_AFTER, parseRetryAfter, retryDelay } from '../../collector/backoff';

const NOW = Date.UTC(2026, 10, 20, 12);

describe('Retry-After', () => {
	it.each([
		{ name: 'whole seconds', header: '120', expected: 120_000 },
		{ name: 'seconds with blanks around', header: ' 7 ', expected: 7_000 },
		{ name: 'part of a second', header: '0.5', expected: 500 },
		{ name: 'no wait at all', header: '0', expected: 0 },
		{ name: 'a date', header: 'Fri, 20 Nov 2026 12:00:30 GMT', expected: 30_000 },
		{ name: 'a date of the obsolete form', header: 'Friday, 20-Nov-26 12:01:00 GMT', expected: 60_000 },
		{ name: 'an ISO date', header: '2026-11-20T12:00:05Z', expected: 5_000 },
		{ name: 'an ISO date with an offset', header: '2026-11-20T14:00:05+02:00', expected: 5_000 },
		{ name: 'a whole day', header: '86400', expected: 86_400_000 },
		{ name: 'more than a day, which no vendor means', header: '86401', expected: 'unmeant' },
		{ name: 'seconds since 1970, which is no wait', header: '1795790370', expected: 'unmeant' },
		{ name: 'a date of next week', header: 'Fri, 27 Nov 2026 12:00:00 GMT', expected: 'unmeant' },
		{
			name: 'a date without a zone, which may mean any',
			header: 'Fri, 20 Nov 2026 12:01:00',
			expected: 'unmeant',
		},
		{ name: 'an ISO date without a zone', header: '2026-11-20T12:01:00', expected: 'unmeant' },
	])('reads $name', ({ header, expected }) => {
		expect(parseRetryAfter(header, NOW)).toBe(expected);
	});

	it.each([
		{ name: 'no header', header: undefined },
		{ name: 'an empty header', header: '' },
		{ name: 'blanks', header: '  ' },
		{ name: 'a word', header: 'soon' },
		{ name: 'a date gone by', header: 'Fri, 20 Nov 2026 11:00:00 GMT' },
		{ name: 'seconds with a unit', header: '30 seconds' },
		{ name: 'a negative number, which is a day of 2001 to Date.parse', header: '-5' },
		{ name: 'the same header twice', header: '120, 120' },
	])('reads nothing out of $name', ({ header }) => {
		expect(parseRetryAfter(header, NOW)).toBeUndefined();
	});

	it('reads every number of seconds and every date to come', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 86_400 }), (seconds) => {
				expect(parseRetryAfter(String(seconds), NOW)).toBe(seconds * 1_000);
				expect(parseRetryAfter(new Date(NOW + seconds * 1_000).toUTCString(), NOW)).toBe(seconds * 1_000);
			}),
		);
	});

	it('is never negative and never no number, whatever is sent', () => {
		const header = fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.eE:, A-Z]{0,20}$/));
		fc.assert(
			fc.property(header, (text) => {
				const wait = parseRetryAfter(text, NOW);
				if (typeof wait === 'number') expect(wait).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});

describe('the wait before the next try', () => {
	it.each([
		{ name: 'half a second at first', failure: { attempt: 1 }, random: 0, expected: 500 },
		{ name: 'twice as long after each failure', failure: { attempt: 4 }, random: 0, expected: 4_000 },
		{ name: 'a minute at most', failure: { attempt: 30 }, random: 0, expected: 60_000 },
		{ name: 'down to half of it by chance', failure: { attempt: 1 }, random: 0.5, expected: 375 },
		{
			name: 'from the first wait of the vendor',
			failure: { attempt: 1, firstWait: 20_000 },
			random: 0,
			expected: 20_000,
		},
		{
			name: 'what the vendor asks for',
			failure: { attempt: 3, asked: 9_000 },
			random: 0.9,
			expected: 9_000,
		},
		{
			name: 'the longest a vendor may ask for',
			failure: { attempt: 1, asked: 300_000 },
			random: 0,
			expected: LONGEST_RETRY_AFTER,
		},
		{
			name: 'its own wait where the one asked for cannot be meant',
			failure: { attempt: 1, asked: 'unmeant' as const },
			random: 0,
			expected: 500,
		},
	])('is $name', ({ failure, random, expected }) => {
		expect(retryDelay(failure, random)).toBe(expected);
	});

	it('is none when the vendor asks for more than the longest', () => {
		expect(retryDelay({ attempt: 1, asked: LONGEST_RETRY_AFTER + 1 }, 0)).toBeUndefined();
	});

	it('lies between half of the doubled wait and all of it', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 50 }),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(attempt, random) => {
					const doubled = Math.min(500 * 2 ** (attempt - 1), 60_000);
					const wait = retryDelay({ attempt }, random) ?? NaN;
					expect(wait).toBeGreaterThanOrEqual(doubled / 2);
					expect(wait).toBeLessThanOrEqual(doubled);
				},
			),
		);
	});
});
