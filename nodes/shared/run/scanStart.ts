import type { IExecuteFunctions } from 'n8n-workflow';
import { decodeCursor, windowsAfter } from '../../../collector/cursor';
import type { Window } from '../../../collector/time';
import { inform } from './hints';
import { readChoice, readTimeRange } from './parameters';
import { lastCursor } from './state';

/** What a scan has to read. */
export interface Start {
	readonly windows: readonly Window[];
	/** Where the next scan goes on; never before the end of the one before, whatever the clock says. */
	readonly end: number;
}

/** @throws InputError for a time range or cursor that cannot be read */
export function readStart(context: IExecuteFunctions, item: number, source: string, now: number): Start {
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
	if (startFrom !== 'lastScan') return undefined;
	const cursor = lastCursor(context, source, item);
	if (cursor === undefined) inform(context, NOTHING_REMEMBERED);
	return cursor;
}

/** In every run, where n8n keeps nothing for a node: on the workers of queue mode it does not (n8n 2.41). */
const NOTHING_REMEMBERED =
	'No earlier production run of this node is remembered, so the scan began with the time range.';
