import { InputError } from './errors';
import { SHORT } from './identity';
import { isArray, isObject, textsOf } from './json';
import { readStream, type Stream } from './stream';
import { floorTo, MINUTE, type Window } from './time';
import { keptUntimed } from './untimed';

/**
 * What a trigger remembers between polls, as plain JSON.
 *
 * Each poll looks back by an overlap, because vendors make records known late; what was handed over within that
 * stretch is remembered by identity, so that looking back repeats nothing.
 */
export interface Checkpoint {
	readonly version: 2;
	/** Where the next poll begins to read, ms; nothing before it is looked at again. */
	readonly from: number;
	/** What was known of the time before this has been handed over, ms. Later than `from` by the overlap. */
	readonly since: number;
	/**
	 * Short identities of what was handed over since `from`, by the minute of the record; one more for each twin. Without
	 * an id, the beginning of the wording follows; versions before 0.2 kept the wording alone.
	 */
	readonly seen: Readonly<Record<string, readonly string[]>>;
	/** The same of records without a time, which lie in every stretch that is read; absent where there were none. */
	readonly untimed?: readonly string[];
	/** How wide a slice of a backlog was last, ms; absent when there was none. */
	readonly slice?: number;
	/** What it was made with; absent in checkpoints of versions that did not note it. */
	readonly of?: Stream;
	/** Set until the look back was read through the filters of now: what it holds lies before they were set. */
	readonly refiltered?: true;
}

/** A record of a poll, told apart and placed in time. */
export interface Sighting<T> {
	readonly record: T;
	/** ms */
	readonly time: number;
	readonly identity: string;
	/** A short form of all that it says, where it is not known by an id. */
	readonly wording?: string | undefined;
	/** Set when the record carries no time that can be read: then `time` is the end of what was read. */
	readonly isUntimed?: boolean;
}

/**
 * The most identities a checkpoint holds, some 360 kB of the workflow's row in n8n's database; only the minute it stands
 * in may bring more.
 */
export const MOST_SEEN = 20_000;

export const startAt = (time: number): Checkpoint => ({ version: 2, from: time, since: time, seen: {} });

/** The same place, with what a poll would look back to forgotten: it is handed over again. */
export const repeated = ({ version, from, slice, of }: Checkpoint): Checkpoint => ({
	version,
	from,
	since: from,
	seen: {},
	...(slice === undefined ? {} : { slice }),
	...(of ? { of } : {}),
});

/**
 * Reads a stored checkpoint, of this version or an older one.
 *
 * @param overlap how far a poll looks back, ms, which version 1 did not remember
 * @returns `undefined` where none was stored
 * @throws InputError for one that cannot be read: to begin anew in silence would lose what happened since
 */
export function readCheckpoint(stored: unknown, overlap: number): Checkpoint | undefined {
	if (stored === undefined || stored === null) return undefined;
	const {
		version,
		start,
		since,
		seen,
		slice,
		of: made,
		refiltered,
		...rest
	} = isObject(stored) ? stored : {};
	const from =
		version === 1 && typeof start === 'number' ? Math.max(start, Number(since) - overlap) : rest['from'];
	const isKnown = version === 1 || version === 2;
	if (!isKnown || typeof from !== 'number' || typeof since !== 'number' || !isObject(seen))
		throw unreadable(version);
	const lists = Object.entries(seen).filter((entry): entry is [string, readonly string[]] =>
		isArray(entry[1]),
	);
	const of = readStream(made);
	const untimed = textsOf(rest['untimed']);
	return {
		version: 2,
		from,
		since,
		seen: Object.fromEntries(lists),
		...(untimed.length > 0 ? { untimed } : {}),
		...(typeof slice === 'number' ? { slice } : {}),
		...(of ? { of } : {}),
		...(refiltered === true ? { refiltered } : {}),
	};
}

/**
 * The same place for the same records through other filters. What a poll meets in its look back lies before the change:
 * it is remembered, so that late records are still told from it, and not handed over.
 */
export const throughOthers = (checkpoint: Checkpoint): Checkpoint => ({ ...checkpoint, refiltered: true });

const unreadable = (version: unknown): InputError =>
	new InputError(
		'Checkpoint',
		`what this trigger remembers cannot be read (version ${String(version)})`,
		'Install the version of this package that wrote it. To begin anew instead, without what happened meanwhile, rename the trigger node.',
	);

/** A sighting that was not handed over before, and which of the records that are equal to it, from 1. */
export type Fresh<T> = Sighting<T> & { readonly occurrence: number };

/** What of a stretch was not handed over before, oldest first. Of equal records as many as were not. */
export function unseen<T>(checkpoint: Checkpoint, sightings: readonly Sighting<T>[]): readonly Fresh<T>[] {
	const known = knownAmong(entriesOf(checkpoint), sightings);
	const met = new Map<string, number>();
	for (const [i, { identity }] of sightings.entries())
		if (known[i]) met.set(identity, (met.get(identity) ?? 0) + 1);
	const fresh = sightings.flatMap((sighting, i) => {
		if (known[i]) return [];
		const occurrence = (met.get(sighting.identity) ?? 0) + 1;
		met.set(sighting.identity, occurrence);
		return [{ ...sighting, occurrence }];
	});
	return fresh.sort((a, b) => a.time - b.time);
}

const entriesOf = ({ seen, untimed = [] }: Checkpoint): readonly string[] => [
	...Object.values(seen).flat(),
	...untimed,
];

/**
 * Which sightings were handed over before, one for each entry: first those that say what they said then, so that a late
 * twin is told from one that is worded anew, then any that agree in what happened.
 */
function knownAmong(entries: readonly string[], sightings: readonly Sighting<unknown>[]): readonly boolean[] {
	const left = new Map(countsOf(entries));
	const known = sightings.map(() => false);
	const recognise = (entryOf: (sighting: Sighting<unknown>) => string | undefined): void => {
		for (const [i, sighting] of sightings.entries()) {
			if (known[i]) continue;
			const entry = entryOf(sighting);
			const count = entry === undefined ? 0 : (left.get(entry) ?? 0);
			if (entry === undefined || count === 0) continue;
			left.set(entry, count - 1);
			known[i] = true;
		}
	};
	recognise(entryOf);
	recognise(({ wording }) => wording);
	for (const [entry, count] of [...left]) {
		if (entry.length !== SHORT + WORDING) continue;
		const identity = entry.slice(0, SHORT);
		left.set(identity, (left.get(identity) ?? 0) + count);
	}
	recognise(({ identity, wording }) => (wording === undefined ? undefined : identity));
	return known;
}

/** How much of a wording is kept beside an identity. */
const WORDING = 4;

const entryOf = ({ identity, wording = '' }: Sighting<unknown>): string =>
	identity + wording.slice(0, WORDING);

/** Tells sightings that look like ones handed over before. Twins are not counted. */
export function remembered(checkpoint: Checkpoint): (sighting: Sighting<unknown>) => boolean {
	const known = new Set(entriesOf(checkpoint).map((entry) => entry.slice(0, SHORT)));
	return ({ identity, wording }) => known.has(identity) || (wording !== undefined && known.has(wording));
}

function countsOf(identities: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const identity of identities) counts.set(identity, (counts.get(identity) ?? 0) + 1);
	return counts;
}

export interface Advance<T> {
	readonly checkpoint: Checkpoint;
	/** What to hand over now, oldest first. */
	readonly handOver: readonly Fresh<T>[];
	/** Set when the overlap holds more than can be remembered: how far the next poll looks back instead, ms. */
	readonly shortenedTo?: number;
}

/**
 * Moves a checkpoint over a stretch that was read to its end: hands over the oldest records not seen, at most `most`,
 * and remembers them as long as a later poll looks back to them. What is forgotten is never looked at again, so that
 * nothing is handed over twice, whatever becomes of the overlap.
 */
export function advance<T>(
	checkpoint: Checkpoint,
	stretch: Window,
	sightings: readonly Sighting<T>[],
	{ most, overlap }: { readonly most: number; readonly overlap: number },
): Advance<T> {
	const { refiltered, ...current } = checkpoint;
	const met = unseen(checkpoint, sightings);
	const isPassed = ({ time }: Sighting<T>) => refiltered === true && time < checkpoint.since;
	const passed = met.filter(isPassed);
	const fresh = passed.length === 0 ? met : met.filter((sighting) => !isPassed(sighting));
	const handOver = fresh.slice(0, most);
	const firstLeft = fresh[most];
	const since = Math.max(
		checkpoint.since,
		firstLeft ? Math.min(Math.floor(firstLeft.time), stretch.to) : stretch.to,
	);
	const oldestLeft = firstLeft ? Math.floor(firstLeft.time) : since;
	const wanted = Math.max(checkpoint.from, Math.min(since - overlap, oldestLeft));
	const all = remember(
		checkpoint.seen,
		[...passed, ...handOver].filter(({ isUntimed }) => isUntimed !== true),
	);
	const untimed = withUntimed(checkpoint, sightings, fresh.slice(most));
	const from = Math.max(wanted, Math.min(roomFrom(all), since, oldestLeft));
	return {
		checkpoint: {
			...current,
			from,
			since,
			seen: after(all, from),
			...(untimed.length > 0 ? { untimed } : {}),
		},
		handOver,
		...(from > wanted ? { shortenedTo: since - from } : {}),
	};
}

/** Records without a time that were met and are not left for a later poll; those an older version kept by the minute, too. */
function withUntimed(
	{ untimed = [] }: Checkpoint,
	sightings: readonly Sighting<unknown>[],
	left: readonly Sighting<unknown>[],
): readonly string[] {
	const waiting = new Set(left.map(({ record }) => record));
	const met = sightings.filter(({ isUntimed, record }) => isUntimed === true && !waiting.has(record));
	return keptUntimed(untimed, met.map(entryOf));
}

function remember<T>(seen: Checkpoint['seen'], sightings: readonly Sighting<T>[]): Checkpoint['seen'] {
	const lists: Record<string, string[]> = Object.fromEntries(
		Object.entries(seen).map(([minute, list]) => [minute, [...list]]),
	);
	for (const sighting of sightings)
		(lists[String(floorTo(sighting.time, MINUTE))] ??= []).push(entryOf(sighting));
	return lists;
}

/** The oldest minute from which all that is remembered has room. */
function roomFrom(seen: Checkpoint['seen']): number {
	let room = MOST_SEEN;
	for (const [minute, list] of Object.entries(seen).sort(([a], [b]) => Number(b) - Number(a))) {
		room -= list.length;
		if (room < 0) return Number(minute) + MINUTE;
	}
	return -Infinity;
}

/** What a poll that looks back to a time may meet again. */
const after = (seen: Checkpoint['seen'], from: number): Checkpoint['seen'] =>
	Object.fromEntries(Object.entries(seen).filter(([minute]) => Number(minute) + MINUTE > from));
