import type { VendorRecord } from '../../collector/feed';
import type { RecentIdentities } from '../../collector/recent';
import { overlapOf } from './overlap';

export interface ListPage {
	/** Index in the list that was asked for. */
	readonly offset: number;
	readonly rows: readonly VendorRecord[];
}

export interface Stitched {
	/** Records not seen before, in the order of the list. */
	readonly fresh: readonly VendorRecord[];
	/** Records seen before. */
	readonly repeated: number;
	/** Index to read on from; before the page where a seam did not hold. */
	readonly next: number;
	/** How many pages in a row brought nothing new and were not full: an empty page after one ends the list. */
	readonly anchored: number;
	readonly atEnd: boolean;
}

/**
 * So many of them end it as well: while rows keep arriving at its head, the end moves down with every request and an empty
 * page never comes.
 */
const ANCHORED_AT_END = 3;

export interface StitchRules {
	/** Identities of this walk; the fresh ones are added. */
	readonly known: RecentIdentities;
	identityOf(record: VendorRecord): string;
	/** Length of a full page. */
	readonly pageLength: number;
	/** How many of the pages just before were anchored. */
	readonly anchored: number;
	/** Index at which the walk began, with no known record to hold on to. */
	readonly startsAt: number;
}

/**
 * Joins a page of a moving list to those before it. Rows that arrive push others down, so a page repeats some; rows that
 * vanish pull others up, so a page could miss some: it must therefore begin among the known ones, or the walk steps back
 * to find them.
 */
export function stitch({ offset, rows }: ListPage, rules: StitchRules): Stitched {
	const overlap = overlapOf(rules.pageLength);
	const isStart = offset === 0 || offset === rules.startsAt;
	const nothing = { fresh: [], repeated: 0, next: offset, anchored: rules.anchored, atEnd: true };
	if (rows.length === 0 && (isStart || rules.anchored > 0 || overlap === 0)) return nothing;
	const touches = isStart || overlap === 0 || rows.some((row) => rules.known.has(rules.identityOf(row)));
	if (!touches)
		return { ...nothing, next: Math.max(0, offset - rules.pageLength), anchored: 0, atEnd: false };

	const fresh = rows.filter((row) => rules.known.add(rules.identityOf(row)));
	const isFull = rows.length >= rules.pageLength;
	const anchored = fresh.length === 0 && !isFull ? rules.anchored + 1 : 0;
	const again = anchored > 0 ? 0 : Math.min(overlap, rows.length - 1);
	return {
		fresh,
		repeated: rows.length - fresh.length,
		next: offset + rows.length - again,
		anchored,
		atEnd: anchored >= ANCHORED_AT_END,
	};
}
