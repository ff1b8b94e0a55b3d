import { advance, type Checkpoint } from './checkpoint';
import type { Clock } from './clock';
import type { Feed, VendorRecord } from './feed';
import { stableIdentity } from './identity';
import { settle } from './settle';
import { readSlice, type SliceOptions } from './slice';
import { MINUTE, SECOND, type Window } from './time';
import { isEmpty } from './windows';

export interface PollOptions extends SliceOptions {
	/** How far each poll looks back for records that became known late, ms. */
	readonly overlap: number;
	/** How far before now a poll stops, ms: what is newer may still be incomplete. */
	readonly settleDelay: number;
	/** When to stop reading and hand over what there is, by the clock's `elapsed`; requests must end by then, too. */
	readonly deadline: number;
}

export interface Polled {
	/** Oldest first. */
	readonly records: readonly VendorRecord[];
	/** What each of them is known by for good. */
	readonly identities: readonly string[];
	/** What to remember once they are handed over. */
	readonly checkpoint: Checkpoint;
	/** What a person must hear of. */
	readonly warnings: readonly Warning[];
}

export interface Warning {
	/** `gone`: the vendor no longer keeps it; `incomplete`: it cannot hand it over; `shortened`: the look back is; `begunAnew`: other records are read now. */
	readonly kind: 'gone' | 'incomplete' | 'shortened' | 'begunAnew';
	/** In sentences. */
	readonly text: string;
}

/**
 * One poll of a trigger: what became known since the last one, oldest first and each once.
 *
 * The checkpoint moves only over stretches that were read to their end. A backlog is read in slices from its oldest
 * end, so narrow that one slice is about what one poll hands over, and a quiet stretch is passed without an answer.
 * A slice that takes longer than there is time for is made narrower for the next poll.
 *
 * @throws VendorError when something could not be read; the checkpoint then stays as it was
 */
export async function poll(
	feed: Feed,
	checkpoint: Checkpoint,
	options: PollOptions,
	clock: Clock,
): Promise<Polled> {
	const until = Math.max(checkpoint.since, Math.floor(clock.now() - options.settleDelay));
	const reached = withinReach(feed, checkpoint, clock.now());
	const warnings = [...reached.warnings];
	let current = reached.checkpoint;
	for (
		let part = firstPart(current, until);
		!isEmpty(part) && clock.elapsed() < options.deadline;
		part = { from: current.since, to: until }
	) {
		const read = await settle(readSlice(feed, current, part, options));
		if (!read.ok) {
			// What was passed before is passed; the next poll begins with the failure and tells of it.
			if (current.since > reached.checkpoint.since) break;
			throw read.error;
		}
		const slice = read.value;
		if (slice.outOfTime) return nothing(withSlice(current, slice.width), warnings);
		const moved = advance(current, slice.stretch, slice.sightings, {
			most: options.maxPerPoll,
			overlap: options.overlap,
		});
		current = withSlice(moved.checkpoint, nextWidth(current, slice.stretch, until));
		warnings.push(...slice.gaps.map(({ reason }) => incomplete(reason)));
		if (moved.shortenedTo !== undefined) warnings.push(shortened(moved.shortenedTo));
		if (moved.handOver.length > 0) {
			const records = moved.handOver.map(({ record }) => record);
			const identities = moved.handOver.map(({ record, occurrence }) =>
				stableIdentity(feed.identityOf(record), occurrence),
			);
			return { records, identities, checkpoint: current, warnings };
		}
	}
	return nothing(current, warnings);
}

/** What to read first: all at once, with the look back; of a backlog the look back alone, and its slices after that. */
function firstPart({ from, since, slice }: Checkpoint, until: number): Window {
	const isBacklog = slice !== undefined && from < since;
	return { from, to: isBacklog ? since : until };
}

const nothing = (checkpoint: Checkpoint, warnings: readonly Warning[]): Polled => ({
	records: [],
	identities: [],
	checkpoint,
	warnings,
});

/** Leaves out what the vendor no longer keeps, and says how much that is. */
function withinReach(
	feed: Feed,
	checkpoint: Checkpoint,
	now: number,
): { checkpoint: Checkpoint; warnings: readonly Warning[] } {
	const earliest = now - (feed.limits.reach ?? Infinity);
	if (checkpoint.from >= earliest) return { checkpoint, warnings: [] };
	const since = Math.max(checkpoint.since, earliest);
	return {
		checkpoint: { ...checkpoint, from: earliest, since },
		warnings: since > checkpoint.since ? [gone({ from: checkpoint.since, to: since })] : [],
	};
}

/** How wide the next slice may begin; none is needed once a poll has reached the end. */
const nextWidth = ({ since, slice }: Checkpoint, { to }: Window, until: number): number | undefined =>
	to >= until ? undefined : to > since ? to - since : slice;

function withSlice(checkpoint: Checkpoint, slice: number | undefined): Checkpoint {
	const { version, from, since, seen, untimed, of, refiltered } = checkpoint;
	return {
		...{ version, from, since, seen },
		...(untimed ? { untimed } : {}),
		...(slice === undefined ? {} : { slice }),
		...(of ? { of } : {}),
		...(refiltered ? { refiltered } : {}),
	};
}

const gone = ({ from, to }: Window): Warning => ({
	kind: 'gone',
	text: `Records from ${new Date(from).toISOString()} to ${new Date(to).toISOString()} are gone: the vendor keeps them no longer. Unless the trigger ran in that time and there was nothing new, they are missing.`,
});

const incomplete = (text: string): Warning => ({ kind: 'incomplete', text });

const shortened = (to: number): Warning => ({
	kind: 'shortened',
	text: `More records than can be remembered lie within the overlap, so the trigger looks back only ${to < 2 * MINUTE ? `${Math.round(to / SECOND)} seconds` : `${Math.round(to / MINUTE)} minutes`}: what becomes known later than that is missed. Shorten the overlap in the options or narrow the filters.`,
});
