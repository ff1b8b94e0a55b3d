import { VendorError } from '../../collector/errors';
import type { Feed, Reading, Task, VendorRecord } from '../../collector/feed';
import { RecentIdentities } from '../../collector/recent';
import type { Ask } from '../../collector/request';
import { contains, type Window } from '../../collector/time';
import { type ActivitiesAnswer, postActivities, VENDOR } from './activitiesCall';
import { type Filters, within } from './filterObject';
import { scanLimits } from './limits';
import { nextFilters, raised, upperBound } from './nextFilters';
import { identityOf, timeOf } from './record';

export interface ScanQuery {
	readonly filters: Filters;
	readonly pageSize: number;
}

/** Where a scan stands. */
export interface ScanPlace {
	/** The filters the walk began with. */
	readonly begun: Filters;
	/** What the vendor gave for the next request. */
	readonly filters: Filters;
	/** End of the window the walk began with, ms; the task's own end moves down. */
	readonly end: number;
	/** Records of the last moment, kept back until the walk has passed it. */
	readonly held: readonly VendorRecord[];
	/** Upper bound of the next request, ms, to be met by its first record. */
	readonly promised: number | undefined;
	/** How many activities the last answer left to come. */
	readonly left: number | undefined;
	/** False once a page was not newest first: then only the end of the scan shows what is read. */
	readonly sorted: boolean;
	/** How many times this stretch was read anew because something was skipped. */
	readonly again: number;
}

/** How many times a stretch is read anew of which the vendor leaves something out. */
const MOST_TIMES_AGAIN = 3;

/**
 * A scan of `POST /api/v1/activities/` with `isScan`: each request carries the filters the last answer gave
 * (https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities-investigate-script). In practice these are the
 * asked ones with a lower upper bound on `date`, so whatever lies above the bound is read to its end.
 *
 * Pages may be short or empty without being the last, and records at the bound may come again. The bound is the time of
 * a record still to come; when none of that time comes, or fewer match than were left, records may have been skipped: that
 * stretch is read anew, and from then on the bound is kept at the last record seen.
 */
export function scanFeed(ask: Ask, baseUrl: URL, query: ScanQuery): Feed<ScanPlace> {
	const trust = { bounds: true };
	const startOf = (window: Window): ScanPlace => {
		const filters = within(query.filters, 'date', window);
		return {
			begun: filters,
			filters,
			end: window.to,
			held: [],
			promised: undefined,
			left: undefined,
			sorted: true,
			again: 0,
		};
	};
	return {
		source: 'microsoftDefenderCloudApps.activity',
		limits: scanLimits,
		pageSize: query.pageSize,
		pagesWorthASeam: 8,
		newestFirst: true,
		timeOf,
		identityOf,
		begin() {
			const recent = new RecentIdentities();
			return {
				async read(task) {
					const place = task.place ?? startOf(task.window);
					const request = {
						filters: place.filters,
						isScan: true,
						limit: query.pageSize,
						sortField: 'date',
						sortDirection: 'desc',
					} as const;
					const answer = await postActivities(ask, baseUrl, request);
					const asked = { from: task.window.from, to: place.end };
					const mine = answer.rows.filter((row) => contains(asked, timeOf(row) ?? asked.from));
					// What repeats is kept back here, however much the parts beside this one have brought since.
					const held = new Set(place.held.map(identityOf));
					const fresh = mine.filter((row) => !held.has(identityOf(row)) && recent.add(identityOf(row)));
					const skipped = skippedStretch(task.window, place, answer, trust.bounds);
					trust.bounds &&= skipped === undefined;
					const window = { from: task.window.from, to: skipped?.from ?? task.window.to };
					const reading = walkOn(window, place, answer, fresh, trust.bounds);
					const repeated = mine.length - fresh.length;
					if (!skipped) return { ...reading, repeated };
					if (place.again === MOST_TIMES_AGAIN)
						return { ...reading, repeated, gaps: [{ window: skipped, reason: SKIPS, isLasting: true }] };
					const anew = { window: skipped, place: { ...startOf(skipped), again: place.again + 1 } };
					return { ...reading, repeated, rest: [...reading.rest, anew] };
				},
			};
		},
	};
}

/**
 * The stretch between the last record and the promised bound, when no record meets the bound. Where activities follow each
 * other by the millisecond one may meet it by chance; then the total tells, which is approximate and so asked only once.
 */
function skippedStretch(
	window: Window,
	{ promised, left }: ScanPlace,
	answer: ActivitiesAnswer,
	asksTotal: boolean,
): Window | undefined {
	const first = answer.rows[0];
	const isLast = answer.hasNext !== true;
	if (promised === undefined || promised + 1 >= window.to || (!first && !isLast)) return undefined;
	const isShort = asksTotal && left !== undefined && answer.total !== undefined && answer.total < left;
	if (first && (timeOf(first) ?? promised) >= promised && !isShort) return undefined;
	return { from: Math.max(window.from, promised + 1), to: window.to };
}

function walkOn(
	window: Window,
	place: ScanPlace,
	answer: ActivitiesAnswer,
	fresh: readonly VendorRecord[],
	trustBounds: boolean,
): Reading<ScanPlace> {
	const records = [...place.held, ...fresh];
	const whole = { records, covered: window, rest: [] };
	const given = nextFilters(answer, place.begun);
	if (!given) return whole;
	if (fresh.length === 0 && JSON.stringify(given) === JSON.stringify(place.filters)) throw standsStill();

	const times = answer.rows.map(timeOf).filter((time) => time !== undefined);
	const sorted = place.sorted && times.every((time, i) => i === 0 || time <= (times[i - 1] ?? time));
	if (!sorted)
		return {
			records,
			rest: [
				{
					window,
					place: { ...place, filters: given, held: [], promised: undefined, left: undefined, sorted },
				},
			],
		};

	const last = times.at(-1);
	if (last !== undefined && last < window.from) return whole;
	// A raised bound that would not move is stuck: more than a page share the moment below it.
	const isRaised = !trustBounds && last !== undefined && last < (upperBound(place.filters) ?? Infinity);
	const filters = isRaised ? raised(given, last) : given;
	const bound = movedBound(filters, window);
	const passed = passedDownTo(window, bound, last);
	const isPassed = (row: VendorRecord) => (timeOf(row) ?? place.end) >= passed;
	const next: Task<ScanPlace> = {
		window: { from: window.from, to: passed },
		place: {
			...place,
			filters,
			held: records.filter((row) => !isPassed(row)),
			promised: last === undefined ? place.promised : bound,
			left: last === undefined ? place.left : leftOf(answer),
		},
	};
	return {
		records: records.filter(isPassed),
		...(passed < window.to ? { covered: { from: passed, to: window.to } } : {}),
		rest: [next],
	};
}

const leftOf = ({ total, rows }: ActivitiesAnswer): number | undefined =>
	total === undefined ? undefined : total - rows.length;

/** The bound the vendor has set, unless it still is the one that was asked with. */
function movedBound(filters: Filters, window: Window): number | undefined {
	const bound = upperBound(filters);
	return bound !== undefined && bound < window.to - 1 ? bound : undefined;
}

/** The time from which on everything is read: above both the last record and the bound, as either may come again. */
function passedDownTo(window: Window, bound: number | undefined, last: number | undefined): number {
	const edge = Math.max(bound ?? -Infinity, last ?? -Infinity);
	return Number.isFinite(edge) ? Math.min(window.to, Math.max(window.from, Math.floor(edge) + 1)) : window.to;
}

const SKIPS = `${VENDOR} leaves out activities of one moment, however often they are asked for.`;

const standsStill = (): VendorError =>
	new VendorError({
		message: `${VENDOR} keeps giving the same "nextQueryFilters" and no new activity`,
		nextStep:
			'Follow the cursor to read on from what is complete; if it goes on, scan a narrower time range.',
		cause: 'temporarily-unavailable',
	});
