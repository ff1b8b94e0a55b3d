import { advance, type Checkpoint, type Sighting, windowOf } from './checkpoint';
import type { Clock } from './clock';
import { collect } from './collect';
import { VendorError } from './errors';
import type { Feed, Gap, VendorRecord } from './feed';
import { shortIdentity } from './identity';
import type { Window } from './time';
import { cutToWidth, isEmpty } from './windows';

export interface PollOptions {
	/** How far each poll looks back for records that became known late, ms. */
	readonly overlap: number;
	/** How far before now a poll stops, ms: what is newer may still be incomplete. */
	readonly settleDelay: number;
	/** The most records one poll hands over. */
	readonly maxPerPoll: number;
	readonly concurrency: number;
	/** When to stop reading and hand over what there is, ms since the epoch. */
	readonly deadline: number;
}

export interface Polled {
	/** Oldest first. */
	readonly records: readonly VendorRecord[];
	/** What to remember once they are handed over. */
	readonly checkpoint: Checkpoint;
	/** What a person must hear of, in sentences. */
	readonly warnings: readonly string[];
}

/**
 * One poll of a trigger: what became known since the last one, oldest first and each once.
 *
 * The checkpoint moves only over stretches that were read to their end. A backlog is read in slices from its oldest
 * end, so narrow that one slice is about what one poll hands over, and a quiet stretch is passed without an answer.
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
	const reached = withinReach(feed, checkpoint, options, clock.now());
	const warnings = [...reached.warnings];
	let current = reached.checkpoint;
	do {
		const whole = windowOf(current, options.overlap, until);
		if (isEmpty(whole)) return { records: [], checkpoint: current, warnings };
		const slice = await readSlice(feed, current, whole, options);
		const moved = advance(current, slice.stretch, slice.sightings, {
			most: options.maxPerPoll,
			overlap: options.overlap,
		});
		current = withSlice(
			moved.checkpoint,
			slice.stretch.to < until ? slice.stretch.to - current.since : undefined,
		);
		warnings.push(...slice.warnings, ...(moved.forgotten > 0 ? [tooMany(moved.forgotten)] : []));
		if (moved.handOver.length > 0)
			return { records: moved.handOver.map(({ record }) => record), checkpoint: current, warnings };
	} while (current.since < until && clock.now() < options.deadline);
	return { records: [], checkpoint: current, warnings };
}

/** Leaves out what the vendor no longer keeps, and says how much that is. */
function withinReach(
	feed: Feed,
	checkpoint: Checkpoint,
	options: PollOptions,
	now: number,
): { checkpoint: Checkpoint; warnings: readonly string[] } {
	const { reach } = feed.limits;
	if (reach === undefined) return { checkpoint, warnings: [] };
	const earliest = now - reach;
	const start = Math.max(
		checkpoint.start,
		checkpoint.since - options.overlap < earliest ? earliest : checkpoint.start,
	);
	if (checkpoint.since >= earliest) return { checkpoint: { ...checkpoint, start }, warnings: [] };
	const gone = `Records from ${new Date(checkpoint.since).toISOString()} to ${new Date(earliest).toISOString()} are gone: the vendor keeps them no longer.`;
	return { checkpoint: { ...checkpoint, start, since: earliest }, warnings: [gone] };
}

interface Slice {
	readonly stretch: Window;
	readonly sightings: readonly Sighting<VendorRecord>[];
	readonly warnings: readonly string[];
}

/** Reads the oldest part of a window that holds about as many new records as a poll hands over. */
async function readSlice(
	feed: Feed,
	checkpoint: Checkpoint,
	whole: Window,
	options: PollOptions,
): Promise<Slice> {
	const most = 2 * Math.max(options.maxPerPoll, feed.pageSize);
	const { grain } = feed.limits;
	let width = checkpoint.slice === undefined ? whole.to - checkpoint.since : checkpoint.slice * 2;
	for (;;) {
		const stretch = { from: whole.from, to: Math.min(whole.to, checkpoint.since + Math.max(width, grain)) };
		const read = await readWhole(
			feed,
			stretch,
			checkpoint,
			width <= grain ? Infinity : most,
			options.concurrency,
		);
		if (read.sightings) return { stretch, sightings: read.sightings, warnings: read.warnings };
		// At least halved, as the share is an estimate; at most to a hundredth, as it may be a poor one.
		const share = Math.min(1 / 2, Math.max(1 / 100, read.share));
		width = Math.floor((stretch.to - checkpoint.since) * share);
	}
}

interface Read {
	/** `undefined` when there are more new records than asked for. */
	readonly sightings: readonly Sighting<VendorRecord>[] | undefined;
	/** How much of the stretch the most records filled, 0 to 1. */
	readonly share: number;
	readonly warnings: readonly string[];
}

async function readWhole(
	feed: Feed,
	stretch: Window,
	{ since, seen }: Checkpoint,
	most: number,
	concurrency: number,
): Promise<Read> {
	const pieces = cutToWidth(stretch, feed.limits.widestWindow ?? Infinity);
	const batches = collect(feed, pieces, { concurrency, order: 'oldest', maxRecords: 0 });
	const sightings: Array<Sighting<VendorRecord>> = [];
	const known = new Set(Object.values(seen).flat());
	let fresh = 0;
	let covered = 0;
	for (;;) {
		const step = await batches.next();
		if (step.done) {
			const { error, gaps = [] } = step.value;
			if (error !== undefined) throw error;
			const passing = gaps.filter(({ isLasting }) => isLasting !== true);
			if (passing.length > 0) throw unread(passing);
			return { sightings, share: 1, warnings: gaps.map(({ reason }) => reason) };
		}
		for (const record of step.value.records) {
			const time = feed.timeOf(record) ?? stretch.to - 1;
			const identity = shortIdentity(feed.identityOf(record));
			if (time >= since && !known.has(identity)) fresh += 1;
			sightings.push({ record, time, identity });
		}
		if (step.value.covered) covered += step.value.covered.to - step.value.covered.from;
		if (fresh <= most) continue;
		await batches.return({ unread: [], reason: null, records: 0, duplicates: 0 });
		return { sightings: undefined, share: covered / (stretch.to - stretch.from), warnings: [] };
	}
}

function withSlice(checkpoint: Checkpoint, slice: number | undefined): Checkpoint {
	const { version, start, since, seen } = checkpoint;
	return { version, start, since, seen, ...(slice === undefined ? {} : { slice }) };
}

const unread = (gaps: readonly Gap[]): VendorError =>
	new VendorError({
		message: [...new Set(gaps.map(({ reason }) => reason))].join(' '),
		nextStep: 'The same stretch is read again at the next poll.',
		cause: 'temporarily-unavailable',
	});

const tooMany = (forgotten: number): string =>
	`More records than can be remembered lie within the overlap: ${forgotten} were forgotten and might be handed over twice. Shorten the overlap in the options.`;
