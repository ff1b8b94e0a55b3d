import type { Feed, Reading, Task, VendorRecord } from '../../collector/feed';
import { RecentIdentities } from '../../collector/recent';
import type { Ask } from '../../collector/request';
import { contains, DAY, isoTime, type Window } from '../../collector/time';
import { activities } from './activities';
import { leap } from './leap';
import { limits } from './limits';
import { overlapOf } from './overlap';
import { isPast, mirrored, noOrderYet, type Order, orderAfter, trustedDownTo } from './order';
import { PagesAhead } from './pagesAhead';
import { identityOf, timeOf } from './record';
import { type Seam, seamAt, stitch, type Stitched } from './stitch';

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
	/** The window the walk began with; the task's own shrinks as moments are passed. */
	readonly asked: Window;
	/** What the list has shown of its order; `undefined` once it was not newest first. */
	readonly order: Order | undefined;
	/** The same while it comes oldest first: such a list grows at its end, and may do so as fast as it is read. */
	readonly rising: Order | undefined;
	/** Index at which the walk began: the head of the list, or where it was taken up again further down. */
	readonly startsAt: number;
	readonly seam: Seam;
	/** Records kept back until the walk has passed their moment. */
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
	const learnt = { pageLength: 1, isSorted: true };

	const rowsAt = async (window: Window, offset: number, limit = query.pageSize) =>
		await activities(ask, baseUrl, {
			limit,
			offset,
			created_after: lowerBound(window),
			event_type: query.eventType || undefined,
		});

	const startOf = (asked: Window): ListPlace => ({
		offset: 0,
		ahead: 1,
		asked,
		order: learnt.isSorted ? noOrderYet : undefined,
		rising: noOrderYet,
		startsAt: 0,
		seam: seamAt(0, learnt.pageLength),
		held: [],
		known: new RecentIdentities(),
		pages: new PagesAhead(async (offset) => await rowsAt(asked, offset)),
	});

	const timeAt = async (window: Window, index: number): Promise<number | undefined> => {
		const [row] = await rowsAt(window, index, 1);
		return row && timeOf(row);
	};

	/** Leaves out what is newer than the window, which a backlog far down the list would be walked through for nothing. */
	async function takenUpFurtherDown(place: ListPlace, window: Window): Promise<ListPlace> {
		const { offset, order, startsAt } = place;
		const isTrusted = startsAt === 0 && offset >= TRUSTED_AFTER;
		if (!isTrusted || order === undefined || order.downTo <= window.to) return place;
		const inList = async (index: number) => await timeAt(place.asked, index);
		const further = await leap(inList, { offset, time: order.downTo }, window.to, learnt.pageLength);
		return {
			...place,
			offset: further,
			startsAt: further,
			ahead: 1,
			seam: seamAt(further, learnt.pageLength),
		};
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
				const stride = place.seam.pageLength - overlapOf(place.seam.pageLength);
				const further = Array.from({ length: place.ahead - 1 }, (_, i) => place.offset + (i + 1) * stride);
				const page = await place.pages.take([place.offset, ...further]);
				const { known, startsAt, asked } = place;
				const stitched = stitch(page, place.seam, { known, identityOf, startsAt, asked: place.pages.asked });
				const times = new Map(page.rows.map((row) => [row, timeOf(row)]));
				const fresh = stitched.fresh.map((row): Timed => ({ row, time: times.get(row) }));
				const seen = {
					all: [...times.values()],
					fresh: fresh.map(({ time }) => time),
					joins: stitched.joins,
				};
				const order = orderAfter(place.order, seen, asked.from);
				const rising = place.rising && orderAfter(place.rising, mirrored(seen), limits.grain - asked.to);
				learnt.pageLength = stitched.seam.pageLength;
				learnt.isSorted &&= order !== undefined;
				const reading = toReading(task, { ...place, order, rising }, fresh, stitched, query.concurrency);
				if (reading.rest.length === 0) await place.pages.end();
				return reading;
			},
		}),
	};
}

/** Only dates are documented for `created_after`; the day before is right whether or not the bound itself counts. */
const lowerBound = (window: Window): string => isoTime(window.from - DAY).slice(0, 10);

/** @param place as it stands after the page */
function toReading(
	{ window }: Task<ListPlace>,
	place: ListPlace,
	fresh: readonly Timed[],
	{ repeated, seam, next: offset, moved, atEnd }: Stitched,
	concurrency: number,
): Reading<ListPlace> {
	const { asked, order, rising } = place;
	const wanted = [...place.held, ...fresh].filter(({ time }) => contains(asked, time ?? asked.from));
	if (atEnd || isPast(order) || isPast(rising))
		return { records: rowsOf(wanted), covered: window, rest: [], repeated };

	const isBeside = offset !== seam.index + 1 - overlapOf(seam.pageLength);
	const next = {
		...place,
		offset,
		ahead: !moved || isBeside ? 1 : Math.min(concurrency, place.ahead * 2),
		seam,
	};
	if (order === undefined || order.downTo === Infinity) {
		return { records: rowsOf(wanted), rest: [{ window, place: { ...next, held: [] } }], repeated, moved };
	}
	const trusted = trustedDownTo(order);
	// Not to the very start before the walk has ended: what ends it early must leave something unread.
	const passed =
		trusted === undefined
			? window.to
			: Math.min(window.to, Math.max(window.from + 1, trusted + limits.grain));
	const isPassed = ({ time = asked.to }: Timed) => time >= passed;
	const held = wanted.filter((record) => !isPassed(record));
	return {
		records: rowsOf(wanted.filter(isPassed)),
		held: held.length,
		...(passed < window.to ? { covered: { from: passed, to: window.to } } : {}),
		rest: [{ window: { from: window.from, to: passed }, place: { ...next, held } }],
		repeated,
		moved,
	};
}

const rowsOf = (timed: readonly Timed[]): readonly VendorRecord[] => timed.map(({ row }) => row);
