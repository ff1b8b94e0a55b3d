import type { VendorRecord } from '../../collector/feed';
import type { RecentIdentities } from '../../collector/recent';
import { overlapOf } from './overlap';

export interface ListPage {
	/** Index in the list that was asked for. */
	readonly offset: number;
	/** Which request of the walk it answers, counted from one. */
	readonly number: number;
	readonly rows: readonly VendorRecord[];
}

/** Where the part of the list that is known ends, and what the answers so far show of what follows. */
export interface Seam {
	/** Identities of the last known rows in the order of the list; the last one is the end of what is known. */
	readonly tail: readonly string[];
	/** Index at which that last row stood when it was last met. */
	readonly index: number;
	/** The number of the request that showed it there. */
	readonly number: number;
	/** By how many rows it slid down from one request to the next, because others arrived at the head. */
	readonly drift: number;
	/** Rows of the last answer that was not the end of the list: a full page, as far as anybody knows. */
	readonly pageLength: number;
	/** Lengths of the answers that had nothing behind that last row, since one brought something. */
	readonly ends: readonly number[];
}

export interface Stitched {
	/** Records not seen before, in the order of the list. */
	readonly fresh: readonly VendorRecord[];
	/** Records seen before. */
	readonly repeated: number;
	readonly seam: Seam;
	/** Index to read on from; before the page where it did not join the known rows. */
	readonly next: number;
	/** Whether it is known where the fresh records belong: beside known ones of the same page, or at the head. */
	readonly joins: boolean;
	/** Whether more of the list is known than before, on from where the walk began. */
	readonly moved: boolean;
	readonly atEnd: boolean;
}

export interface StitchRules {
	/** Identities of this walk; the fresh ones are added. */
	readonly known: RecentIdentities;
	identityOf(record: VendorRecord): string;
	/** Index at which the walk began, with no known record to hold on to. */
	readonly startsAt: number;
	/** How many requests the walk has made. */
	readonly asked: number;
}

/**
 * So many answers with nothing behind the last known row are the end of the list where rows keep arriving at its head,
 * and none of them is empty just behind that row.
 */
const ENOUGH_ENDS = 3;
/** How many of the last known rows are remembered in their order: several of the largest pages. */
const TAIL = 500;

/** @param startsAt index of the first row to be read */
export const seamAt = (startsAt: number, pageLength: number): Seam => ({
	tail: [],
	index: startsAt - 1,
	number: 0,
	drift: 0,
	pageLength,
	ends: [],
});

/**
 * Joins a page of a moving list to those before it. Rows that arrive push others down, so a page repeats some; rows that
 * vanish pull others up, so a page could miss some: it must therefore begin among the known ones, or the walk steps back
 * to find them.
 *
 * How long a page is may change from answer to answer, so a short one shows no end. An answer beyond the last known row
 * does: an empty one, or several that end with that row and differ in length, so that it is not their length that ends them.
 */
export function stitch(page: ListPage, seam: Seam, rules: StitchRules): Stitched {
	const { offset, rows } = page;
	const isStart = offset === rules.startsAt && seam.tail.length === 0;
	const isHead = offset === 0;
	const overlap = overlapOf(seam.pageLength);
	if (rows.length === 0) return nothingAt(offset, seam, isHead, overlap);

	const ids = rows.map((row) => rules.identityOf(row));
	const joins = ids.some((id) => rules.known.has(id));
	const isApart = !joins && !isStart && overlap > 0;
	if (isApart && !isHead)
		return { ...backFrom(offset, seam, overlap), seam: { ...seam, drift: 0, ends: [] } };

	const isFresh = ids.map((id) => rules.known.add(id));
	const fresh = rows.filter((_, i) => isFresh[i]);
	const repeated = rows.length - fresh.length;
	if (isApart) {
		// More than a page has arrived since the last answer. What was known goes on somewhere further down.
		const next = Math.max(rows.length, seam.index + 1 - overlap);
		return { fresh, repeated, seam: { ...seam, ends: [] }, next, joins: true, moved: false, atEnd: false };
	}
	const met = moved(seam, page, ids, isFresh.at(-1) === true);
	const next = nextOffset(met, rules.asked + 1 - page.number);
	return { fresh, repeated, seam: met, next, joins, moved: fresh.length > 0, atEnd: isEnd(met.ends) };
}

/** What an answer without a row shows. */
function nothingAt(offset: number, seam: Seam, isHead: boolean, overlap: number): Stitched {
	const isBehindLast = offset <= seam.index + 1;
	const ends = isBehindLast ? seam.ends : [...seam.ends, 0];
	const shown = isBehindLast ? seam.ends.length > 0 || overlap === 0 : isEnd(ends);
	const atEnd = isHead || (shown && seam.tail.length > 0);
	return { ...backFrom(offset, seam, overlap), seam: { ...seam, drift: 0, ends }, atEnd };
}

/** Steps back to where the known rows should be. */
function backFrom(offset: number, seam: Seam, overlap: number): Omit<Stitched, 'seam'> {
	const expected = seam.index + 1 - overlap;
	const next = seam.tail.length > 0 && expected < offset ? expected : offset - seam.pageLength;
	return { fresh: [], repeated: 0, next: Math.max(0, next), joins: false, moved: false, atEnd: false };
}

/** The seam after a page that joins it. */
function moved(seam: Seam, { offset, number }: ListPage, ids: readonly string[], endsFresh: boolean): Seam {
	const bottom = offset + ids.length - 1;
	const last = seam.tail.at(-1);
	const slid = (index: number) => Math.max(0, index - seam.index) / Math.max(1, number - seam.number);
	if (endsFresh) {
		const at = last === undefined ? -1 : ids.lastIndexOf(last);
		const drift = at < 0 ? 0 : slid(offset + at);
		const here = new Set(ids);
		const tail = [...seam.tail.filter((id) => !here.has(id)), ...ids].slice(-TAIL);
		return { tail, index: bottom, number, drift, pageLength: ids.length, ends: [] };
	}
	const below = seam.tail.length - 1 - seam.tail.lastIndexOf(ids.at(-1) ?? '');
	const index = bottom + below;
	const isEnding = below === 0 && ids.length < seam.pageLength;
	return {
		...seam,
		index,
		number,
		drift: slid(index),
		...(isEnding ? { ends: [...seam.ends, ids.length] } : { pageLength: ids.length }),
	};
}

const isEnd = (ends: readonly number[]): boolean =>
	ends.length >= ENOUGH_ENDS && (ends.includes(0) || new Set(ends).size > 1);

/**
 * Where to read on: a little above where the last known row should stand by then. That it slides down is left to the
 * overlap and to what pages repeat, unless half a page and more would be a repeat; and where pages have no room for an
 * overlap, as nothing would show a row missed.
 *
 * @param requests how many are made until then
 */
function nextOffset({ index, drift, pageLength, ends }: Seam, requests: number): number {
	const overlap = overlapOf(pageLength);
	const slide = Math.floor(drift * requests);
	const isFast = overlap > 0 && (ends.length > 0 || 2 * slide > pageLength);
	// Behind the last row at last, as only that shows an end; else at another place each time, so that lengths differ.
	const above = ends.length === 0 ? overlap : slide === 0 ? 0 : Math.max(1, overlap - ends.length);
	return Math.max(0, index + 1 + (isFast ? slide : 0) - Math.min(above, overlap));
}
