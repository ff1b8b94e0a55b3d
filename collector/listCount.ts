import type { Budget } from './budget';
import type { Feed } from './feed';
import type { Volume } from './sample';
import type { Window } from './time';

/** A place in the list and the time of the record there, ms. */
interface Mark {
	readonly index: number;
	readonly time: number;
}

/** What is known of a list that comes newest first. */
interface Known {
	/** Newest first. */
	readonly marks: readonly Mark[];
	/** The least index known to lie beyond the last record. */
	readonly end: number;
}

/** How much further down each look goes until it has come down to the range. */
const STRIDE = 4;
/** How far apart, as a ratio, the places around the start of the range may stay. */
const CLOSE_ENOUGH = 1.1;

type TimeAt = (index: number) => Promise<number | undefined>;

/**
 * Counts the records of some windows in a list that has to be walked from its newest record down: by looking at single
 * records, further down each time, and then closer around the place where the windows begin.
 *
 * @returns `undefined` when the questions there are do not even show the newest record
 */
export async function countList(
	feed: Feed,
	windows: readonly Window[],
	timeAt: NonNullable<Feed['timeAt']>,
	budget: Budget,
): Promise<Volume | undefined> {
	const from = Math.min(...windows.map((window) => window.from));
	const to = Math.max(...windows.map((window) => window.to));
	const span = { from, to };
	const first = await feed.begin().read({ window: span });
	if (first.rest.length === 0) return { records: first.records.length, pages: 1 };

	const page = first.records.length + (first.held ?? 0) || feed.pageSize;
	const known = await look(async (index) => await timeAt(span, index), from, page, budget);
	if (known.marks.length === 0) return undefined;
	const records = windows.map((window) => indexOf(window.from, known) - indexOf(window.to, known));
	return { records: records.reduce((a, b) => a + b, 0), pages: indexOf(from, known) / page };
}

/** Looks at the newest record, and then for the first one older than `from`. */
async function look(timeAt: TimeAt, from: number, pageLength: number, budget: Budget): Promise<Known> {
	let known: Known = { marks: [], end: Infinity };
	for (let index: number | undefined = 0; index !== undefined && !budget.isSpent; ) {
		known = noted(known, index, await timeAt(index));
		index = nextLook(known, from, pageLength);
	}
	return known;
}

function noted({ marks, end }: Known, index: number, time: number | undefined): Known {
	if (time === undefined) return { marks, end: Math.min(end, index) };
	return { marks: [...marks, { index, time }].sort((a, b) => a.index - b.index), end };
}

/** Where to look next; `undefined` once the start of the range is known closely enough. */
function nextLook({ marks, end }: Known, from: number, pageLength: number): number | undefined {
	const near = marks.findLast(({ time }) => time >= from);
	if (!near) return undefined;
	const far = marks.find(({ time }) => time < from)?.index ?? end;
	const start = Math.max(pageLength, near.index);
	if (far === Infinity) return start * STRIDE;
	return far / start > CLOSE_ENOUGH ? Math.round(Math.sqrt(start * far)) : undefined;
}

/**
 * The index of the first record older than `time`: between two marks, and below the last, records are taken to lie as
 * evenly as these two say.
 */
function indexOf(time: number, { marks, end }: Known): number {
	const older = marks.findIndex((mark) => mark.time < time);
	if (older === 0) return 0;
	const [newer, next] = older === -1 ? marks.slice(-2) : marks.slice(older - 1, older + 1);
	if (!newer || !next || newer.time === next.time) return end === Infinity ? (next?.index ?? 0) : end;
	const perMs = (next.index - newer.index) / (newer.time - next.time);
	return Math.min(end, newer.index + (newer.time - time) * perMs);
}
