import * as fc from 'fast-check';
import { decodeCursor, encodeCursor, windowsAfter } from '../../collector/cursor';
import { InputError } from '../../collector/errors';
import { join } from '../../collector/windows';

const SOURCE = 'memory.activity';
const text = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const whole = { v: 1, source: SOURCE, next: 100, unread: [[10, 20]] };

describe('a cursor', () => {
	it('is text that can be pasted anywhere', () => {
		expect(encodeCursor(SOURCE, { unread: [{ from: 1, to: 2 }], next: 3 })).toMatch(/^[\w-]+$/);
	});

	it('comes back as it was written', () => {
		const time = fc.integer({ min: 0, max: 8.64e15 });
		const window = fc
			.tuple(time, fc.integer({ min: 1, max: 1e9 }))
			.map(([from, size]) => ({ from, to: Math.min(8.64e15, from + size) }));
		const cursor = fc.record({ unread: fc.array(window.filter(({ from, to }) => from < to)), next: time });
		fc.assert(
			fc.property(cursor, (value) =>
				expect(decodeCursor(SOURCE, encodeCursor(SOURCE, value))).toEqual(value),
			),
		);
	});

	it('comes back through blanks around it', () => {
		expect(decodeCursor(SOURCE, ` ${text(whole)}\n`)).toEqual({ unread: [{ from: 10, to: 20 }], next: 100 });
	});

	it.each([
		{ name: 'nothing', given: '', message: 'Cursor: this is not the cursor of a scan' },
		{ name: 'some words', given: 'yesterday, please', message: 'Cursor: this is not the cursor of a scan' },
		{ name: 'JSON of another kind', given: text([1]), message: 'Cursor: this is not the cursor of a scan' },
		{
			name: 'one without a version',
			given: text({ ...whole, v: undefined }),
			message: 'Cursor: this is not the cursor of a scan',
		},
		{
			name: 'one cut off',
			given: text(whole).slice(0, -12),
			message: 'Cursor: this is not the cursor of a scan',
		},
		{
			name: 'a later version',
			given: text({ ...whole, v: 2 }),
			message: 'Cursor: it is of version 2, this node reads version 1',
		},
		{
			name: 'another source',
			given: text({ ...whole, source: 'memory.other' }),
			message: 'Cursor: it belongs to memory.other, this node reads memory.activity',
		},
		{ name: 'no end', given: text({ ...whole, next: undefined }), message: 'Cursor: it is damaged' },
		{
			name: 'an end beyond all dates',
			given: text({ ...whole, next: 1e20 }),
			message: 'Cursor: it is damaged',
		},
		{ name: 'no stretches', given: text({ ...whole, unread: undefined }), message: 'Cursor: it is damaged' },
		{
			name: 'a stretch that is none',
			given: text({ ...whole, unread: [7] }),
			message: 'Cursor: it is damaged',
		},
		{
			name: 'a stretch with three ends',
			given: text({ ...whole, unread: [[1, 2, 3]] }),
			message: 'Cursor: it is damaged',
		},
		{
			name: 'a stretch backwards',
			given: text({ ...whole, unread: [[20, 10]] }),
			message: 'Cursor: it is damaged',
		},
		{
			name: 'a stretch of words',
			given: text({ ...whole, unread: [['a', 'b']] }),
			message: 'Cursor: it is damaged',
		},
		{
			name: 'a stretch without end',
			given: Buffer.from('{"v":1,"source":"memory.activity","next":1,"unread":[[1,1e999]]}').toString(
				'base64url',
			),
			message: 'Cursor: it is damaged',
		},
	])('is refused when it is $name', ({ given, message }) => {
		const read = () => decodeCursor(SOURCE, given);
		expect(read).toThrow(InputError);
		expect(read).toThrow(message);
	});
});

describe('what following a cursor has to read', () => {
	it.each([
		{ name: 'the time since', unread: [], now: 500, expected: [{ from: 100, to: 500 }] },
		{
			name: 'what was left unread, too',
			unread: [{ from: 10, to: 20 }],
			now: 500,
			expected: [
				{ from: 10, to: 20 },
				{ from: 100, to: 500 },
			],
		},
		{
			name: 'one stretch where they touch',
			unread: [{ from: 10, to: 100 }],
			now: 500,
			expected: [{ from: 10, to: 500 }],
		},
		{ name: 'nothing new where no time has passed', unread: [], now: 100, expected: [] },
		{ name: 'nothing new where the clock was set back', unread: [], now: 40, expected: [] },
	])('is $name', ({ unread, now, expected }) => {
		expect(windowsAfter({ unread, next: 100 }, now)).toEqual(expected);
	});

	it('is joined and in order', () => {
		const time = fc.integer({ min: 0, max: 1_000 });
		const windows = fc.array(fc.tuple(time, time).map(([from, size]) => ({ from, to: from + size })));
		fc.assert(
			fc.property(windows, time, time, (unread, next, now) => {
				const after = windowsAfter({ unread, next }, now);
				expect(after).toEqual(join(after));
			}),
		);
	});
});
