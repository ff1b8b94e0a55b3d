import { settle } from '../../../collector/settle';
import type { Checkpoint } from '../../../collector/checkpoint';
import { poll } from '../../../collector/poll';
import type { Poll } from './live';

const movedTo = (checkpoint: Checkpoint, since: number, overlap: number): Checkpoint => ({
	...checkpoint,
	since: Math.max(checkpoint.since, since),
	from: Math.max(checkpoint.from, since - overlap),
});

/** Polls with the mistakes that others have made: a test that lets one of them pass is no test. */
export const brokenPolls: ReadonlyArray<{ readonly name: string; readonly by: Poll }> = [
	{
		name: 'the cursor moves with every page',
		by: async (feed, checkpoint, options, clock) => {
			let newest = checkpoint.since;
			const watched: typeof feed = {
				...feed,
				begin() {
					const walk = feed.begin();
					return {
						async read(task) {
							const reading = await walk.read(task);
							for (const record of reading.records) newest = Math.max(newest, feed.timeOf(record) ?? newest);
							return reading;
						},
					};
				},
			};
			const polled = await settle(poll(watched, checkpoint, options, clock));
			const { records, identities, warnings, ...left } = polled.ok
				? polled.value
				: { records: [], identities: [], warnings: [], checkpoint };
			return { records, identities, warnings, checkpoint: movedTo(left.checkpoint, newest, options.overlap) };
		},
	},
	{
		name: 'the cursor moves to now',
		by: async (feed, checkpoint, options, clock) => {
			const polled = await poll(feed, checkpoint, options, clock);
			return { ...polled, checkpoint: movedTo(polled.checkpoint, clock.now(), options.overlap) };
		},
	},
	{
		name: 'nothing is remembered of what was handed over',
		by: async (...args) => {
			const polled = await poll(...args);
			return { ...polled, checkpoint: { ...polled.checkpoint, seen: {} } };
		},
	},
	{
		name: 'nobody looks back for late records',
		by: async (feed, checkpoint, options, clock) =>
			await poll(feed, checkpoint, { ...options, overlap: 0 }, clock),
	},
];
