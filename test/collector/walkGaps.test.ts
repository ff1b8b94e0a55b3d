import { type WalkRules, walkStep } from '../../collector/walk';
import { memoryRules, OVERFLOW } from '../support/memoryFeed';
import { MemoryVendor } from '../support/memoryVendor';
import { burst, seconds, step, window } from '../support/walking';

describe('a walk says what it cannot read', () => {
	const moment = { from: 7_000, to: 8_000 };
	it.each([
		{ name: 'a moment deeper than offsets go', behaviour: { offsetCap: 5 }, options: {}, records: 8 },
		{
			name: 'a moment of a vendor without offsets',
			behaviour: {},
			options: { rules: { hasOffsets: false } },
			records: 4,
		},
		{
			name: 'a moment of a vendor that ignores them',
			behaviour: { ignoresOffset: true },
			options: { keysAreUnique: true },
			records: 4,
		},
		{
			name: 'a moment that parts do not help with',
			behaviour: { offsetCap: 5 },
			options: { rules: { readByParts: async () => undefined } },
			records: 8,
		},
	])('$name', async ({ behaviour, options, records }) => {
		const reading = await step({
			rows: [...seconds(3), ...burst(7, 9)],
			behaviour,
			options,
			task: { window: { from: 0, to: 8_000 } },
		});
		expect(reading.records).toHaveLength(records);
		expect(reading).toMatchObject({
			rest: [{ window: { from: 0, to: 7_000 } }],
			gaps: [{ window: moment, reason: OVERFLOW }],
		});
		expect(reading.covered).toBeUndefined();
	});

	it('but reads the moment by parts where that helps', async () => {
		const rows = [...burst(7, 9), ...seconds(8)];
		const reading = await step({
			rows,
			behaviour: { offsetCap: 5 },
			options: { rules: { readByParts: async () => rows } },
			task: { window: { from: 0, to: 8_000 } },
		});
		expect(reading.records).toHaveLength(9);
		expect(reading).toMatchObject({ covered: moment, rest: [{ window: { from: 0, to: 7_000 } }] });
		expect(reading.gaps).toBeUndefined();
	});

	it('does not ask for parts of a moment that offsets read', async () => {
		const rules: Partial<WalkRules> = {
			readByParts: async () => await Promise.reject(new Error('parts were asked for')),
		};
		const reading = await step({
			rows: burst(7, 9),
			options: { rules },
			task: { window: { from: 0, to: 8_000 } },
		});
		expect(reading.records).toHaveLength(9);
	});

	it('what a good answer lacks: its records count, its stretch does not', async () => {
		const reason = 'One source failed.';
		const rules: Partial<WalkRules> = {
			read: async () => ({ rows: seconds(1, 2), shortfall: reason }),
			mayBeCut: () => false,
		};
		const reading = await step({ rows: [], options: { rules } });
		expect(reading).toEqual({ records: seconds(1, 2), rest: [], gaps: [{ window, reason }] });
	});

	it('what a page of an overfull moment lacks', async () => {
		const reason = 'One source failed.';
		const rules = memoryRules(new MemoryVendor(burst(7, 9)), { pageSize: 4 });
		const reading = await walkStep(
			{ window: moment },
			{
				...rules,
				read: async (asked, offset) => ({
					...(await rules.read(asked, offset)),
					...(offset === 8 ? { shortfall: reason } : {}),
				}),
			},
		);
		expect(reading).toMatchObject({ rest: [], gaps: [{ window: moment, reason }] });
		expect(reading.records).toHaveLength(9);
	});

	it('a lack of something, when nothing counts as read anyway', async () => {
		const rules: Partial<WalkRules> = {
			read: async () => ({ rows: [{ name: 'no time' }], shortfall: 'One source failed.' }),
		};
		const { gaps } = await step({ rows: [], options: { rules } });
		expect(gaps).toMatchObject([{ reason: expect.stringContaining('no time that can be read') }]);
	});

	it('records of which none has a time', async () => {
		const rows = [{ name: 'a' }, { name: 'b' }];
		const reading = await step({ rows: [], options: { rules: { read: async () => ({ rows }) } } });
		expect(reading).toEqual({
			records: rows,
			rest: [],
			gaps: [{ window, reason: expect.stringContaining('no time that can be read') }],
		});
	});

	it('records from outside the time asked for, when the page holds no others', async () => {
		const rules: Partial<WalkRules> = {
			read: async () => ({ rows: seconds(204, 203, 202, 201) }),
			mayBeCut: () => true,
		};
		const reading = await step({ rows: [], options: { rules } });
		expect(reading).toEqual({
			records: [],
			rest: [],
			gaps: [{ window, reason: expect.stringContaining('outside the time asked for') }],
		});
	});
});

describe('a record without a time', () => {
	const untimed = { name: 'untimed' };
	it('goes with its neighbour', async () => {
		const page = [...seconds(5), untimed, ...seconds(4, 3)];
		const rules: Partial<WalkRules> = { read: async () => ({ rows: page }), mayBeCut: () => true };
		const reading = await step({ rows: [], options: { rules } });
		expect(reading.records).toEqual([...seconds(5), untimed, ...seconds(4)]);
	});

	it('stays behind when its neighbour does', async () => {
		const page = [...seconds(5, 4, 3), untimed];
		const rules: Partial<WalkRules> = { read: async () => ({ rows: page }), mayBeCut: () => true };
		const reading = await step({ rows: [], options: { rules } });
		expect(reading.records).toEqual(seconds(5, 4));
	});
});
