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
	/** Index to read on from. */
	readonly next: number;
	/** Set when a seam did not hold, so that `next` steps back. */
	readonly broken: boolean;
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
 * Joins pages of a moving list. Rows that arrive push others down, so a page repeats some; rows that vanish pull others
 * up, so a page could miss some: it must therefore begin among the known ones, or the walk steps back to find them.
 */
export function stitch(pages: readonly ListPage[], rules: StitchRules): Stitched {
	let sum: Stitched = {
		fresh: [],
		repeated: 0,
		next: pages[0]?.offset ?? 0,
		broken: false,
		anchored: rules.anchored,
		atEnd: false,
	};
	for (const page of pages) {
		if (page.offset > sum.next) return sum;
		sum = join(sum, page, rules);
		if (sum.broken || sum.atEnd) return sum;
	}
	return sum;
}

function join(sum: Stitched, page: ListPage, rules: StitchRules): Stitched {
	const { offset, rows } = page;
	const overlap = overlapOf(rules.pageLength);
	const isStart = offset === 0 || offset === rules.startsAt;
	if (rows.length === 0 && (isStart || sum.anchored > 0 || overlap === 0)) return { ...sum, atEnd: true };
	const touches = isStart || overlap === 0 || rows.some((row) => rules.known.has(rules.identityOf(row)));
	if (!touches) return { ...sum, broken: true, anchored: 0, next: Math.max(0, offset - rules.pageLength) };

	const fresh = rows.filter((row) => rules.known.add(rules.identityOf(row)));
	const isFull = rows.length >= rules.pageLength;
	const anchored = fresh.length === 0 && !isFull ? sum.anchored + 1 : 0;
	const again = anchored > 0 ? 0 : Math.min(overlap, rows.length - 1);
	return {
		fresh: [...sum.fresh, ...fresh],
		repeated: sum.repeated + rows.length - fresh.length,
		next: offset + rows.length - again,
		broken: false,
		anchored,
		atEnd: anchored >= ANCHORED_AT_END,
	};
}
