import type { Outcome } from '../../collector/collect';
import { decodeCursor } from '../../collector/cursor';
import { summarize } from '../../collector/summary';

const window = { from: Date.UTC(2026, 10, 20), to: Date.UTC(2026, 10, 21) };
const stats = { requests: 34, retries: 2, waitedMs: 1_000.4 };
const whole: Outcome = { unread: [], reason: null, records: 12_345, duplicates: 12 };
const stream = { source: 'memory.activity', choice: '', filters: 'f', account: 'a' };
const summary = (outcome: Outcome) => summarize(stream, window, outcome, stats, 5_210.6);

describe('a summary', () => {
	it('says what a whole scan did', () => {
		expect(summary(whole)).toEqual({
			source: 'memory.activity',
			from: '2026-11-20T00:00:00.000Z',
			to: '2026-11-21T00:00:00.000Z',
			complete: true,
			reason: null,
			records: 12_345,
			duplicates: 12,
			requests: 34,
			retries: 2,
			waitedMs: 1_000,
			durationMs: 5_211,
			cursor: expect.any(String),
		});
	});

	it.each([
		{ name: 'the end of a whole scan', unread: [], complete: true },
		{
			name: 'what a broken one left, too',
			unread: [{ from: window.from, to: window.from + 5 }],
			complete: false,
		},
	])('goes on at $name', ({ unread, complete }) => {
		const made = summary({ ...whole, unread, reason: complete ? null : 'Broken.' });
		expect(made.complete).toBe(complete);
		expect(decodeCursor('memory.activity', made.cursor)).toEqual({ unread, next: window.to, of: stream });
	});
});
