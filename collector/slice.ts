import { type Checkpoint, remembered, type Sighting } from './checkpoint';
import { collect } from './collect';
import { OutOfTimeError, VendorError } from './errors';
import type { Feed, Gap, VendorRecord } from './feed';
import { shortIdentity } from './identity';
import type { Window } from './time';
import { cutToWidth, length } from './windows';

/** What a poll read of a backlog, oldest first. */
export type Slice =
	| {
			readonly outOfTime?: never;
			readonly stretch: Window;
			readonly sightings: readonly Sighting<VendorRecord>[];
			readonly gaps: readonly Gap[];
	  }
	/** A width to begin with the next time. */
	| { readonly outOfTime: true; readonly width: number };

/** How much may be read for one poll. */
export interface SliceOptions {
	/** The most records one poll hands over. */
	readonly maxPerPoll: number;
	/** How many steps may be under way at once. */
	readonly concurrency: number;
}

/**
 * Reads the oldest part of a window that holds about as many new records as a poll hands over, its look back always whole.
 *
 * @throws VendorError when something could not be read
 */
export async function readSlice(
	feed: Feed,
	checkpoint: Checkpoint,
	whole: Window,
	options: SliceOptions,
): Promise<Slice> {
	const { since, slice } = checkpoint;
	const { grain } = feed.limits;
	const most = 2 * Math.max(options.maxPerPoll, feed.pageSize);
	let width = slice === undefined ? whole.to - since : slice * 2;
	for (;;) {
		const stretch = { from: whole.from, to: Math.min(whole.to, since + Math.max(width, grain)) };
		const isNarrowest = width <= grain || stretch.to <= since;
		const read = await readWhole(feed, stretch, checkpoint, isNarrowest ? Infinity : most, options);
		if (read.ended === 'whole') return { stretch, sightings: read.sightings, gaps: read.gaps };
		if (read.ended === 'outOfTime' && isNarrowest) throw tooSlow(feed);
		// At least halved, as the share is an estimate; at most to a hundredth, as it may be a poor one.
		const share = Math.min(1 / 2, Math.max(1 / 100, read.share));
		width = Math.floor((stretch.to - since) * share);
		// Half of it, because the next poll begins with twice the width.
		if (read.ended === 'outOfTime') return { outOfTime: true, width: width / 2 };
	}
}

type Read =
	| {
			readonly ended: 'whole';
			readonly sightings: readonly Sighting<VendorRecord>[];
			readonly gaps: readonly Gap[];
	  }
	/** Given up, with how much of what lies beyond the look back was read until then, 0 to 1. */
	| { readonly ended: 'full' | 'outOfTime'; readonly share: number };

async function readWhole(
	feed: Feed,
	stretch: Window,
	checkpoint: Checkpoint,
	most: number,
	{ concurrency }: SliceOptions,
): Promise<Read> {
	const { since } = checkpoint;
	const pieces = cutToWidth(stretch, feed.limits.widestWindow ?? Infinity);
	const batches = collect(feed, pieces, { concurrency, order: 'oldest', maxRecords: 0 });
	const sightings: Array<Sighting<VendorRecord>> = [];
	const isRemembered = remembered(checkpoint);
	let fresh = 0;
	let covered = 0;
	const share = () => covered / Math.max(1, stretch.to - since);
	for (;;) {
		const step = await batches.next();
		if (step.done) {
			const { error, gaps = [], unread } = step.value;
			if (error instanceof OutOfTimeError) return { ended: 'outOfTime', share: share() };
			if (error !== undefined) throw error;
			const passing = gaps.filter(({ isLasting }) => isLasting !== true);
			if (passing.length > 0 || (unread.length > 0 && gaps.length === 0)) throw notRead(feed, passing);
			return { ended: 'whole', sightings, gaps };
		}
		for (const record of step.value.records) {
			const own = feed.timeOf(record);
			const time = own ?? stretch.to - 1;
			const identity = shortIdentity(feed.identityOf(record));
			const wording = feed.wordingOf && shortIdentity(feed.wordingOf(record));
			const sighting = { record, time, identity, wording, ...(own === undefined ? { isUntimed: true } : {}) };
			if (!isRemembered(sighting)) fresh += 1;
			sightings.push(sighting);
		}
		const { covered: read } = step.value;
		if (read) covered += length({ from: Math.max(since, read.from), to: read.to });
		if (fresh <= most) continue;
		await batches.return({ unread: [], reason: null, records: 0, duplicates: 0 });
		return { ended: 'full', share: share() };
	}
}

const notRead = (feed: Feed, gaps: readonly Gap[]): VendorError =>
	new VendorError({
		message:
			[...new Set(gaps.map(({ reason }) => reason))].join(' ') || `${feed.source}: not everything was read`,
		nextStep: 'The same stretch is read again at the next poll.',
		cause: 'temporarily-unavailable',
	});

const tooSlow = (feed: Feed): VendorError =>
	new VendorError({
		message: `${feed.source}: the shortest stretch that can be asked for was not read in the time n8n gives a poll`,
		nextStep:
			'The same stretch is read again at the next poll. If it goes on, shorten the overlap in the options or narrow the filters.',
		cause: 'temporarily-unavailable',
	});
