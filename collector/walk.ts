import type { Gap, Reading, Task, VendorRecord } from './feed';
import { readMoment } from './moment';
import { contains, floorTo, timesOf, type Window } from './time';
import { isEmpty } from './windows';

/** One answer of the vendor to "what happened in this window?". */
export interface WalkPage {
	/** In the vendor's order; records from just outside the window do no harm. */
	readonly rows: readonly VendorRecord[];
	/** Set when the vendor refuses to page any deeper. */
	readonly refused?: boolean;
	/** Set when the vendor says that the answer lacks something, in a sentence. */
	readonly shortfall?: string | undefined;
}

/** Which records of a stretch a page holds that could not hold them all. */
export type Selects = 'newest' | 'oldest';

/** The earlier page a task continues, so that what comes next shows which records that page held. */
export interface WalkPlace {
	readonly side: 'newer' | 'older';
	/** Start of the moment both pages share, ms. */
	readonly shared: number;
}

export interface WalkRules {
	/** Times closer together than this, in ms, have no dependable order. */
	readonly grain: number;
	timeOf(record: VendorRecord): number | undefined;
	/** Tells records apart: the vendor's id, or what happened where there is none. */
	keyOf(record: VendorRecord): string;
	/** All that a record says, where several may have one key; it may change between two answers. */
	wordingOf?(record: VendorRecord): string;
	/** Whether two records with one key are one record. */
	readonly keysAreUnique: boolean;
	read(window: Window, offset: number): Promise<WalkPage>;
	/** Whether a page may lack records of its window. */
	mayBeCut(
		rows: readonly VendorRecord[],
		times: readonly number[],
		window: Window,
	): boolean | Promise<boolean>;
	/** Which records a cut page holds; `undefined` while that is not known. */
	selects(times: readonly number[]): Selects | 'unsorted' | undefined;
	/** Told what a page held, once a later page has shown it. */
	learn?(selects: Selects): void;
	/** What to tell a person about a moment that holds more records than can be read. */
	overflow(at: number): string;
	/** Another way to read an overfull moment, where offsets do not move; `undefined` when that fails too. */
	readByParts?(moment: Window): Promise<readonly VendorRecord[] | undefined>;
	/** False where nothing reaches beyond one page of a moment. */
	readonly hasOffsets: boolean;
}

/**
 * Walks a stretch of time by the times of its own records, one page a step.
 *
 * A page that may be cut is trusted except for the moment at its cut edge: those records are left to the next page,
 * which reads that moment whole. So records that share a time are neither lost nor doubled, twins survive although
 * nothing tells them apart, and offsets, which drift while records arrive, are needed for one overfull moment only.
 */
export async function walkStep(task: Task<WalkPlace>, rules: WalkRules): Promise<Reading<WalkPlace>> {
	const page = await rules.read(task.window, 0);
	const reading = await interpret(task, page.rows, rules);
	return page.shortfall === undefined ? reading : withGap(reading, page.shortfall);
}

async function interpret(
	task: Task<WalkPlace>,
	rows: readonly VendorRecord[],
	rules: WalkRules,
): Promise<Reading<WalkPlace>> {
	const { window } = task;
	const own = rows.map((row) => rules.timeOf(row));
	const times = timesOf(own);
	if (rows.length > 0 && !times) return { records: rows, rest: [], gaps: [{ window, reason: UNTIMED }] };
	// A row without a time goes with its neighbours; where ids tell that it comes again it is handed over at once.
	const isAdrift = (i: number) => rules.keysAreUnique && own[i] === undefined;
	const within = (stretch: Window) =>
		rows.filter((_, i) => isAdrift(i) || contains(stretch, times?.[i] ?? stretch.from));
	if (!times || rows.length === 0 || !(await rules.mayBeCut(rows, times, window))) {
		return { records: within(window), covered: window, rest: [] };
	}
	const edges = edgesOf(times, rules.grain);
	learnFrom(task.place, edges, rules);
	const selects = rules.selects(times);
	if (selects === 'unsorted' && window.to - window.from > rules.grain) return halves(window, rules.grain);
	const trusted = trustedStretch(window, edges, selects, rules.grain);
	if (isEmpty(trusted)) return await overfullMoment(window, edges, rules, within);
	return { records: within(trusted), covered: trusted, rest: around(window, trusted) };
}

interface Edges {
	/** Start of the first moment that appears in the page, ms. */
	readonly oldest: number;
	/** Start of the last one. */
	readonly newest: number;
}

const edgesOf = (times: readonly number[], grain: number): Edges => ({
	oldest: floorTo(
		times.reduce((a, b) => Math.min(a, b)),
		grain,
	),
	newest: floorTo(
		times.reduce((a, b) => Math.max(a, b)),
		grain,
	),
});

/** What of the window a cut page has read to its end. */
function trustedStretch(
	window: Window,
	edges: Edges,
	selects: Selects | 'unsorted' | undefined,
	grain: number,
): Window {
	const from = selects === 'oldest' ? window.from : edges.oldest + grain;
	const to = selects === 'newest' ? window.to : edges.newest;
	return { from: Math.max(window.from, from), to: Math.min(window.to, to) };
}

/** The unread stretches on either side of a read one. */
function around(window: Window, read: Window): readonly Task<WalkPlace>[] {
	const older: Task<WalkPlace> = {
		window: { from: window.from, to: read.from },
		place: { side: 'older', shared: read.from },
	};
	const newer: Task<WalkPlace> = {
		window: { from: read.to, to: window.to },
		place: { side: 'newer', shared: read.to },
	};
	return [older, newer].filter((task) => !isEmpty(task.window));
}

/** A page that reaches beyond the moment it shares with an earlier one shows that the earlier one was cut there. */
function learnFrom(place: WalkPlace | undefined, edges: Edges, rules: WalkRules): void {
	if (place?.side === 'newer' && edges.newest > place.shared) rules.learn?.('oldest');
	if (place?.side === 'older' && edges.oldest < place.shared - rules.grain) rules.learn?.('newest');
}

function halves(window: Window, grain: number): Reading<WalkPlace> {
	const middle = Math.max(floorTo(window.from, grain) + grain, floorTo((window.from + window.to) / 2, grain));
	const rest = [{ window: { from: window.from, to: middle } }, { window: { from: middle, to: window.to } }];
	return { records: [], rest: rest.filter((task) => !isEmpty(task.window)) };
}

async function overfullMoment(
	window: Window,
	edges: Edges,
	rules: WalkRules,
	within: (stretch: Window) => readonly VendorRecord[],
): Promise<Reading<WalkPlace>> {
	const moment = {
		from: Math.max(window.from, edges.oldest),
		to: Math.min(window.to, edges.newest + rules.grain),
	};
	if (isEmpty(moment)) return { records: [], rest: [], gaps: [{ window, reason: OUTSIDE }] };
	const rest = around(window, moment).map(({ window: stretch }) => ({ window: stretch }));
	const gap = (reason?: string): Gap =>
		reason === undefined
			? { window: moment, reason: rules.overflow(moment.from), isLasting: true }
			: { window: moment, reason };
	if (!rules.hasOffsets) return { records: within(moment), rest, gaps: [gap()] };
	const read = await readMoment(moment, rules);
	const byParts = read.whole ? undefined : await rules.readByParts?.(moment);
	const records = (byParts ?? read.rows).filter((row) => contains(moment, rules.timeOf(row) ?? moment.from));
	return read.whole || byParts
		? { records, covered: moment, rest }
		: { records, rest, gaps: [gap(read.shortfall)] };
}

const withGap = (reading: Reading<WalkPlace>, reason: string): Reading<WalkPlace> => ({
	records: reading.records,
	rest: reading.rest,
	gaps: [...(reading.gaps ?? []), ...(reading.covered ? [{ window: reading.covered, reason }] : [])],
});

const UNTIMED = 'The records carry no time that can be read, so their place in the window is unknown.';
const OUTSIDE = 'The vendor answered with records from outside the time asked for.';
