import type { Window } from '../../collector/time';
import { memoryFeed } from '../support/memoryFeed';
import { downForNow, MemoryVendor, type Behaviour, type Row } from '../support/memoryVendor';

/** The vendor of these tests does what its switches say, or rules about paging would be shown on sand. */
const rows: readonly Row[] = [
	{ at: 1_000, name: 'a' },
	{ at: 1_400, name: 'b' },
	{ at: 2_000, name: 'c' },
	{ at: 2_700, name: 'd' },
	{ at: 3_000, name: 'e' },
];
const all: Window = { from: 0, to: 10_000 };

async function names(behaviour: Partial<Behaviour>, window = all, offset = 0, limit = 10): Promise<string> {
	const page = await new MemoryVendor(rows, behaviour).read({ window, offset, limit });
	return page.refused === true ? 'refused' : page.rows.map(({ name }) => String(name)).join('');
}

describe('the vendor in memory', () => {
	const inside: Window = { from: 1_000, to: 3_000 };
	it.each([
		{ name: 'sends the newest first', sent: async () => await names({}), expected: 'edcba' },
		{
			name: 'sends the oldest first',
			sent: async () => await names({ selects: 'oldest', order: 'ascending' }),
			expected: 'abcde',
		},
		{
			name: 'holds the newest, oldest of them first',
			sent: async () => await names({ order: 'ascending' }, all, 0, 2),
			expected: 'de',
		},
		{
			name: 'holds the oldest, newest of them first',
			sent: async () => await names({ selects: 'oldest' }, all, 0, 2),
			expected: 'ba',
		},
		{ name: 'goes on at an offset', sent: async () => await names({}, all, 2, 2), expected: 'cb' },
		{ name: 'ends', sent: async () => await names({}, all, 5), expected: '' },
		{
			name: 'ignores an offset',
			sent: async () => await names({ ignoresOffset: true }, all, 2, 2),
			expected: 'ed',
		},
		{
			name: 'refuses an offset',
			sent: async () => await names({ offsetCap: 2 }, all, 2),
			expected: 'refused',
		},
		{
			name: 'takes an offset below the refused',
			sent: async () => await names({ offsetCap: 3 }, all, 2),
			expected: 'cba',
		},
		{ name: 'sends less than asked for', sent: async () => await names({ pageCap: 2 }), expected: 'ed' },
		{ name: 'does not count the end', sent: async () => await names({}, inside), expected: 'dcba' },
		{
			name: 'counts both ends',
			sent: async () => await names({ bounds: 'inclusive' }, inside),
			expected: 'edcba',
		},
		{
			name: 'counts neither end',
			sent: async () => await names({ bounds: 'exclusive' }, inside),
			expected: 'dc',
		},
	])('$name', async ({ sent, expected }) => {
		expect(await sent()).toBe(expected);
	});

	it('shuffles within a grain, anew each time, and nowhere else', async () => {
		const vendor = new MemoryVendor(rows, { shuffles: true });
		const answers = new Set<string>();
		for (let i = 0; i < 50; i++) {
			const page = await vendor.read({ window: all, offset: 0, limit: 10 });
			answers.add(page.rows.map(({ name }) => String(name)).join(''));
		}
		expect([...answers].sort()).toEqual(['ecdab', 'ecdba', 'edcab', 'edcba']);
	});

	it('sorts nothing where it selects any', async () => {
		const vendor = new MemoryVendor(rows, { selects: 'any' });
		const answers = new Set<string>();
		for (let i = 0; i < 50; i++) {
			const page = await vendor.read({ window: all, offset: 0, limit: 1 });
			answers.add(String(page.rows[0]?.name));
		}
		expect(answers.size).toBe(5);
	});

	it('fails when told to, and only then', async () => {
		const vendor = new MemoryVendor(rows, { failing: new Set([2]) });
		const question = { window: all, offset: 0, limit: 10 };
		await vendor.read(question);
		await expect(vendor.read(question)).rejects.toBe(downForNow);
		expect((await vendor.read(question)).rows).toHaveLength(5);
		expect(vendor.questions).toHaveLength(3);
	});
});

describe('a feed of it', () => {
	it.each([{ bounds: 'halfOpen' }, { bounds: 'inclusive' }, { bounds: 'exclusive' }] as const)(
		'reads a window exactly where bounds are $bounds',
		async ({ bounds }) => {
			const window = { from: 1_400, to: 2_700 };
			const reading = await memoryFeed(new MemoryVendor(rows, { bounds })).begin().read({ window });
			expect(reading.records.map(({ name }) => name).sort()).toEqual(['b', 'c']);
			expect(reading).toMatchObject({ covered: window, rest: [] });
		},
	);
});
