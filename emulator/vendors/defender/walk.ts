import type { Table } from '../../table';
import type { ActivityRequest } from './request';

export type ActivityTable = Table<'time' | 'created'>;

export interface Row {
	readonly ordinal: number;
	/** The key that sorts: event time or saved time. */
	readonly key: number;
}

/** The rows a request selects, in its order; a record is made only where a filter has to look at it. */
export function* walk(
	table: ActivityTable,
	request: ActivityRequest,
	startAfter: number | undefined,
): Generator<Row> {
	const { bounds, filters, ascending, sortField } = request;
	const keyName = sortField === 'created' ? 'created' : 'time';
	const index = table.by(keyName);
	const first = index.atLeast(bounds.least);
	const end = index.above(bounds.most);
	const other = filters.bounds[sortField === 'created' ? 'date' : 'created'];
	const otherKey = sortField === 'created' ? 'time' : 'created';
	const resume =
		startAfter === undefined ? -1 : index.positionOf(table.keyOf(keyName, startAfter), startAfter);
	const step = ascending ? 1 : -1;
	let position = resume >= 0 ? resume + step : ascending ? first : end - 1;
	for (; position >= first && position < end; position += step) {
		const ordinal = index.ordinalAt(position);
		const beside = table.keyOf(otherKey, ordinal);
		if (beside < other.least || beside > other.most) continue;
		if (!filters.selective || filters.passes(table.record(ordinal)))
			yield { ordinal, key: index.keyAt(position) };
	}
}

/** The first `count` rows of a walk. */
export function take(rows: Generator<Row>, count: number): Row[] {
	const taken: Row[] = [];
	for (const row of rows) {
		if (taken.push(row) >= count) break;
	}
	return taken;
}

const LOOKED_AT = 20_000;

/**
 * How many rows match. Exact where only times select; otherwise exact up to 20,000 candidates and a projection beyond
 * them: the documentation allows an approximate total.
 */
export function countMatches(table: ActivityTable, request: ActivityRequest): number {
	const { filters, bounds, sortField } = request;
	const other = filters.bounds[sortField === 'created' ? 'date' : 'created'];
	const open = other.least === -Infinity && other.most === Infinity;
	const index = table.by(sortField === 'created' ? 'created' : 'time');
	const candidates = Math.max(0, index.above(bounds.most) - index.atLeast(bounds.least));
	if (open && !filters.selective) return candidates;
	let looked = 0;
	let matching = 0;
	const everything: ActivityRequest = { ...request, filters: { ...filters, selective: false } };
	for (const { ordinal } of walk(table, everything, undefined)) {
		if (++looked > LOOKED_AT) return Math.round((matching / LOOKED_AT) * candidates);
		if (filters.passes(table.record(ordinal))) matching++;
	}
	return matching;
}
