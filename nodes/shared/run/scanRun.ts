import type { IDataObject, INodeExecutionData, IExecuteFunctions } from 'n8n-workflow';
import { type Batch, collect, type Outcome } from '../../../collector/collect';
import { decodeCursor, windowsAfter } from '../../../collector/cursor';
import { InputError } from '../../../collector/errors';
import { gzip, toNdjson } from '../../../collector/ndjson';
import { summarize, type Summary } from '../../../collector/summary';
import { floorTo, type Window } from '../../../collector/time';
import { cutToWidth } from '../../../collector/windows';
import { storeFile } from './file';
import { warn } from './hints';
import { toItems } from './items';
import { readChoice, readOptions, readTimeRange, withinReach } from './parameters';
import { noRequests, openAsk, type Source } from './source';
import { lastCursor, rememberCursor } from './state';

export interface Scanned {
	readonly activities: INodeExecutionData[];
	readonly summary: INodeExecutionData;
}

/** Scan: every record of the range, as items or as a file, and a summary that says whether it is complete. */
export async function runScan(context: IExecuteFunctions, item: number, source: Source): Promise<Scanned> {
	const started = Date.now();
	const limits = source.limits(context, item);
	// A moment that has not ended may still get records: it is left to the scan that goes on from here.
	const now = floorTo(started, limits.grain);
	const options = readOptions(context, item, limits);
	const output = readOutput(context, item);
	const connection = await source.connect(context, item);
	const stats = noRequests();
	const feed = source.feed(
		context,
		item,
		openAsk(context, connection, limits, options, stats),
		connection,
		options,
	);
	const start = readStart(context, item, feed.source, now);
	const { windows, hint } = withinReach(start.windows, limits, source.vendor, now);
	if (hint) warn(context, hint);

	const span = { from: Math.min(start.end, ...windows.map(({ from }) => from)), to: start.end };
	const pieces = windows.flatMap((window) => cutToWidth(window, limits.widestWindow ?? Infinity));
	const batches = collect(feed, pieces, {
		concurrency: options.concurrency,
		order: 'oldest',
		maxRecords: options.maxRecords,
	});
	const conclude = (outcome: Outcome): Summary =>
		summarize(feed.source, span, outcome, stats, Date.now() - started);
	const scanned =
		output === undefined
			? await asItems(batches, item, conclude)
			: await asFile(context, batches, item, conclude, {
					name: fileName(feed.source, span),
					field: output,
					compress: options.compress,
				});

	const summary = scanned.summary;
	rememberCursor(context, feed.source, item, summary.cursor);
	if (!summary.complete) warn(context, `The scan is not complete. ${summary.reason ?? ''}`);
	return { activities: scanned.activities, summary: { json: { ...summary }, pairedItem: { item } } };
}

/** The field for the file, or `undefined` when records become items. */
function readOutput(context: IExecuteFunctions, item: number): string | undefined {
	if (readChoice(context, item, 'output', 'Output', ['items', 'file']) === 'items') return undefined;
	const field = context.getNodeParameter('binaryPropertyName', item, 'data');
	if (typeof field === 'string' && field.trim() !== '') return field.trim();
	throw new InputError('Put Output File in Field', 'it is empty', 'Write a field name such as data.');
}

interface Start {
	readonly windows: readonly Window[];
	/** Where the next scan goes on; never before the end of the one before, whatever the clock says. */
	readonly end: number;
}

/** What this scan has to read. */
function readStart(context: IExecuteFunctions, item: number, source: string, now: number): Start {
	const cursor = readCursor(context, item, source);
	if (cursor === undefined) {
		const window = readTimeRange(context, item, now);
		return { windows: [window], end: window.to };
	}
	const decoded = decodeCursor(source, cursor);
	return { windows: windowsAfter(decoded, now), end: Math.max(decoded.next, now) };
}

function readCursor(context: IExecuteFunctions, item: number, source: string): string | undefined {
	const startFrom = readChoice(context, item, 'startFrom', 'Start From', ['timeRange', 'lastScan', 'cursor']);
	if (startFrom === 'cursor') return String(context.getNodeParameter('cursor', item, ''));
	return startFrom === 'lastScan' ? lastCursor(context, source, item) : undefined;
}

interface Ended {
	readonly activities: INodeExecutionData[];
	readonly summary: Summary;
}

async function asItems(
	batches: AsyncGenerator<Batch, Outcome>,
	item: number,
	conclude: (outcome: Outcome) => Summary,
): Promise<Ended> {
	const activities: INodeExecutionData[] = [];
	for (;;) {
		const step = await batches.next();
		if (step.done) return { activities, summary: conclude(step.value) };
		for (const activity of toItems(step.value.records, item)) activities.push(activity);
	}
}

interface FileOptions {
	readonly name: string;
	readonly field: string;
	readonly compress: boolean;
}

async function asFile(
	context: IExecuteFunctions,
	batches: AsyncGenerator<Batch, Outcome>,
	item: number,
	conclude: (outcome: Outcome) => Summary,
	{ name, field, compress }: FileOptions,
): Promise<Ended> {
	// Read before a file is begun, so that a scan that can read nothing leaves none behind.
	const first = await batches.next();
	let ended: Summary | undefined;
	async function* lines(): AsyncGenerator<Uint8Array> {
		for (let step = first; ; step = await batches.next()) {
			if (step.done) {
				ended = conclude(step.value);
				return;
			}
			yield toNdjson(step.value.records);
		}
	}
	const binary = compress
		? await storeFile(context, gzip(lines()), `${name}.gz`, 'application/gzip')
		: await storeFile(context, lines(), name, 'application/x-ndjson');
	if (!ended) throw new Error('The file was not read to its end.');
	return {
		activities: [{ json: { ...ended } as IDataObject, binary: { [field]: binary }, pairedItem: { item } }],
		summary: ended,
	};
}

/** `ciscoUmbrella.securityActivity_2026-11-20T00-00-00Z_2026-11-21T00-00-00Z.ndjson` */
const fileName = (source: string, span: Window): string =>
	`${[source, plain(span.from), plain(span.to)].join('_')}.ndjson`;

const plain = (time: number): string => new Date(time).toISOString().replace(/\.\d+/, '').replace(/:/g, '-');
