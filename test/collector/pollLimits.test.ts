import { advance, MOST_SEEN, startAt } from '../../collector/checkpoint';
import type { Feed, Reading, Task, Walk } from '../../collector/feed';
import { poll, type PollOptions } from '../../collector/poll';
import { HOUR, MINUTE, SECOND } from '../../collector/time';
import { ManualClock } from '../support/manualClock';
import { OutOfTimeError } from '../../collector/errors';
import { covering, scripted } from '../support/scriptedFeed';

const NOW = Date.UTC(2026, 10, 20, 12);
const options: PollOptions = {
	overlap: 10 * MINUTE,
	settleDelay: 0,
	maxPerPoll: 100,
	concurrency: 1,
	deadline: Infinity,
};

const withReach = (reach: number, read: Walk['read'] = covering): Feed => {
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
		const checkpoint = { ...startAt(since - options.overlap), since };
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
	expect(polled).toMatchObject({
		warnings: [{ kind: 'incomplete', text: 'Half is missing.' }],
		checkpoint: { since: NOW },
	});
});

it('reads nothing before its start has passed', async () => {
	const polled = await poll(scripted(covering), startAt(NOW), options, new ManualClock({ start: NOW }));
	expect(polled).toEqual({ records: [], identities: [], checkpoint: startAt(NOW), warnings: [] });
});

it('says when more lies within the overlap than can be remembered', async () => {
	const at = NOW - 90 * SECOND;
	const many = Array.from({ length: MOST_SEEN }, (_, i) => ({ record: {}, time: at, identity: `old ${i}` }));
	const { checkpoint } = advance(startAt(NOW - HOUR), { from: NOW - HOUR, to: NOW - MINUTE }, many, {
		most: MOST_SEEN,
		overlap: HOUR,
	});
	const feed = scripted(
		async (task) =>
			await Promise.resolve({ records: [{ at: NOW - 1, name: 'new' }], covered: task.window, rest: [] }),
	);
	const polled = await poll(feed, checkpoint, options, new ManualClock({ start: NOW }));
	expect(polled.records).toHaveLength(1);
	expect(polled.warnings).toEqual([
		{ kind: 'shortened', text: expect.stringContaining('looks back only 60 seconds') },
	]);
});

describe('out of time', () => {
	/** A vendor that needs a second for each minute of a stretch, and is asked by somebody in a hurry. */
	const slow = (clock: ManualClock, deadline: () => number): Feed =>
		scripted(async ({ window: { from, to } }) => {
			const step = { from: Math.max(from, to - MINUTE), to };
			if (clock.now() + SECOND > deadline()) throw new OutOfTimeError();
			await clock.sleep(SECOND);
			const rest = step.from > from ? [{ window: { from, to: step.from } }] : [];
			return { records: [], covered: step, rest };
		});

	it('narrows what the next poll tries, until it gets through the whole backlog', async () => {
		const clock = new ManualClock({ start: NOW });
		let deadline = 0;
		const feed = slow(clock, () => deadline);
		let checkpoint = startAt(NOW - 3 * HOUR);
		const reached: number[] = [];
		while (checkpoint.since < NOW && reached.length < 40) {
			deadline = clock.now() + 30 * SECOND;
			checkpoint = (await poll(feed, checkpoint, { ...options, overlap: 0, deadline }, clock)).checkpoint;
			reached.push(checkpoint.since);
		}
		expect(reached).toEqual([...reached].sort((a, b) => a - b));
		expect(checkpoint.since).toBeGreaterThanOrEqual(NOW);
	});

	it('is an error of the vendor when there was not one answer', async () => {
		const feed = scripted(async () => await Promise.reject(new OutOfTimeError()));
		const polling = poll(feed, startAt(NOW - HOUR), options, new ManualClock({ start: NOW }));
		await expect(polling).rejects.toThrow('did not answer in the time');
	});

	it('is an error when even the shortest stretch takes too long', async () => {
		let asked = 0;
		const feed = scripted(async ({ window: { from, to } }) => {
			if (++asked % 2 === 0) throw new OutOfTimeError();
			return await Promise.resolve({
				records: [],
				covered: { from: to - 1, to },
				rest: [{ window: { from, to: to - 1 } }],
			});
		});
		const checkpoint = { ...startAt(NOW - 2 * SECOND), slice: 1 };
		const polling = poll(feed, checkpoint, options, new ManualClock({ start: NOW }));
		await expect(polling).rejects.toThrow('shortest stretch');
	});

	it('keeps the quiet stretches it has passed', async () => {
		let asked = 0;
		const feed = scripted(async (task) =>
			++asked > 1 ? await Promise.reject(new OutOfTimeError()) : await covering(task),
		);
		const checkpoint = { ...startAt(NOW - HOUR), slice: 10 * MINUTE };
		const polled = await poll(feed, checkpoint, options, new ManualClock({ start: NOW }));
		expect(polled.checkpoint.since).toBe(NOW - 40 * MINUTE);
	});
});
