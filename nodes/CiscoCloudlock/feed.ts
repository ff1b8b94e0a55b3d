import type { Feed, Reading, Task, VendorRecord } from '../../collector/feed';
import { RecentIdentities } from '../../collector/recent';
import type { Ask } from '../../collector/request';
import { contains, DAY, floorTo, isoTime, type Window } from '../../collector/time';
import { activities } from './activities';
import { leap } from './leap';
import { limits } from './limits';
import { overlapOf } from './overlap';
import { identityOf, timeOf } from './record';
import { PagesAhead } from './pagesAhead';
import { type ListPage, stitch, type Stitched } from './stitch';

export interface ActivityQuery {
	readonly eventType?: string | undefined;
	readonly pageSize: number;
	/** How many pages may be asked for at once. */
	readonly concurrency: number;
}

/** A record and its time, which is read once: that costs more than all else that is done with a record here. */
interface Timed {
	readonly row: VendorRecord;
	/** ms */
	readonly time: number | undefined;
}

/** Where a walk down the list stands. */
export interface ListPlace {
	/** Index of the next record to ask for. */
	readonly offset: number;
	/** Pages to ask for at once. */
	readonly ahead: number;
	/** How many pages in a row brought only known records: an empty one after one is the end of the list. */
	readonly anchored: number;
	/** The window the walk began with; the task's own shrinks as moments are passed. */
	readonly asked: Window;
	/** Time of the last record, while the list has come newest first. */
	readonly sortedDownTo: number | undefined;
	/** Index at which the walk began: the head of the list, or where it was taken up again further down. */
	readonly startsAt: number;
	/** Records of the last moment, kept back until the walk has passed that moment. */
	readonly held: readonly Timed[];
	/** Identities of all that this walk has met, in its window or not. */
	readonly known: RecentIdentities;
	readonly pages: PagesAhead;
}

/** How many records in a row must have come newest first before the list is trusted to be sorted all the way. */
const TRUSTED_AFTER = 5_000;

/**
 * Activities of Cloudlock: one list, newest first as far as anyone has seen, with an offset, a lower bound and no upper
 * one (https://docs.umbrella.com/cloudlock-documentation/docs/activities-endpoint). It moves while it is read, so
 * pages overlap, every page must show a record already known, and the walk steps back where it does not.
 */
export function activityFeed(ask: Ask, baseUrl: URL, query: ActivityQuery): Feed<ListPlace> {
	const learnt = { pageLength: 1 };

	const pageAt = async (window: Window, offset: number, limit = query.pageSize): Promise<ListPage> => ({
		offset,
		rows: await activities(ask, baseUrl, {
			limit,
			offset,
			created_after: lowerBound(window),
			event_type: query.eventType || undefined,
		}),
	});

	const startOf = (asked: Window): ListPlace => ({
		offset: 0,
		ahead: 1,
		anchored: 0,
		asked,
		sortedDownTo: Infinity,
		startsAt: 0,
		held: [],
		known: new RecentIdentities(),
		pages: new PagesAhead(async (offset) => await pageAt(asked, offset)),
	});

	const timeAt = async (window: Window, index: number): Promise<number | undefined> => {
		const [row] = (await pageAt(window, index, 1)).rows;
		return row && timeOf(row);
	};

	/** Leaves out what is newer than the window, which a backlog far down the list would be walked through for nothing. */
	async function takenUpFurtherDown(place: ListPlace, window: Window): Promise<ListPlace> {
		const { offset, sortedDownTo } = place;
		const isTrusted = place.startsAt === 0 && offset >= TRUSTED_AFTER;
		if (!isTrusted || sortedDownTo === undefined || sortedDownTo <= window.to) return place;
		const inList = async (index: number) => await timeAt(place.asked, index);
		const further = await leap(inList, { offset, time: sortedDownTo }, window.to, learnt.pageLength);
		return { ...place, offset: further, startsAt: further, ahead: 1, anchored: 0 };
	}

	return {
		source: 'ciscoCloudlock.activity',
		limits,
		pageSize: query.pageSize,
		newestFirst: true,
		timeOf,
		identityOf,
		timeAt,
		begin: () => ({
			async read(task) {
				const place = await takenUpFurtherDown(task.place ?? startOf(task.window), task.window);
				const stride = learnt.pageLength - overlapOf(learnt.pageLength);
				const further = Array.from({ length: place.ahead - 1 }, (_, i) => place.offset + (i + 1) * stride);
				const page = await place.pages.take([place.offset, ...further]);
				learnt.pageLength = Math.max(learnt.pageLength, page.rows.length);
				const { known, anchored, startsAt } = place;
				const rules = { known, identityOf, pageLength: learnt.pageLength, anchored, startsAt };
				const reading = toReading(task, place, stitch(page, rules), query.concurrency);
				if (reading.rest.length === 0) await place.pages.end();
				return reading;
			},
		}),
	};
}

/** Only dates are documented for `created_after`; the day before is right whether or not the bound itself counts. */
const lowerBound = (window: Window): string => isoTime(window.from - DAY).slice(0, 10);

function toReading(
	task: Task<ListPlace>,
	place: ListPlace,
	stitched: Stitched,
	concurrency: number,
): Reading<ListPlace> {
	const { window } = task;
	const { asked } = place;
	const { repeated } = stitched;
	const moved = stitched.fresh.length > 0;
	const fresh = stitched.fresh.map((row): Timed => ({ row, time: timeOf(row) }));
	const sortedDownTo = sortedDown(place.sortedDownTo, fresh);
	const wanted = [...place.held, ...fresh].filter(({ time }) => contains(asked, time ?? asked.from));
	if (stitched.atEnd || isPast(window, fresh, sortedDownTo))
		return { records: rowsOf(wanted), covered: window, rest: [], repeated };

	const next = {
		...place,
		offset: stitched.next,
		ahead: fresh.length === 0 ? 1 : Math.min(concurrency, place.ahead * 2),
		anchored: stitched.anchored,
		sortedDownTo,
	};
	if (sortedDownTo === undefined || sortedDownTo === Infinity) {
		return { records: rowsOf(wanted), rest: [{ window, place: { ...next, held: [] } }], repeated, moved };
	}
	const shown = shownDownTo(fresh) ?? sortedDownTo;
	// Not to the very start before the walk has ended: what ends it early must leave something unread.
	const passed = Math.min(window.to, Math.max(window.from + 1, Math.floor(shown) + 1));
	const isPassed = ({ time = asked.to }: Timed) => time >= passed;
	const held = wanted.filter((timed) => !isPassed(timed));
	return {
		records: rowsOf(wanted.filter(isPassed)),
		held: held.length,
		...(passed < window.to ? { covered: { from: passed, to: window.to } } : {}),
		rest: [
			{
				window: { from: window.from, to: passed },
				place: { ...next, held },
			},
		],
		repeated,
		moved,
	};
}

const rowsOf = (timed: readonly Timed[]): readonly VendorRecord[] => timed.map(({ row }) => row);

/**
 * Whether the list has come down below the window. One old record does not show that: it may have arrived late, and what
 * lies in the window follows it. A page that begins below the window and goes on in order does.
 */
function isPast(window: Window, fresh: readonly Timed[], sortedDownTo: number | undefined): boolean {
	const first = fresh.find(({ time }) => time !== undefined)?.time;
	if (sortedDownTo === undefined || first === undefined) return false;
	return first < window.from && sortedDownTo < window.from;
}

/** The time down to which a page in order is trusted: that of its middle, as what ends it may have arrived late. */
function shownDownTo(fresh: readonly Timed[]): number | undefined {
	const times = fresh.map(({ time }) => time).filter((time) => time !== undefined);
	return times[Math.floor(times.length / 2)];
}

/** The time the list has come down to, or `undefined` once it was not newest first. A single moment shows no order yet. */
function sortedDown(from: number | undefined, fresh: readonly Timed[]): number | undefined {
	const times = fresh
		.map(({ time }) => time)
		.filter((time) => time !== undefined)
		.map(clock);
	const last = times.at(-1);
	if (from === undefined || last === undefined) return from;
	if (from === Infinity && times.every((time) => time === last)) return from;
	return times.every((time, i) => time <= (times[i - 1] ?? from)) ? last : undefined;
}

/** Within one moment of the vendor's clock records have no dependable order, so microseconds are not looked at. */
const clock = (time: number): number => floorTo(time, limits.grain);
