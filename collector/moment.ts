import type { VendorRecord } from './feed';
import type { Window } from './time';
import type { WalkRules } from './walk';

/** How often a moment is read anew while the vendor keeps changing the order of its pages. */
const MOST_PASSES = 12;
/** Passes in a row in the same order that show that the vendor keeps it; two may agree by chance. */
const AGREEING_PASSES = 5;
/** Passes in a row in which as many wordings were shown as there are records: so many were not worded anew by chance. */
const STEADY_PASSES = 3;
/** More pages than any vendor hands over of one moment: one that repeats itself for ever is noticed by it. */
const MOST_PAGES = 1_000;

export interface Moment {
	readonly rows: readonly VendorRecord[];
	/** False when the vendor hands over only part of the moment. */
	readonly whole: boolean;
	/** What the vendor said is missing from its answers. */
	readonly shortfall?: string | undefined;
}

/**
 * Reads one moment that holds more records than a page, by offset.
 *
 * A vendor may order records of one moment anew for every request; pages then repeat some and miss others, although
 * their number is right. A key that one page holds n times exists at least n times, so what all pages have shown is
 * gathered until it is as many records as the pages counted. A vendor that hands out the same order pass after pass needs
 * no gathering: its pages fit together, and twins may stand on two of them.
 */
export async function readMoment(moment: Window, rules: WalkRules): Promise<Moment> {
	const { keyOf, wordingOf = keyOf } = rules;
	const [shown, worded] = [new Shown(keyOf), new Shown(wordingOf)];
	const [ofKeys, ofWordings] = [new InARow(), new InARow()];
	let steady = 0;
	for (let pass = 1; pass <= MOST_PASSES; pass++) {
		const pages = await readPages(moment, rules);
		for (const page of pages.pages) {
			shown.add(page);
			worded.add(page);
		}
		const rows = pages.pages.flat();
		const found = rules.keysAreUnique ? shown.all() : rows;
		if (!pages.ended) return { rows: found, whole: false, shortfall: pages.shortfall };
		if (shown.size >= rows.length) return { rows: shown.all(), whole: true };
		// Twins by their keys that are worded differently; were some worded anew meanwhile, there would be more and more.
		steady = worded.size === rows.length ? steady + 1 : 0;
		if (steady >= STEADY_PASSES) return { rows: worded.all(), whole: true };
		const isWordedAnew = worded.size > rows.length;
		const keys = ofKeys.add(rows.map(keyOf).join('\n'));
		const wordings = ofWordings.add(rows.map(wordingOf).join('\n'));
		if ((isWordedAnew ? keys : wordings) >= AGREEING_PASSES) return { rows: found, whole: true };
	}
	return { rows: shown.all(), whole: false };
}

/** Counts how often in a row the same came. */
class InARow {
	private last: string | undefined;
	private count = 0;

	add(text: string): number {
		this.count = text === this.last ? this.count + 1 : 1;
		this.last = text;
		return this.count;
	}
}

interface Pages {
	readonly pages: readonly (readonly VendorRecord[])[];
	/** False when the vendor refused, repeated itself or left something out before its list ended. */
	readonly ended: boolean;
	readonly shortfall?: string | undefined;
}

async function readPages(moment: Window, rules: WalkRules): Promise<Pages> {
	const pages: (readonly VendorRecord[])[] = [];
	let first: string | undefined;
	for (let offset = 0; pages.length < MOST_PAGES; ) {
		const { rows, refused, shortfall } = await rules.read(moment, offset);
		if (refused) return { pages, ended: false };
		// The first page again, record by record, is the answer of a vendor that does not know offsets.
		const keys = rows.map(rules.keyOf).join('\n');
		if (rules.keysAreUnique && rows.length > 0 && keys === first) return { pages, ended: false };
		first ??= keys;
		pages.push(rows);
		offset += rows.length;
		if (rows.length === 0 || shortfall !== undefined)
			return { pages, ended: shortfall === undefined, shortfall };
	}
	return { pages, ended: false };
}

/** The records that pages have shown to exist: of each key as many as one page held at once. */
class Shown {
	private readonly records = new Map<string, readonly VendorRecord[]>();
	size = 0;

	constructor(private readonly keyOf: (record: VendorRecord) => string) {}

	add(page: readonly VendorRecord[]): void {
		for (const [key, rows] of groupBy(page, this.keyOf)) {
			const before = this.records.get(key)?.length ?? 0;
			if (rows.length <= before) continue;
			this.records.set(key, rows);
			this.size += rows.length - before;
		}
	}

	all(): readonly VendorRecord[] {
		return [...this.records.values()].flat();
	}
}

function groupBy(
	rows: readonly VendorRecord[],
	keyOf: (row: VendorRecord) => string,
): Map<string, VendorRecord[]> {
	const groups = new Map<string, VendorRecord[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}
