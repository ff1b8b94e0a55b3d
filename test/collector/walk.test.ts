import type { Task } from '../../collector/feed';
import { type WalkPlace, walkStep } from '../../collector/walk';
import { memoryRules } from '../support/memoryFeed';
import { type Behaviour, MemoryVendor } from '../support/memoryVendor';
import { burst, seconds, step, window } from '../support/walking';

describe('one step of a walk', () => {
	it.each([
		{ name: 'an empty window is read', rows: [], records: [], covered: window, rest: [] },
		{
			name: 'a page that is not cut is the window',
			rows: seconds(1, 2, 3),
			records: ['3', '2', '1'],
			covered: window,
			rest: [],
		},
		{
			name: 'a full page that is not cut is the window',
			rows: seconds(1, 2, 3, 4),
			records: ['4', '3', '2', '1'],
			covered: window,
			rest: [],
		},
		{
			name: 'the newest records are read but for the moment at the cut',
			rows: seconds(1, 2, 3, 4, 5),
			records: ['5', '4', '3'],
			covered: { from: 3_000, to: 100_000 },
			rest: [{ window: { from: 0, to: 3_000 }, place: { side: 'older', shared: 3_000 } }],
		},
		{
			name: 'the oldest records are read but for the moment at the cut',
			rows: seconds(1, 2, 3, 4, 5),
			behaviour: { selects: 'oldest', order: 'ascending' },
			records: ['1', '2', '3'],
			covered: { from: 0, to: 4_000 },
			rest: [{ window: { from: 4_000, to: 100_000 }, place: { side: 'newer', shared: 4_000 } }],
		},
		{
			name: 'either end is left while nobody knows which records a page holds',
			rows: seconds(1, 2, 3, 4, 5),
			options: { knows: 'nothing' },
			records: ['4', '3'],
			covered: { from: 3_000, to: 5_000 },
			rest: [
				{ window: { from: 0, to: 3_000 }, place: { side: 'older', shared: 3_000 } },
				{ window: { from: 5_000, to: 100_000 }, place: { side: 'newer', shared: 5_000 } },
			],
		},
		{
			name: 'a window without order is halved at a whole moment',
			rows: seconds(1, 2, 3, 4, 5),
			behaviour: { selects: 'any' },
			task: { window: { from: 500, to: 8_700 } },
			records: [],
			covered: undefined,
			rest: [{ window: { from: 500, to: 4_000 } }, { window: { from: 4_000, to: 8_700 } }],
		},
		{
			name: 'a window hardly wider than a moment is halved at a whole moment, too',
			rows: burst(1, 9),
			behaviour: { selects: 'any' },
			task: { window: { from: 500, to: 2_200 } },
			records: [],
			covered: undefined,
			rest: [{ window: { from: 500, to: 1_000 } }, { window: { from: 1_000, to: 2_200 } }],
		},
		{
			name: 'time after the newest moment is read although that moment is cut',
			rows: burst(7, 6),
			records: [],
			covered: { from: 8_000, to: 100_000 },
			rest: [{ window: { from: 0, to: 8_000 }, place: { side: 'older', shared: 8_000 } }],
		},
		{
			name: 'a moment of more than a page is read by offset',
			rows: [...seconds(1), ...burst(7, 6)],
			task: { window: { from: 0, to: 8_000 } },
			records: ['7.5', '7.4', '7.3', '7.2', '7.1', '7.0'],
			covered: { from: 7_000, to: 8_000 },
			rest: [{ window: { from: 0, to: 7_000 } }],
		},
		{
			name: 'only the part of such a moment that was asked for',
			rows: burst(7, 9),
			task: { window: { from: 7_002, to: 7_007 } },
			records: ['7.6', '7.5', '7.4', '7.3', '7.2'],
			covered: { from: 7_002, to: 7_007 },
			rest: [],
		},
		{
			name: 'a moment without order is read by offset, whole',
			rows: burst(7, 9),
			behaviour: { selects: 'any' },
			task: { window: { from: 7_000, to: 8_000 } },
			records: ['7.0', '7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '7.7', '7.8'],
			covered: { from: 7_000, to: 8_000 },
			rest: [],
		},
	] as const)('$name', async (given) => {
		const reading = await step(given);
		const names = reading.records.map(({ name }) => name);
		expect('behaviour' in given && given.behaviour.selects === 'any' ? names.sort() : names).toEqual(
			given.records,
		);
		expect(reading.covered).toEqual(given.covered);
		expect(reading.rest).toEqual(given.rest);
		expect(reading.gaps).toBeUndefined();
	});
});

describe('what a cut page held', () => {
	const learning = async (
		behaviour: Partial<Behaviour>,
		task: Task<WalkPlace>,
		rows = seconds(1, 2, 3, 4, 5, 6, 7, 8),
	) => {
		const learnt: string[] = [];
		await step({
			rows,
			behaviour,
			task,
			options: { knows: 'nothing', rules: { learn: (selects) => learnt.push(selects) } },
		});
		return learnt;
	};
	const oldest = { selects: 'oldest', order: 'ascending' } as const;

	it.each([
		{
			name: 'the newest, when there are older ones',
			behaviour: {},
			place: { side: 'older', shared: 8_000 },
			to: 8_000,
			expected: ['newest'],
		},
		{
			name: 'the oldest, when there are newer ones',
			behaviour: oldest,
			place: { side: 'newer', shared: 1_000 },
			to: 9_000,
			expected: ['oldest'],
		},
		{
			name: 'nothing, when there was no page before',
			behaviour: {},
			place: undefined,
			to: 8_000,
			expected: [],
		},
		{
			name: 'nothing, from the moment the pages share on the older side',
			behaviour: {},
			place: { side: 'older', shared: 4_000 },
			to: 8_000,
			expected: [],
		},
		{
			name: 'nothing, from the moment the pages share on the newer side',
			behaviour: oldest,
			place: { side: 'newer', shared: 4_000 },
			to: 8_000,
			expected: [],
		},
	] as const)('is $name', async ({ behaviour, place, to, expected }) => {
		expect(await learning(behaviour, { window: { from: 0, to }, place })).toEqual(expected);
	});

	it('is not learnt from a page that is whole', async () => {
		expect(await learning({}, { window, place: { side: 'older', shared: 90_000 } }, seconds(1, 2))).toEqual(
			[],
		);
	});

	it('may be of no interest to a feed', async () => {
		const { learn, ...rules } = memoryRules(new MemoryVendor(seconds(1, 2, 3, 4, 5, 6)), { pageSize: 4 });
		expect(learn).toBeDefined();
		for (const side of ['older', 'newer'] as const) {
			const shared = side === 'older' ? 90_000 : 0;
			expect((await walkStep({ window, place: { side, shared } }, rules)).records).toHaveLength(3);
		}
	});
});
