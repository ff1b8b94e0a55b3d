import type { Feed, Reading, Task, Walk } from '../../collector/feed';
import type { Window } from '../../collector/time';
import type { Row } from './memoryVendor';

export const window: Window = { from: 0, to: 100_000 };

/** A record in each of so many seconds. */
export const oneEach = (count: number): readonly Row[] =>
	Array.from({ length: count }, (_, i) => ({ at: i * 1_000, name: String(i) }));

/** A feed whose every step is written down in the test. */
export const scripted = (read: Walk['read'], changes: Partial<Feed> = {}): Feed => ({
	source: 'scripted.activity',
	limits: {
		recordBytes: 100,
		grain: 1_000,
		pageSize: { min: 1, max: 10, default: 10 },
		requestsPerMinute: 0,
		countedPerMs: 1_000,
		overlap: 0,
		settleDelay: 0,
	},
	pageSize: 10,
	newestFirst: true,
	timeOf: ({ at }) => (typeof at === 'number' ? at : undefined),
	identityOf: (record) => JSON.stringify(record),
	begin: () => ({ read }),
	...changes,
});

/** A step that reads its whole task and finds nothing. */
export const covering = async (task: Task): Promise<Reading> =>
	await Promise.resolve({ records: [], covered: task.window, rest: [] });
