import * as fc from 'fast-check';
import { floorTo, type Window } from '../../collector/time';
import {
	cutToWidth,
	isEmpty,
	join,
	length,
	newestSlices,
	splitEvenly,
	subtract,
} from '../../collector/windows';

const EPOCH_2026 = Date.UTC(2026, 0, 1);
const window = fc
	.tuple(fc.integer({ min: EPOCH_2026, max: 2 * EPOCH_2026 }), fc.integer({ min: 1, max: 40 * 86_400_000 }))
	.map(([from, size]) => ({ from, to: from + size }));
const small = fc.tuple(fc.nat(60), fc.nat(20)).map(([from, size]) => ({ from, to: from + size }));
const smalls = fc.array(small, { maxLength: 8 });

/** The whole milliseconds that windows hold: slow and plain, to compare with. */
const instants = (windows: readonly Window[]): ReadonlySet<number> =>
	new Set(
		windows.flatMap(({ from, to }) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)),
	);

/** Whether pieces are the window, oldest first, without gap, overlap or empty piece. */
const make = (pieces: readonly Window[], whole: Window): boolean =>
	pieces[0]?.from === whole.from &&
	pieces.at(-1)?.to === whole.to &&
	pieces.every((piece, i) => !isEmpty(piece) && (i === 0 || pieces[i - 1]?.to === piece.from));

describe('the check of pieces', () => {
	it.each([
		{
			name: 'a gap',
			pieces: [
				{ from: 0, to: 4 },
				{ from: 5, to: 10 },
			],
		},
		{
			name: 'an overlap',
			pieces: [
				{ from: 0, to: 6 },
				{ from: 5, to: 10 },
			],
		},
		{ name: 'a missing end', pieces: [{ from: 0, to: 9 }] },
		{
			name: 'an empty piece',
			pieces: [
				{ from: 0, to: 0 },
				{ from: 0, to: 10 },
			],
		},
		{ name: 'no piece', pieces: [] },
	])('finds $name', ({ pieces }) => {
		expect(make(pieces, { from: 0, to: 10 })).toBe(false);
	});
});

describe('a window', () => {
	it.each([
		{ name: 'with time in it', window: { from: 1, to: 3 }, empty: false, size: 2 },
		{ name: 'without', window: { from: 3, to: 3 }, empty: true, size: 0 },
		{ name: 'backwards', window: { from: 3, to: 1 }, empty: true, size: 0 },
	])('$name', ({ window: given, empty, size }) => {
		expect([isEmpty(given), length(given)]).toEqual([empty, size]);
	});
});

describe('cutting to a width', () => {
	it('makes pieces that are the window, none wider, and no more than needed', () => {
		fc.assert(
			fc.property(window, fc.integer({ min: 3_600_000, max: 30 * 86_400_000 }), (whole, widest) => {
				const pieces = cutToWidth(whole, widest);
				expect(make(pieces, whole)).toBe(true);
				expect(Math.max(...pieces.map(length))).toBeLessThanOrEqual(widest);
				expect(pieces.length).toBe(Math.ceil(length(whole) / widest));
			}),
		);
	});

	it('leaves a window alone that is narrow enough', () => {
		expect(cutToWidth({ from: 0, to: 10 }, Infinity)).toEqual([{ from: 0, to: 10 }]);
	});
});

describe('splitting evenly', () => {
	it('makes pieces that are the window, with seams on the grain, none much longer than another', () => {
		fc.assert(
			fc.property(
				window,
				fc.integer({ min: 0, max: 20 }),
				fc.constantFrom(1, 1_000, 60_000),
				(whole, parts, grain) => {
					const pieces = splitEvenly(whole, parts, grain);
					expect(make(pieces, whole)).toBe(true);
					expect(pieces.length).toBeLessThanOrEqual(Math.max(1, parts));
					expect(pieces.slice(1).every(({ from }) => floorTo(from, grain) === from)).toBe(true);
					expect(Math.max(...pieces.map(length))).toBeLessThanOrEqual(
						length(whole) / Math.max(1, parts) + grain + 1,
					);
				},
			),
		);
	});

	it.each([
		{
			name: 'two halves',
			parts: 2,
			grain: 1,
			expected: [
				{ from: 0, to: 5 },
				{ from: 5, to: 10 },
			],
		},
		{
			name: 'whole grains only',
			parts: 2,
			grain: 4,
			expected: [
				{ from: 0, to: 4 },
				{ from: 4, to: 10 },
			],
		},
		{ name: 'fewer parts than grains', parts: 5, grain: 10, expected: [{ from: 0, to: 10 }] },
		{ name: 'one part', parts: 1, grain: 1, expected: [{ from: 0, to: 10 }] },
	])('gives $name', ({ parts, grain, expected }) => {
		expect(splitEvenly({ from: 0, to: 10 }, parts, grain)).toEqual(expected);
	});
});

describe('taking a stretch out', () => {
	it.each([
		{
			name: 'the middle',
			hole: { from: 12, to: 15 },
			expected: [
				{ from: 10, to: 12 },
				{ from: 15, to: 20 },
			],
		},
		{ name: 'the start', hole: { from: 5, to: 15 }, expected: [{ from: 15, to: 20 }] },
		{ name: 'the end', hole: { from: 15, to: 25 }, expected: [{ from: 10, to: 15 }] },
		{ name: 'everything', hole: { from: 10, to: 20 }, expected: [] },
		{ name: 'what only touches', hole: { from: 20, to: 30 }, expected: [{ from: 10, to: 20 }] },
	])('takes $name', ({ hole, expected }) => {
		expect(subtract([{ from: 10, to: 20 }], hole)).toEqual(expected);
	});

	it('leaves every instant but those of the stretch', () => {
		fc.assert(
			fc.property(smalls, small, (windows, hole) => {
				const taken = instants([hole]);
				expect(instants(subtract(windows, hole))).toEqual(
					new Set([...instants(windows)].filter((at) => !taken.has(at))),
				);
			}),
		);
	});
});

describe('joining', () => {
	it('keeps every instant, in few stretches that do not touch', () => {
		fc.assert(
			fc.property(smalls, (windows) => {
				const joined = join(windows);
				expect(instants(joined)).toEqual(instants(windows));
				expect(
					joined.every(({ from, to }, i) => from < to && (i === 0 || (joined[i - 1]?.to ?? from) < from)),
				).toBe(true);
			}),
		);
	});

	it('puts what was taken out back', () => {
		fc.assert(
			fc.property(smalls, small, (windows, hole) => {
				const inside = join(windows).filter(({ from, to }) => from <= hole.from && hole.to <= to);
				expect(join([...subtract(inside, hole), ...(inside.length > 0 ? [hole] : [])])).toEqual(inside);
			}),
		);
	});
});

describe('slices for the newest first', () => {
	it('are the window from its end, each four times as long as the one after it', () => {
		expect(newestSlices({ from: 0, to: 100 }, 4)).toEqual([
			{ from: 96, to: 100 },
			{ from: 80, to: 96 },
			{ from: 16, to: 80 },
			{ from: 0, to: 16 },
		]);
	});

	it('are the window, whatever it is', () => {
		fc.assert(
			fc.property(window, fc.integer({ min: 1, max: 86_400_000 }), (whole, first) => {
				expect(make([...newestSlices(whole, first)].reverse(), whole)).toBe(true);
			}),
		);
	});

	it('are none of an empty window', () => {
		expect(newestSlices({ from: 5, to: 5 }, 1)).toEqual([]);
	});
});
