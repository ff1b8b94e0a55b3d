import type { IDataObject, INodeExecutionData, IExecuteFunctions } from 'n8n-workflow';
import { type Batch, collect, type Outcome } from '../../../collector/collect';
import { InputError } from '../../../collector/errors';
import { gzip, toNdjson } from '../../../collector/ndjson';
import type { Summary } from '../../../collector/summary';
import type { Window } from '../../../collector/time';
import { asEstimate } from './estimateRun';
import { storeFile } from './file';
import type { Format } from './format';
import { inform, warn } from './hints';
import { toItems } from './items';
import { type OpenScan, openScan } from './openScan';
import { readChoice } from './parameters';
import type { Source } from './source';
import { rememberCursor } from './state';
import { throwIfStopped } from './stop';

export interface Scanned {
	readonly activities: INodeExecutionData[];
	readonly summary: INodeExecutionData;
}

/** Scan: every record of the range, as items or as a file, and a summary that says whether it is complete. */
export async function runScan(context: IExecuteFunctions, item: number, source: Source): Promise<Scanned> {
	const output = readOutput(context, item);
	const scan = await openScan(context, item, source);
	const { summary, activities } = scan.options.estimateOnly
		? await asEstimate(context, scan)
		: await collected(context, item, scan, output);
	return { activities, summary: { json: { ...summary }, pairedItem: { item } } };
}

async function collected(
	context: IExecuteFunctions,
	item: number,
	scan: OpenScan,
	output: string | undefined,
): Promise<Ended> {
	const { feed, format, options, pieces, progress, span } = scan;
	const batches = collect(feed, pieces, {
		concurrency: options.concurrency,
		useful: scan.usefulHands,
		order: 'oldest',
		maxRecords: options.maxRecords,
	});
	const watched = written(progress.watch(scan.untimed.leftOut(batches), pieces), format);
	const ended =
		output === undefined
			? await asItems(watched, item, scan.conclude)
			: await asFile(context, watched, item, scan.conclude, {
					name: fileName(feed.source, span),
					field: output,
					compress: options.compress,
				});

	// A scan that was stopped while its file was written hands nothing over, so the next one reads it again.
	throwIfStopped(context.getExecutionCancelSignal?.());
	const { summary } = ended;
	rememberCursor(context, feed.source, item, summary.cursor);
	if (!summary.complete) warn(context, `The scan is not complete. ${summary.reason ?? ''}`);
	const long = progress.atEnd();
	if (long !== undefined) inform(context, long);
	return ended;
}

/** The same batches, their records in the format asked for. */
async function* written(
	batches: AsyncGenerator<Batch, Outcome>,
	format: Format,
): AsyncGenerator<Batch, Outcome> {
	for (;;) {
		const step = await batches.next();
		if (step.done) return step.value;
		yield { ...step.value, records: format.apply(step.value.records) };
	}
}

/** The field for the file, or `undefined` when records become items. */
function readOutput(context: IExecuteFunctions, item: number): string | undefined {
	if (readChoice(context, item, 'output', 'Output', ['items', 'file']) === 'items') return undefined;
	const field = context.getNodeParameter('binaryPropertyName', item, 'data');
	if (typeof field === 'string' && field.trim() !== '') return field.trim();
	throw new InputError('Put Output File in Field', 'it is empty', 'Write a field name such as data.');
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
