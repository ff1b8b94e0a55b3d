import { advance, MOST_SEEN, startAt } from '../../collector/checkpoint';
import type { Feed, Reading, Task } from '../../collector/feed';
import { poll, type PollOptions } from '../../collector/poll';
import { HOUR, MINUTE } from '../../collector/time';
import { ManualClock } from '../support/manualClock';
import { covering, scripted } from '../support/scriptedFeed';

const NOW = Date.UTC(2026, 10, 20, 12);
const options: PollOptions = {
	overlap: 10 * MINUTE,
	settleDelay: 0,
	maxPerPoll: 100,
	concurrency: 1,
	deadline: Infinity,
};

const withReach = (reach: number, read: Feed['read'] = covering): Feed => {
	const feed = scripted(read);
	return { ...feed, limits: { ...feed.limits, reach } };
};

describe('behind what the vendor keeps', () => {
	it.each([
		{
			name: 'says what is gone and goes on with the rest',
			since: NOW - 3 * HOUR,
			warnings: 1,
			from: NOW - HOUR,
		},
		{
			name: 'says nothing where only the look back reaches further',
			since: NOW - HOUR + MINUTE,
			warnings: 0,
			from: NOW - HOUR,
		},
		{
			name: 'says nothing where all is kept',
			since: NOW - 30 * MINUTE,
			warnings: 0,
			from: NOW - 40 * MINUTE,
		},
	])('$name', async ({ since, warnings, from }) => {
		const tasks: Task[] = [];
		const feed = withReach(HOUR, async (task) => {
			tasks.push(task);
			return await covering(task);
		});
		const checkpoint = { ...startAt(NOW - 5 * HOUR), since };
		const polled = await poll(feed, checkpoint, options, new ManualClock({ start: NOW }));
		expect(polled.warnings).toHaveLength(warnings);
		expect(tasks[0]?.window.from).toBe(from);
		expect(polled.checkpoint.since).toBe(NOW);
	});
});

const gap =
	(isLasting: boolean) =>
	async (task: Task): Promise<Reading> =>
		await Promise.resolve({
			records: [],
			rest: [],
			gaps: [{ window: task.window, reason: 'Half is missing.', isLasting }],
		});

it('does not move over a stretch that may be whole the next time', async () => {
	const reading = poll(scripted(gap(false)), startAt(NOW - HOUR), options, new ManualClock({ start: NOW }));
	await expect(reading).rejects.toThrow('Half is missing.');
});

it('moves over what will never be whole, and says so', async () => {
	const polled = await poll(
		scripted(gap(true)),
		startAt(NOW - HOUR),
		options,
		new ManualClock({ start: NOW }),
	);
	expect(polled).toMatchObject({ warnings: ['Half is missing.'], checkpoint: { since: NOW } });
});

it('reads nothing before its start has passed', async () => {
	const polled = await poll(scripted(covering), startAt(NOW), options, new ManualClock({ start: NOW }));
	expect(polled).toEqual({ records: [], checkpoint: startAt(NOW), warnings: [] });
});

it('says when more lies within the overlap than can be remembered', async () => {
	const at = NOW - MINUTE;
	const many = Array.from({ length: MOST_SEEN }, (_, i) => ({ record: {}, time: at, identity: `old ${i}` }));
	const { checkpoint } = advance(startAt(NOW - HOUR), { from: NOW - HOUR, to: NOW - MINUTE / 2 }, many, {
		most: MOST_SEEN,
		overlap: HOUR,
	});
	const feed = scripted(
		async (task) =>
			await Promise.resolve({ records: [{ at: NOW - 1, name: 'new' }], covered: task.window, rest: [] }),
	);
	const polled = await poll(feed, checkpoint, options, new ManualClock({ start: NOW }));
	expect(polled.records).toHaveLength(1);
	expect(polled.warnings).toEqual([expect.stringContaining('1 were forgotten')]);
});
