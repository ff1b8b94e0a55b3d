import { VendorError } from '../../collector/errors';
import type { VendorRecord } from '../../collector/feed';
import { RecentIdentities } from '../../collector/recent';
import type { Ask } from '../../collector/request';
import { contains, type Window } from '../../collector/time';
import { type ActivitiesAnswer, postActivities, VENDOR } from './activitiesCall';
import { type Filters, within } from './filterObject';
import { identityOf, timeBy, type SortField } from './record';

/** `skip` and `limit` together reach no further (microsoft/MCAS, Functions/Get-MCASActivity.ps1). */
const SKIP_CEILING = 5_000;

export interface ListQuery {
	readonly window: Window;
	readonly filters: Filters;
	readonly sortField: SortField;
	readonly sortDirection: 'asc' | 'desc';
	readonly pageSize: number;
}

type Direction = ListQuery['sortDirection'];

/**
 * Activities in the asked order, page after page, each once.
 *
 * The list is read by `skip`, advanced by the rows that came, because tenants cap pages as they like; where `skip` ends,
 * the next stretch begins at the last time seen, and the activities of that moment are recognised by their ids.
 */
export async function* listActivities(
	ask: Ask,
	baseUrl: URL,
	query: ListQuery,
): AsyncGenerator<readonly VendorRecord[]> {
	const recent = new RecentIdentities();
	for (let stretch = startOf(query); ; ) {
		let skip = 0;
		let edge: number | undefined;
		while (skip < SKIP_CEILING) {
			const answer = await page(ask, baseUrl, query, stretch, skip);
			skip += answer.rows.length;
			edge =
				answer.rows.map((row) => timeBy(query.sortField, row)).findLast((time) => time !== undefined) ?? edge;
			yield answer.rows.filter(
				(row) =>
					contains(query.window, timeBy('date', row) ?? query.window.from) && recent.add(identityOf(row)),
			);
			if (answer.rows.length === 0 || answer.hasNext === false) return;
		}
		const next = beyond(stretch, edge, query.sortDirection);
		if (!next) throw overfull(edge);
		stretch = next;
	}
}

/** The stretch of the sort field still to be read; none of its bounds is set at first when it is not the date. */
const startOf = (query: ListQuery): Window =>
	query.sortField === 'date' ? query.window : { from: -Infinity, to: Infinity };

async function page(
	ask: Ask,
	baseUrl: URL,
	query: ListQuery,
	stretch: Window,
	skip: number,
): Promise<ActivitiesAnswer> {
	const inTime = within(query.filters, 'date', query.window);
	return await postActivities(ask, baseUrl, {
		filters:
			Number.isFinite(stretch.from) || Number.isFinite(stretch.to)
				? finite(within(inTime, query.sortField, stretch), query.sortField)
				: inTime,
		sortField: query.sortField,
		sortDirection: query.sortDirection,
		skip,
		limit: Math.min(query.pageSize, SKIP_CEILING - skip),
	});
}

/** JSON has no infinity: a bound that is not set is left out. */
function finite(filters: Filters, field: string): Filters {
	const set = Object.entries(filters[field] ?? {}).filter(
		([, value]) => typeof value !== 'number' || Number.isFinite(value),
	);
	return { ...filters, [field]: Object.fromEntries(set) };
}

function beyond(stretch: Window, edge: number | undefined, direction: Direction): Window | undefined {
	if (edge === undefined) return undefined;
	const next = direction === 'desc' ? { from: stretch.from, to: edge + 1 } : { from: edge, to: stretch.to };
	return next.from === stretch.from && next.to === stretch.to ? undefined : next;
}

const overfull = (edge: number | undefined): VendorError =>
	new VendorError({
		message: `${VENDOR} lists at most ${SKIP_CEILING} activities of one moment${edge === undefined ? '' : `, and ${new Date(edge).toISOString()} holds more`}`,
		nextStep: 'Use the Scan operation, which has no such limit.',
		cause: 'configuration-invalid',
	});

/** Whether rows come in the order that was asked for: Defender does not always honour an ascending one. */
export const isInOrder = (rows: readonly VendorRecord[], field: SortField, direction: Direction): boolean =>
	rows.every((row, i) => {
		const before = rows[i - 1];
		return before === undefined || compare(before, row, field, direction) <= 0;
	});

/** Orders two activities as asked; those without the time stay where they are. */
export function compare(a: VendorRecord, b: VendorRecord, field: SortField, direction: Direction): number {
	const difference = (timeBy(field, a) ?? 0) - (timeBy(field, b) ?? 0);
	return direction === 'asc' ? difference : -difference;
}
