import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Batch, collect, type CollectOptions, type Outcome } from '../../../collector/collect';
import type { Feed, VendorRecord } from '../../../collector/feed';
import { HOUR, type Window } from '../../../collector/time';
import { cutToWidth, join, newestSlices } from '../../../collector/windows';
import { readFormat } from './format';
import { toItems } from './items';
import { readLimit, readOptions, readTimeRange, withinReach } from './parameters';
import { noRequests, openAsk, type Source } from './source';
import { warn } from './hints';

/** Get Many: the newest records of the time range, newest first. */
export async function runList(
	context: IExecuteFunctions,
	item: number,
	source: Source,
): Promise<INodeExecutionData[]> {
	const now = Date.now();
	const limits = source.limits(context, item);
	const options = readOptions(context, item, limits);
	const limit = readLimit(context, item);
	const format = readFormat(context, item, source.vocabularies);
	const { windows, hint } = withinReach([readTimeRange(context, item, now)], limits, source.vendor, now);
	const connection = await source.connect(context, item);
	const ask = openAsk(context, connection, limits, options, noRequests());
	const feed = source.feed(
		context,
		item,
		ask,
		connection,
		limit === Infinity ? options : { ...options, concurrency: 1 },
	);
	if (hint) warn(context, hint);
	const listed = await listNewest(feed, windows, limit, options.concurrency);
	if (listed.reason !== null) warn(context, listed.reason);
	return toItems(format.apply(listed.records), item);
}

interface Listed {
	readonly records: readonly VendorRecord[];
	readonly reason: string | null;
}

/**
 * The newest records of some windows, newest first, without reading more than they take.
 *
 * @throws the failure, if any: a list that lacks records for want of an answer is no list
 */
export async function listNewest(
	feed: Feed,
	windows: readonly Window[],
	limit: number,
	concurrency: number,
): Promise<Listed> {
	const isBounded = limit !== Infinity;
	const slices =
		isBounded && !feed.newestFirst ? windows.flatMap((window) => newestSlices(window, HOUR)) : windows;
	const pieces = slices.flatMap((slice) => cutToWidth(slice, feed.limits.widestWindow ?? Infinity));
	const options: CollectOptions = {
		concurrency: isBounded ? 1 : concurrency,
		order: 'newest',
		maxRecords: 0,
	};
	const end = Math.max(...windows.map((window) => window.to));
	const batches = collect(feed, pieces, options);
	const records: VendorRecord[] = [];
	let covered: readonly Window[] = [];
	for (;;) {
		const step: IteratorResult<Batch, Outcome> = await batches.next();
		if (step.done) {
			if (step.value.error !== undefined) throw step.value.error;
			return { records: newest(feed, records, limit), reason: step.value.reason };
		}
		records.push(...step.value.records);
		if (step.value.covered) covered = join([...covered, step.value.covered]);
		if (isBounded && countSince(feed, records, readDownTo(covered, end)) >= limit) {
			await batches.return({ unread: [], reason: null, records: 0, duplicates: 0 });
			return { records: newest(feed, records, limit), reason: null };
		}
	}
}

/** The time from which on everything up to `end` has been read. */
const readDownTo = (covered: readonly Window[], end: number): number =>
	covered.find(({ to }) => to >= end)?.from ?? end;

const countSince = (feed: Feed, records: readonly VendorRecord[], time: number): number =>
	records.filter((record) => (feed.timeOf(record) ?? time) >= time).length;

function newest(feed: Feed, records: readonly VendorRecord[], limit: number): readonly VendorRecord[] {
	const sorted = [...records].sort((a, b) => (feed.timeOf(b) ?? 0) - (feed.timeOf(a) ?? 0));
	return limit === Infinity ? sorted : sorted.slice(0, limit);
}
