import { CancelledError, VendorError } from './errors';
import type { Feed, Gap, Reading, Task, VendorRecord } from './feed';
import { Inbox } from './inbox';
import { settle, type Settled } from './settle';
import { floorTo, timesOf, type Window } from './time';
import { isEmpty, join, length, splitEvenly, subtract } from './windows';

export interface CollectOptions {
	/** How many steps may be under way at once. */
	readonly concurrency: number;
	/** How many of them are of use now; all where it is not given. */
	readonly useful?: () => number;
	/** Which unread stretch to read next. */
	readonly order: 'oldest' | 'newest';
	/** Stop once this many records were handed over; 0 for no ceiling. */
	readonly maxRecords: number;
}

/** Records that belong together, and what is read to its end once they are handed over. */
export interface Batch {
	readonly records: readonly VendorRecord[];
	readonly covered: Window | undefined;
}

/** How a collection ended. */
export interface Outcome {
	/** What is still to be read, oldest first; empty when everything was. */
	readonly unread: readonly Window[];
	/** Why something is unread, or `null`. */
	readonly reason: string | null;
	/** The failure behind the reason, where there was one. */
	readonly error?: unknown;
	/** What the vendor could not hand over whole, where there was such. */
	readonly gaps?: readonly Gap[];
	readonly records: number;
	readonly duplicates: number;
}

/** Steps in a row that may bring nothing at all before the vendor's paging counts as stuck. */
const MOST_IDLE_STEPS = 1_000;

/**
 * Reads the windows of a feed and hands over batch after batch, several steps at a time. What is handed over and what
 * is known to be read move together, so the outcome of a run that ends early says exactly where to go on.
 * Memory holds at most one page for each step under way.
 *
 * @throws the failure, when nothing at all could be read, or when the run was cancelled
 */
export async function* collect<Place>(
	feed: Feed<Place>,
	windows: readonly Window[],
	options: CollectOptions,
): AsyncGenerator<Batch, Outcome> {
	const walk = feed.begin();
	const board = new Board<Place>(windows, options.order);
	const ended = new Inbox<Settled<Reading<Place>>>();
	const state = { records: 0, duplicates: 0, idle: 0, readAnything: false, full: false };
	const gaps: Gap[] = [];
	let failure: { error: unknown } | undefined;
	let running = 0;

	const hands = (): number => Math.min(options.concurrency, options.useful?.() ?? Infinity);

	const start = (task: Task<Place>): void => {
		running += 1;
		void settle(walk.read(task)).then((result) => ended.put(result));
	};

	while (running > 0 || (board.hasTasks && !failure && !state.full)) {
		while (!failure && !state.full && running < hands() && board.hasTasks) start(board.next());
		const result = await ended.take();
		running -= 1;
		if (!result.ok) {
			if (!failure || result.error instanceof CancelledError) failure = { error: result.error };
			continue;
		}
		if (state.full) continue;
		const reading = withinCeiling(
			feed,
			result.value,
			options.maxRecords - state.records,
			options.maxRecords > 0,
		);
		state.full = reading !== result.value;
		state.readAnything = true;
		state.records += reading.records.length;
		state.duplicates += reading.repeated ?? 0;
		state.idle = reading.records.length > 0 || gained(reading) || reading.moved ? 0 : state.idle + 1;
		if (state.idle > MOST_IDLE_STEPS) failure = { error: stuck(feed.source) };
		gaps.push(...(reading.gaps ?? []));
		board.finish(reading, spread(feed, reading, hands() - running - board.waiting));
		if (reading.records.length > 0 || reading.covered)
			yield { records: reading.records, covered: reading.covered };
	}
	if (failure && (failure.error instanceof CancelledError || !state.readAnything)) throw failure.error;
	const unread = board.unread;
	return {
		unread,
		reason:
			unread.length === 0
				? null
				: state.full && !failure
					? ceilingReached(options.maxRecords, state.records)
					: reasonOf(failure?.error, gaps),
		...(failure ? { error: failure.error } : {}),
		...(gaps.length > 0 ? { gaps } : {}),
		records: state.records,
		duplicates: state.duplicates,
	};
}

/** Whether a step has read some stretch to its end. */
const gained = ({ covered }: Reading): boolean => covered !== undefined && !isEmpty(covered);

/** What is still to be read: as tasks, and as the stretches a later run would have to read. */
class Board<Place> {
	private tasks: readonly Task<Place>[];
	unread: readonly Window[];

	constructor(
		windows: readonly Window[],
		private readonly order: 'oldest' | 'newest',
	) {
		this.tasks = windows.map((window) => ({ window }));
		this.unread = join(windows);
	}

	get hasTasks(): boolean {
		return this.tasks.length > 0;
	}

	get waiting(): number {
		return this.tasks.length;
	}

	next(): Task<Place> {
		const [task, ...rest] = [...this.tasks].sort((a, b) =>
			this.order === 'oldest' ? a.window.from - b.window.from : b.window.to - a.window.to,
		);
		this.tasks = rest;
		return task as Task<Place>;
	}

	finish(reading: Reading<Place>, rest: readonly Task<Place>[]): void {
		if (reading.covered) this.unread = subtract(this.unread, reading.covered);
		this.tasks = [...this.tasks, ...rest];
	}
}

/** Shares the rest of a busy window between free hands, its own among them, as far as it is worth the seams. */
function spread<Place>(feed: Feed<Place>, reading: Reading<Place>, free: number): readonly Task<Place>[] {
	const [only, ...others] = reading.rest;
	const { pagesWorthASeam: worth } = feed;
	if (!only || others.length > 0 || worth === undefined || free < 2 || !reading.covered) return reading.rest;
	const perMs = reading.records.length / Math.max(1, length(reading.covered));
	const pages = (perMs * length(only.window)) / feed.pageSize;
	const parts = splitEvenly(only.window, Math.min(free, 1 + Math.floor(pages / worth)), feed.limits.grain);
	return parts.map((window, i) => (i === parts.length - 1 ? { ...only, window } : { window }));
}

/**
 * Keeps a reading under the ceiling: its newest records, cut where the vendor's clock moves, so that the rest can be
 * read later without losing or repeating one.
 */
function withinCeiling<Place>(
	feed: Feed<Place>,
	reading: Reading<Place>,
	room: number,
	hasCeiling: boolean,
): Reading<Place> {
	if (!hasCeiling || reading.records.length <= room) return reading;
	const { covered } = reading;
	if (!covered) return { records: [], rest: [] };
	const { grain } = feed.limits;
	const moments = (timesOf(reading.records.map((record) => feed.timeOf(record))) ?? []).map((time) =>
		floorTo(time, grain),
	);
	const newestFirst = [...moments].sort((a, b) => b - a);
	const cut = Math.max(covered.from, (newestFirst[room] ?? covered.from) + grain);
	if (cut >= covered.to) return { records: [], rest: [] };
	const records = reading.records.filter((_, i) => (moments[i] ?? covered.from) >= cut);
	return { records, covered: { from: cut, to: covered.to }, rest: [] };
}

/** A moment is handed over whole or not at all, so one above the ceiling would stop every scan that follows the cursor. */
const ceilingReached = (ceiling: number, records: number): string =>
	records > 0
		? `The scan stopped at the ceiling of ${ceiling} records (Max Records in the options). Follow the cursor to read on.`
		: `The ceiling of ${ceiling} records (Max Records in the options) is below what a single moment holds, and a moment is read whole. Raise it.`;

function reasonOf(error: unknown, gaps: readonly Gap[]): string {
	if (error instanceof VendorError) return `${error.message}. ${error.nextStep}`;
	if (error instanceof Error) return error.message;
	return (
		[...new Set(gaps.map((gap) => gap.reason))].join(' ') ||
		'The scan ended before everything was read. Follow the cursor to read on.'
	);
}

const stuck = (source: string): VendorError =>
	new VendorError({
		message: `${source}: ${MOST_IDLE_STEPS} answers in a row brought no record and no progress`,
		nextStep: 'Follow the cursor later, or read a narrower time range.',
		cause: 'temporarily-unavailable',
	});
