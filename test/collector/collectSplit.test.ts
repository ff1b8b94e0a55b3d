import type { Feed, Reading, Task } from '../../collector/feed';
import type { Window } from '../../collector/time';
import { isEmpty, join } from '../../collector/windows';
import { drain } from '../support/drain';
import { covering, scripted, window } from '../support/scriptedFeed';

describe('a busy window', () => {
	/** The first page covers a tenth of the window; what it leaves is worth nine times its records. */
	const busy = (records: number, changes: Partial<Feed> = { pagesWorthASeam: 8 }, rest?: Reading['rest']) => {
		const asked: Task[] = [];
		const place = { side: 'older' };
		const feed = scripted(
			async (task) => {
				asked.push(task);
				if (asked.length > 1) return await covering(task);
				return await Promise.resolve({
					records: Array.from({ length: records }, (_, i) => ({ at: 90_000 + i })),
					covered: { from: 90_000, to: 100_000 },
					rest: rest ?? [{ window: { from: 0, to: 90_000 }, place }],
				});
			},
			{ pageSize: 10, ...changes },
		);
		return { feed, asked, place };
	};
	const partsOf = async (
		concurrency: number,
		{ feed, asked }: ReturnType<typeof busy>,
		useful?: number,
	): Promise<readonly Task[]> => {
		await drain(feed, [window], { concurrency, ...(useful === undefined ? {} : { useful: () => useful }) });
		return asked.slice(1);
	};

	it.each([
		{ name: 'one part a hand', records: 200, concurrency: 4, parts: 4 },
		{ name: 'no more parts than a seam for eight pages makes', records: 20, concurrency: 8, parts: 3 },
		{ name: 'no parts where less is left', records: 8, concurrency: 8, parts: 1 },
		{ name: 'no parts where one hand works alone', records: 200, concurrency: 1, parts: 1 },
	])('is shared between idle hands: $name', async ({ records, concurrency, parts }) => {
		const shared = await partsOf(concurrency, busy(records));
		expect(shared).toHaveLength(parts);
		expect(join(shared.map((task) => task.window))).toEqual([{ from: 0, to: 90_000 }]);
		expect(shared.every((task) => !isEmpty(task.window) && task.window.from % 1_000 === 0)).toBe(true);
	});

	it.each([
		{ useful: 2, parts: 2 },
		{ useful: 8, parts: 4 },
	])('is shared between no more than are of use: $useful of 4', async ({ useful, parts }) => {
		expect(await partsOf(4, busy(200), useful)).toHaveLength(parts);
	});

	it('leaves the place to the part next to what was read', async () => {
		const given = busy(200);
		const parts = [...(await partsOf(4, given))].sort((a, b) => a.window.from - b.window.from);
		expect(parts.map(({ place }) => place)).toEqual([undefined, undefined, undefined, given.place]);
	});

	it.each([
		{
			name: 'of a feed that cannot read the older part alone',
			given: busy(200, {}),
			parts: 1,
		},
		{
			name: 'that is in parts already',
			given: busy(200, { pagesWorthASeam: 8 }, [
				{ window: { from: 0, to: 40_000 } },
				{ window: { from: 40_000, to: 90_000 } },
			]),
			parts: 2,
		},
	])('is left as it is: one $name', async ({ given, parts }) => {
		expect(await partsOf(8, given)).toHaveLength(parts);
	});

	it('never reads outside of itself, however little of a moment it is', async () => {
		const first = { from: 1_500, to: 1_999 };
		const asked: Window[] = [];
		const feed = scripted(
			async (task) => {
				asked.push(task.window);
				if (asked.length > 1) return await covering(task);
				const records = Array.from({ length: 500 }, () => ({ at: 1_998 }));
				return await Promise.resolve({
					records,
					covered: { from: 1_998, to: 1_999 },
					rest: [{ window: { from: 1_500, to: 1_998 } }],
				});
			},
			{ pagesWorthASeam: 8 },
		);
		await drain(feed, [first]);
		expect(asked).toEqual([first, { from: 1_500, to: 1_998 }]);
	});
});
