import * as fc from 'fast-check';
import { decodeCursor, encodeCursor, windowsAfter } from '../../collector/cursor';
import { settle } from '../../collector/settle';
import type { Window } from '../../collector/time';
import { cutToWidth } from '../../collector/windows';
import { difference, drain, nothing, type Drained } from '../support/drain';
import { memoryFeed, OVERFLOW, type FeedOptions } from '../support/memoryFeed';
import { MemoryVendor, type Behaviour, type Row } from '../support/memoryVendor';

/**
 * Walking and collecting together: whatever a vendor holds and however it hands it out, every record comes once and is
 * the very object the vendor sent.
 */

const whole: Window = { from: 0, to: 60_000 };

interface History {
	readonly rows: readonly Row[];
	readonly behaviour: Partial<Behaviour>;
	readonly options: Partial<FeedOptions>;
	readonly windows: readonly Window[];
	readonly concurrency: number;
	readonly order: 'oldest' | 'newest';
}

const anywhere = fc.nat(whole.to - 1);
const twin = fc.record({ at: anywhere, copies: fc.integer({ min: 1, max: 4 }) });
const burst = fc.record({
	at: anywhere,
	copies: fc.integer({ min: 5, max: 40 }),
	spread: fc.constantFrom(0, 1, 900),
});

/** Single records, twins, and bursts within one instant or one second. */
const rows = fc
	.tuple(
		fc.array(anywhere, { maxLength: 60 }),
		fc.array(twin, { maxLength: 6 }),
		fc.array(burst, { maxLength: 4 }),
	)
	.map(([singles, twins, bursts]): readonly Row[] => [
		...singles.map((at, i) => ({ at, name: `single ${i}` })),
		...twins.flatMap(({ at, copies }) => Array.from({ length: copies }, () => ({ at, name: 'twin' }))),
		...bursts.flatMap(({ at, copies, spread }, i) =>
			Array.from({ length: copies }, (_, copy) => ({
				at: Math.min(whole.to - 1, at + Math.floor((copy * spread) / copies)),
				name: `burst ${i}.${copy % 3 === 0 ? 'twin' : copy}`,
			})),
		),
	]);

const sorting = fc.constantFrom<Partial<Behaviour>>(
	{ selects: 'newest', order: 'descending' },
	{ selects: 'newest', order: 'ascending' },
	{ selects: 'oldest', order: 'ascending' },
	{ selects: 'oldest', order: 'descending' },
);
const handingOut = fc.record({
	bounds: fc.constantFrom('halfOpen' as const, 'inclusive' as const, 'exclusive' as const),
	pageCap: fc.constantFrom(Infinity, Infinity, 1, 2, 5, 9),
});

/** The whole time in windows whose seams lie anywhere, in any order. */
const windows = fc.uniqueArray(fc.integer({ min: 1, max: whole.to - 1 }), { maxLength: 5 }).chain((seams) => {
	const edges = [whole.from, ...[...seams].sort((a, b) => a - b), whole.to];
	const pieces = edges.slice(1).map((to, i): Window => ({ from: edges[i] ?? 0, to }));
	return fc.shuffledSubarray(pieces, { minLength: pieces.length });
});

const histories: fc.Arbitrary<History> = fc.record({
	rows,
	behaviour: fc.tuple(sorting, handingOut).map(([sorted, handed]) => ({ ...sorted, ...handed })),
	options: fc.record({
		pageSize: fc.integer({ min: 1, max: 60 }),
		knows: fc.constantFrom('selection' as const, 'nothing' as const),
	}),
	windows,
	concurrency: fc.integer({ min: 1, max: 8 }),
	order: fc.constantFrom('oldest' as const, 'newest' as const),
});

const collectAll = async ({
	rows: held,
	behaviour,
	options,
	windows: asked,
	concurrency,
	order,
}: History) => {
	const vendor = new MemoryVendor(held, behaviour);
	return { vendor, ...(await drain(memoryFeed(vendor, options), asked, { concurrency, order })) };
};

const runs = { numRuns: 250 };

describe('any history', () => {
	it('comes out exactly, record by record', async () => {
		await fc.assert(
			fc.asyncProperty(histories, async (history) => {
				const { records, outcome } = await collectAll(history);
				expect(difference(history.rows, records)).toEqual(nothing);
				expect(outcome).toEqual({ unread: [], reason: null, records: history.rows.length, duplicates: 0 });
			}),
			runs,
		);
	});

	it('comes out exactly from some windows, and nothing from the others', async () => {
		await fc.assert(
			fc.asyncProperty(histories, fc.nat(4), async (history, left) => {
				const asked = history.windows.slice(0, -1 - left);
				const { records } = await collectAll({ ...history, windows: asked });
				const inside = history.rows.filter(({ at }) => asked.some(({ from, to }) => at >= from && at < to));
				expect(difference(inside, records)).toEqual(nothing);
				expect(records).toHaveLength(inside.length);
			}),
			runs,
		);
	});

	it('comes out exactly when records have ids', async () => {
		await fc.assert(
			fc.asyncProperty(histories, async (history) => {
				const held = history.rows.map(({ at }, i) => ({ at, name: `id ${i}` }));
				const { records } = await collectAll({
					...history,
					rows: held,
					options: { ...history.options, keysAreUnique: true },
				});
				expect(difference(held, records)).toEqual(nothing);
			}),
			runs,
		);
	});

	it('comes out exactly from a vendor that sorts nothing', async () => {
		await fc.assert(
			fc.asyncProperty(histories, fc.integer({ min: 40, max: 80 }), async (history, pageSize) => {
				const held = history.rows.map(({ at }, i) => ({ at, name: `id ${i}` }));
				const behaviour: Partial<Behaviour> = { selects: 'any' };
				const { records, outcome } = await collectAll({
					...history,
					rows: held,
					behaviour,
					options: { pageSize, keysAreUnique: true },
				});
				expect(outcome.reason).toBeNull();
				expect(difference(held, records)).toEqual(nothing);
			}),
			{ numRuns: 100 },
		);
	});

	/** A vendor that shuffles each second anew may be too restless to be read whole; it is then never called whole. */
	it('comes out exactly from a vendor that shuffles each second, or is called incomplete', async () => {
		const ofShuffled = fc.record({ history: histories, pageSize: fc.integer({ min: 10, max: 60 }) });
		await fc.assert(
			fc.asyncProperty(ofShuffled, async ({ history, pageSize }) => {
				const held = history.rows.map((row, i) =>
					i % 20 === 0 ? row : { ...row, name: `${row.name} ${i}` },
				);
				const behaviour = { ...history.behaviour, pageCap: Infinity, shuffles: true };
				const { records, outcome } = await collectAll({
					...history,
					rows: held,
					behaviour,
					options: { pageSize },
				});
				const read = held.filter(({ at }) => !outcome.unread.some(({ from, to }) => at >= from && at < to));
				const readNames = records.filter(({ at }) => read.some((row) => row.at === at));
				expect(namesOf(readNames)).toEqual(namesOf(read));
				expect(outcome.reason).toBe(outcome.unread.length === 0 ? null : OVERFLOW);
			}),
			runs,
		);
	});

	it('would not come out exactly without leaving the moment at the cut to the next page', async () => {
		const rowsOfOneSecond = Array.from(
			{ length: 12 },
			(_, i): Row => ({ at: 1_000 + (i % 2), name: String(i) }),
		);
		const vendor = new MemoryVendor([...rowsOfOneSecond, { at: 9_000, name: 'newest' }]);
		const first = await vendor.read({ window: whole, offset: 0, limit: 10 });
		const second = await vendor.read({
			window: { from: 0, to: Number(first.rows.at(-1)?.at) },
			offset: 0,
			limit: 10,
		});
		expect(difference(vendor.rows, [...first.rows, ...second.rows])).not.toEqual(nothing);
	});
});

const namesOf = (records: readonly { readonly [key: string]: unknown }[]): readonly string[] =>
	records.map(({ at, name }) => `${String(at)} ${String(name)}`).sort();

/** Collects, and follows the cursor through as many failures as there are. */
async function collectThrough(history: History, failing: ReadonlySet<number>, maxRecords = 0) {
	const vendor = new MemoryVendor(history.rows, { ...history.behaviour, failing });
	const collected: Drained['records'][] = [];
	let left = history.windows;
	let runsMade = 0;
	while (left.length > 0 && runsMade++ < 500) {
		const options = { concurrency: history.concurrency, order: history.order, maxRecords };
		const outcome = await settle(drain(memoryFeed(vendor, history.options), left, options));
		if (!outcome.ok) continue;
		collected.push(outcome.value.records);
		const cursor = encodeCursor('memory.activity', { unread: outcome.value.outcome.unread, next: whole.to });
		left = windowsAfter(decodeCursor('memory.activity', cursor), whole.to);
	}
	return { records: collected.flat(), left, requests: vendor.questions.length, runsMade };
}

describe('a collection that breaks off', () => {
	it('at any one request and is followed up brings every record once', async () => {
		await fc.assert(
			fc.asyncProperty(histories, fc.double({ min: 0, max: 1, noNaN: true }), async (history, share) => {
				const { requests } = await collectThrough(history, new Set());
				const broken = new Set([1 + Math.floor(share * (requests - 1))]);
				const { records, left, runsMade } = await collectThrough(history, broken);
				expect(left).toEqual([]);
				expect(runsMade).toBe(2);
				expect(difference(history.rows, records)).toEqual(nothing);
			}),
			runs,
		);
	});

	it('at every single request of one history brings every record once', async () => {
		const history: History = {
			rows: Array.from({ length: 80 }, (_, i) => ({
				at: Math.floor(i / 9) * 500,
				name: i % 9 < 3 ? 'twin' : String(i),
			})),
			behaviour: {},
			options: { pageSize: 7, knows: 'nothing' },
			windows: cutToWidth(whole, 25_000),
			concurrency: 3,
			order: 'oldest',
		};
		const { requests } = await collectThrough(history, new Set());
		expect(requests).toBeGreaterThan(20);
		for (let broken = 1; broken <= requests; broken++) {
			const { records, left } = await collectThrough(history, new Set([broken]));
			expect({ broken, left, ...difference(history.rows, records) }).toEqual({
				broken,
				left: [],
				...nothing,
			});
		}
	});

	it('again and again brings every record once', async () => {
		await fc.assert(
			fc.asyncProperty(
				histories,
				fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 30 }),
				async (history, broken) => {
					const { records, left } = await collectThrough(history, new Set(broken));
					expect(left).toEqual([]);
					expect(difference(history.rows, records)).toEqual(nothing);
				},
			),
			runs,
		);
	});

	it('at a ceiling as well brings every record once', async () => {
		await fc.assert(
			fc.asyncProperty(histories, fc.integer({ min: 0, max: 50 }), async (history, more) => {
				const maxRecords = busiestSecond(history.rows) + more;
				const { records, left } = await collectThrough(history, new Set([3, 8]), maxRecords);
				expect(left).toEqual([]);
				expect(difference(history.rows, records)).toEqual(nothing);
			}),
			runs,
		);
	});
});

/** Most records that one second holds: a ceiling below it brings nothing. */
function busiestSecond(held: readonly Row[]): number {
	const counts = new Map<number, number>();
	for (const { at } of held)
		counts.set(Math.floor(at / 1_000), (counts.get(Math.floor(at / 1_000)) ?? 0) + 1);
	return Math.max(1, ...counts.values());
}

describe('the check of exactness', () => {
	const [one, other] = [{ name: 'a' }, { name: 'a' }];
	it.each([
		{ name: 'a lost record', held: [one, other], collected: [one], expected: { lost: [other], doubled: [] } },
		{ name: 'a doubled record', held: [one], collected: [one, one], expected: { lost: [], doubled: [one] } },
		{
			name: 'a twin in place of its twin',
			held: [one, other],
			collected: [one, one],
			expected: { lost: [other], doubled: [one] },
		},
		{
			name: 'a copy in place of the record',
			held: [one],
			collected: [{ ...one }],
			expected: { lost: [one], doubled: [] },
		},
	])('finds $name', ({ held, collected, expected }) => {
		expect(difference(held, collected)).toEqual(expected);
	});
});
