import { isArray, isObject } from './json';
import { floorTo, MINUTE, type Window } from './time';

/**
 * What a trigger remembers between polls, as plain JSON.
 *
 * Each poll looks back by an overlap, because vendors make records known late; what was handed over within that
 * stretch is remembered by identity, so that looking back repeats nothing.
 */
export interface Checkpoint {
	readonly version: 1;
	/** Where the very first poll began, ms: nothing before it is ever handed over. */
	readonly start: number;
	/** Everything known before this time has been handed over, ms. */
	readonly since: number;
	/** Short identities of what was handed over within the overlap, by the minute of the record; one more for each twin. */
	readonly seen: Readonly<Record<string, readonly string[]>>;
	/** How wide a slice of a backlog was last, ms; absent when there was none. */
	readonly slice?: number;
}

/** A record of a poll, told apart and placed in time. */
export interface Sighting<T> {
	readonly record: T;
	/** ms */
	readonly time: number;
	readonly identity: string;
}

/** The most identities a checkpoint holds: some 300 kB of the workflow's row in n8n's database. */
export const MOST_SEEN = 20_000;

export const startAt = (time: number): Checkpoint => ({ version: 1, start: time, since: time, seen: {} });

/** Reads a stored checkpoint. @returns `undefined` for what is none */
export function readCheckpoint(stored: unknown): Checkpoint | undefined {
	if (!isObject(stored) || stored['version'] !== 1) return undefined;
	const { start, since, seen, slice } = stored;
	if (typeof start !== 'number' || typeof since !== 'number' || !isObject(seen)) return undefined;
	const lists = Object.entries(seen).filter((entry): entry is [string, readonly string[]] =>
		isArray(entry[1]),
	);
	return {
		version: 1,
		start,
		since,
		seen: Object.fromEntries(lists),
		...(typeof slice === 'number' ? { slice } : {}),
	};
}

/** The stretch the next poll has to read, up to `until`. */
export const windowOf = (checkpoint: Checkpoint, overlap: number, until: number): Window => ({
	from: Math.max(checkpoint.start, checkpoint.since - overlap),
	to: until,
});

/** What of a stretch was not handed over before, oldest first. Of equal records as many as were not. */
export function unseen<T>(checkpoint: Checkpoint, sightings: readonly Sighting<T>[]): readonly Sighting<T>[] {
	const left = new Map<string, number>();
	for (const identity of Object.values(checkpoint.seen).flat())
		left.set(identity, (left.get(identity) ?? 0) + 1);
	const fresh = sightings.filter(({ identity }) => {
		const count = left.get(identity) ?? 0;
		if (count > 0) left.set(identity, count - 1);
		return count === 0;
	});
	return [...fresh].sort((a, b) => a.time - b.time);
}

export interface Advance<T> {
	readonly checkpoint: Checkpoint;
	/** What to hand over now, oldest first. */
	readonly handOver: readonly Sighting<T>[];
	/** Identities that had to be forgotten before their time; a late repeat of one would be handed over again. */
	readonly forgotten: number;
}

/**
 * Moves a checkpoint over a stretch that was read to its end: hands over the oldest records not seen, at most `most`,
 * and remembers them as long as a later poll may look back to them.
 */
export function advance<T>(
	checkpoint: Checkpoint,
	stretch: Window,
	sightings: readonly Sighting<T>[],
	{ most, overlap }: { readonly most: number; readonly overlap: number },
): Advance<T> {
	const fresh = unseen(checkpoint, sightings);
	const handOver = fresh.slice(0, most);
	const firstLeft = fresh[most];
	const since = Math.max(
		checkpoint.since,
		firstLeft ? Math.min(Math.floor(firstLeft.time), stretch.to) : stretch.to,
	);
	const kept = forget(remember(checkpoint.seen, handOver), since - overlap);
	return {
		checkpoint: { ...checkpoint, since, seen: kept.seen },
		handOver,
		forgotten: kept.forgotten,
	};
}

function remember<T>(
	seen: Checkpoint['seen'],
	sightings: readonly Sighting<T>[],
): Record<string, readonly string[]> {
	const lists: Record<string, string[]> = Object.fromEntries(
		Object.entries(seen).map(([minute, list]) => [minute, [...list]]),
	);
	for (const { time, identity } of sightings) (lists[String(floorTo(time, MINUTE))] ??= []).push(identity);
	return lists;
}

/** Forgets what no later poll looks back to, and the oldest beyond the most that is kept. */
function forget(seen: Checkpoint['seen'], before: number): { seen: Checkpoint['seen']; forgotten: number } {
	const needed = Object.entries(seen)
		.filter(([minute]) => Number(minute) + MINUTE > before)
		.sort(([a], [b]) => Number(b) - Number(a));
	const kept: Array<[string, readonly string[]]> = [];
	let room = MOST_SEEN;
	let forgotten = 0;
	for (const [minute, list] of needed) {
		const held = list.slice(-Math.max(room, 0) || list.length);
		const fits = room > 0 ? held : [];
		if (fits.length > 0) kept.push([minute, fits]);
		forgotten += list.length - fits.length;
		room -= fits.length;
	}
	return { seen: Object.fromEntries(kept), forgotten };
}
