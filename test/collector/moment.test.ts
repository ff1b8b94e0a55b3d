import { readMoment } from '../../collector/moment';
import { difference, nothing } from '../support/drain';
import { memoryRules } from '../support/memoryFeed';
import { MemoryVendor, type Behaviour, type Row } from '../support/memoryVendor';

const SECOND: Row['at'] = 5_000;
const moment = { from: SECOND, to: SECOND + 1_000 };

const distinct = (count: number): readonly Row[] =>
	Array.from({ length: count }, (_, i) => ({ at: SECOND + (i % 3), name: `row ${i}` }));
const twins = (count: number): readonly Row[] =>
	Array.from({ length: count }, () => ({ at: SECOND, name: 'twin' }));

interface Case {
	readonly name: string;
	readonly rows: readonly Row[];
	readonly behaviour?: Partial<Behaviour>;
	readonly keysAreUnique?: boolean;
}

async function read({ rows, behaviour, keysAreUnique = false }: Case) {
	const vendor = new MemoryVendor(rows, behaviour);
	const found = await readMoment(moment, memoryRules(vendor, { pageSize: 10, keysAreUnique }));
	return { ...found, vendor };
}

describe('a moment that holds more than a page', () => {
	it.each<Case>([
		{ name: 'no record', rows: [] },
		{ name: 'less than a page', rows: distinct(3) },
		{ name: 'a page', rows: distinct(10) },
		{ name: 'several pages', rows: distinct(57) },
		{ name: 'pages shorter than asked for', rows: distinct(57), behaviour: { pageCap: 7 } },
		{ name: 'twins on one page', rows: [...twins(4), ...distinct(3)] },
		{ name: 'twins on many pages', rows: twins(25) },
		{ name: 'twins among others', rows: [...twins(12), ...distinct(20)] },
		{ name: 'pages shuffled with every request', rows: distinct(57), behaviour: { shuffles: true } },
		{
			name: 'shuffled pages with a pair of twins',
			rows: [...twins(2), ...distinct(25)],
			behaviour: { shuffles: true },
		},
		{ name: 'ids', rows: distinct(57), keysAreUnique: true },
		{ name: 'ids on shuffled pages', rows: distinct(57), keysAreUnique: true, behaviour: { shuffles: true } },
		{
			name: 'ids on shuffled pages, the last a short one',
			rows: distinct(11),
			keysAreUnique: true,
			behaviour: { shuffles: true },
		},
	])('comes out exactly: $name', async (given) => {
		const { rows, whole } = await read(given);
		expect(whole).toBe(true);
		expect(rows).toHaveLength(given.rows.length);
		expect(names(rows)).toEqual(names(given.rows));
	});

	it('comes out record by record, not copy by copy, where pages stand still', async () => {
		const given = [...twins(12), ...distinct(20)];
		const { rows } = await read({ name: '', rows: given });
		expect(difference(given, rows)).toEqual(nothing);
	});

	it('would lose records of shuffled pages that are read once', async () => {
		const vendor = new MemoryVendor(distinct(57), { shuffles: true });
		const once: string[] = [];
		for (let offset = 0; offset < 57; offset += 10) {
			const page = await vendor.read({ window: moment, offset, limit: 10 });
			once.push(...page.rows.map(({ name }) => String(name)));
		}
		expect(once).toHaveLength(57);
		expect(new Set(once).size).toBeLessThan(57);
	});

	it('is read in one pass where that shows everything', async () => {
		const { vendor } = await read({ name: '', rows: distinct(25) });
		expect(vendor.questions.map(({ offset }) => offset)).toEqual([0, 10, 20, 25]);
	});

	it('is read in five passes where twins on two pages may be a repeat', async () => {
		const { vendor } = await read({ name: '', rows: twins(15) });
		const passes = Array.from({ length: 5 }, () => [0, 10, 15]);
		expect(vendor.questions.map(({ offset }) => offset)).toEqual(passes.flat());
	});

	it('holds each record once when pages overlap and records have ids', async () => {
		const rows = distinct(12);
		const pages = new Map([
			[0, rows.slice(0, 10)],
			[10, rows.slice(8, 12)],
		]);
		const rules = memoryRules(new MemoryVendor([]), {
			keysAreUnique: true,
			rules: { read: async (_, offset) => ({ rows: pages.get(offset) ?? [] }) },
		});
		const found = await readMoment(moment, rules);
		expect(found).toEqual({ rows, whole: true });
	});
});

describe('a moment that is not handed over whole', () => {
	it.each<Case & { readonly found: number }>([
		{ name: 'an offset is refused', rows: distinct(57), behaviour: { offsetCap: 20 }, found: 20 },
		{
			name: 'an offset is refused, with ids',
			rows: distinct(57),
			behaviour: { offsetCap: 20 },
			keysAreUnique: true,
			found: 20,
		},
		{
			name: 'offsets are ignored, with ids',
			rows: distinct(57),
			behaviour: { ignoresOffset: true },
			keysAreUnique: true,
			found: 10,
		},
	])('says so when $name', async (given) => {
		const { rows, whole } = await read(given);
		expect(whole).toBe(false);
		expect(rows).toHaveLength(given.found);
		expect(difference(rows, rows)).toEqual(nothing);
	});

	it('says so when offsets are ignored and nothing tells a repeat, and does not read for ever', async () => {
		const { whole, vendor } = await read({
			name: '',
			rows: distinct(57),
			behaviour: { ignoresOffset: true },
		});
		expect(whole).toBe(false);
		expect(vendor.questions).toHaveLength(1_000);
	});

	it('says so when its order never settles', async () => {
		let calls = 0;
		// Three pages of one record each: one pass shows one twin three times, the next another.
		const rules = memoryRules(new MemoryVendor([]), {
			rules: {
				read: async (_, offset) => ({ rows: offset < 3 ? [{ at: SECOND, n: calls++ }] : [] }),
				keyOf: ({ n }) => `twin ${Math.floor(Number(n) / 3) % 2}`,
			},
		});
		expect(await readMoment(moment, rules)).toEqual({
			whole: false,
			rows: [
				{ at: SECOND, n: 0 },
				{ at: SECOND, n: 3 },
			],
		});
		expect(calls).toBe(12 * 3);
	});

	it.each([
		{ name: 'on the first page', at: 0, found: 10 },
		{ name: 'on a later page', at: 10, found: 20 },
		{ name: 'on the page that ends the list', at: 25, found: 25 },
	])('passes on what the vendor says is missing $name', async ({ at, found }) => {
		const rules = memoryRules(new MemoryVendor(distinct(25)));
		const partial = await readMoment(moment, {
			...rules,
			read: async (window, offset) => ({
				...(await rules.read(window, offset)),
				...(offset === at ? { shortfall: 'One source failed.' } : {}),
			}),
		});
		expect(partial).toMatchObject({ whole: false, shortfall: 'One source failed.' });
		expect(partial.rows).toHaveLength(found);
	});
});

const names = (rows: readonly { readonly [key: string]: unknown }[]): readonly string[] =>
	rows.map(({ at, name }) => `${String(at)} ${String(name)}`).sort();

describe('records that agree in what happened', () => {
	const all = Array.from({ length: 25 }, (_, n) => ({ at: SECOND, n, name: Math.floor(n / 2) }));
	const textOf = (row: object) => JSON.stringify(row);
	const rulesOver = (pageOf: (offset: number, call: number) => ReadonlyArray<(typeof all)[number]>) => {
		let call = 0;
		return memoryRules(new MemoryVendor([]), {
			rules: {
				read: async (_, offset) => ({ rows: pageOf(offset, ++call) }),
				keyOf: ({ name }) => String(name),
				wordingOf: textOf,
			},
		});
	};
	/** As a vendor does that orders a moment anew for every pass. */
	const turned = (pass: number) =>
		all
			.map((row, i) => ({ row, rank: (i * 7 + pass * pass * 5 + 3 * pass * i) % 31 }))
			.sort((a, b) => a.rank - b.rank)
			.map(({ row }) => row);

	it('are all found although their order changes', async () => {
		let pass = 0;
		const rules = rulesOver((offset) => {
			if (offset === 0) pass += 1;
			return turned(pass).slice(offset, offset + 10);
		});
		const { whole, rows } = await readMoment(moment, rules);
		expect(whole).toBe(true);
		expect(rows.map(textOf).sort()).toEqual(all.map(textOf).sort());
	});

	it('are counted once although they are worded anew with every page', async () => {
		const rules = rulesOver((offset, call) =>
			all.slice(offset, offset + 10).map((row) => ({ ...row, label: (row.n + call) % 3 })),
		);
		const { whole, rows } = await readMoment(moment, rules);
		expect(whole).toBe(true);
		expect(rows.map(({ n }) => Number(n)).sort((a, b) => a - b)).toEqual(all.map(({ n }) => n));
	});
});
