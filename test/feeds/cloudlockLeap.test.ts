import { leap } from '../../nodes/CiscoCloudlock/leap';

const PAGE = 100;

/** A list by the times of its records; asks of it are counted. */
const listOf = (times: readonly number[]) => {
	const asked: number[] = [];
	const timeAt = async (offset: number): Promise<number | undefined> => {
		asked.push(offset);
		return await Promise.resolve(times[offset]);
	};
	return { asked, timeAt };
};

const descending = (count: number, perRecord = 1) =>
	Array.from({ length: count }, (_, i) => (count - i) * perRecord);

describe('a place further down a list', () => {
	it.each([
		{ name: 'in the middle', count: 100_000, until: 40_000 },
		{ name: 'close by', count: 100_000, until: 94_900 },
		{ name: 'near the end', count: 100_000, until: 3 },
		{ name: 'at the end', count: 5_050, until: 0 },
	])('is above the first older record, by a page or two: $name', async ({ count, until }) => {
		const { timeAt, asked } = listOf(descending(count));
		const firstOlder = count - until + 1;
		const found = await leap(timeAt, { offset: 5_000, time: count - 5_000 }, until, PAGE);
		expect(found).toBeGreaterThanOrEqual(Math.max(5_000, firstOlder - 1 - 2 * PAGE));
		expect(found).toBeLessThan(firstOlder);
		expect(asked.length).toBeLessThan(25);
	});

	it('is where it began when a later record has a later time', async () => {
		const times = descending(50_000);
		times[5_800] = 60_000;
		const { timeAt } = listOf(times);
		expect(await leap(timeAt, { offset: 5_000, time: 45_000 }, 10, PAGE)).toBe(5_000);
	});
});
