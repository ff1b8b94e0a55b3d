import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { VendorRecord } from '../../collector/feed';
import type { Ask } from '../../collector/request';
import { readFormat } from '../shared/run/format';
import { warn } from '../shared/run/hints';
import { toItems } from '../shared/run/items';
import { listNewest } from '../shared/run/listRun';
import { readChoice, readLimit, readOptions, readTimeRange, withinReach } from '../shared/run/parameters';
import { noRequests, openAsk } from '../shared/run/source';
import { VENDOR } from './activitiesCall';
import { listLimits, scanLimits } from './limits';
import { compare, isInOrder, listActivities, type ListQuery } from './list';
import { scanFeed } from './scanFeed';
import { readFilters, source } from './source';

/** Get Many: the first activities in the order asked for. */
export async function getManyActivities(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[]> {
	const now = Date.now();
	const options = readOptions(context, item, listLimits);
	const limit = readLimit(context, item);
	const format = readFormat(context, item, source.vocabularies);
	const { windows, hint } = withinReach([readTimeRange(context, item, now)], listLimits, VENDOR, now);
	const [window = { from: now, to: now }] = windows;
	const filters = readFilters(context, item);
	const sortField = readChoice(context, item, 'sortField', 'Sort By', ['date', 'created']);
	const sortDirection = readChoice(context, item, 'sortDirection', 'Sort Direction', ['desc', 'asc']);
	// In a page of few records it does not show that an order is not kept; the usual one always is.
	const isUsualOrder = sortField === 'date' && sortDirection === 'desc';
	const pageSize = isUsualOrder ? Math.min(options.pageSize, limit) : options.pageSize;
	const query: ListQuery = { window, filters, sortField, sortDirection, pageSize };
	const connection = await source.connect(context, item);
	const ask = openAsk(context, connection, listLimits, options, noRequests());
	if (hint) warn(context, hint);
	const records =
		(await first(ask, connection.baseUrl, query, limit)) ??
		(await all(ask, connection.baseUrl, query, options.concurrency));
	const sorted = [...records].sort((a, b) => compare(a, b, query.sortField, query.sortDirection));
	return toItems(format.apply(limit === Infinity ? sorted : sorted.slice(0, limit)), item);
}

/** The first records of the list, or `undefined` when Defender does not keep the order. */
async function first(
	ask: Ask,
	baseUrl: URL,
	query: ListQuery,
	limit: number,
): Promise<readonly VendorRecord[] | undefined> {
	const records: VendorRecord[] = [];
	for await (const page of listActivities(ask, baseUrl, query)) {
		if (!isInOrder(page, query.sortField, query.sortDirection)) return undefined;
		records.push(...page);
		if (records.length >= limit) break;
	}
	return records;
}

/** All records of the window by a scan, for putting in order here. */
async function all(
	ask: Ask,
	baseUrl: URL,
	query: ListQuery,
	concurrency: number,
): Promise<readonly VendorRecord[]> {
	const feed = scanFeed(ask, baseUrl, { filters: query.filters, pageSize: scanLimits.pageSize.default });
	return (await listNewest(feed, [query.window], Infinity, concurrency)).records;
}
