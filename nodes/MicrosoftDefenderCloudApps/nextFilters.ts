import { wrongShape } from '../../collector/errors';
import { isArray, isObject } from '../../collector/json';
import { type ActivitiesAnswer, VENDOR } from './activitiesCall';
import { type Filters, numberIn } from './filterObject';

const LOWER_BOUNDS = ['gte_ndays', 'gt', 'range'];

/**
 * The filters of the next request, as the vendor gave them. What it left out of the ones the scan began with is kept:
 * a request with fewer filters would bring activities nobody asked for, and one with none brings all of them.
 *
 * @returns `undefined` when there is no next request
 * @throws VendorError when there is to be one, but the answer does not say which
 */
export function nextFilters(answer: ActivitiesAnswer, begun: Filters): Filters | undefined {
	const { hasNext, nextQueryFilters: given } = answer;
	if (hasNext === false || (hasNext === undefined && !isObject(given))) return undefined;
	if (!isObject(given)) throw wrongShape(VENDOR, 'a scan', '"nextQueryFilters" although "hasNext" is true');
	if ('date' in given && !isObject(given['date']))
		throw wrongShape(VENDOR, 'a scan', 'a range in "nextQueryFilters.date"');
	const kept = Object.fromEntries(Object.entries(begun).filter(([field]) => !(field in given)));
	return { ...kept, ...withLowerBound(given as Filters, begun) };
}

function withLowerBound(given: Filters, begun: Filters): Filters {
	const { date } = given;
	const gte = numberIn(begun['date'], 'gte');
	if (!isObject(date) || gte === undefined || LOWER_BOUNDS.some((operator) => operator in date)) return given;
	return { ...given, date: { ...date, gte } };
}

/** The latest time these filters let through, ms; `undefined` when they set none. */
export function upperBound(filters: Filters): number | undefined {
	const { date } = filters;
	const ends = [numberIn(date, 'lte'), ...rangesOf(date?.['range']).map((range) => numberIn(range, 'end'))];
	const known = ends.filter((end) => end !== undefined);
	return known.length === 0 ? undefined : Math.min(...known);
}

const rangesOf = (range: unknown): readonly Readonly<Record<string, unknown>>[] =>
	(isArray(range) ? range : [range]).filter(isObject);

/** The same filters with the upper bound raised to `time`, where it lies below. */
export function raised(filters: Filters, time: number): Filters {
	const lte = numberIn(filters['date'], 'lte');
	return lte === undefined || lte >= time ? filters : { ...filters, date: { ...filters['date'], lte: time } };
}
