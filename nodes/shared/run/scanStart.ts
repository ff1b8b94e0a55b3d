import type { IExecuteFunctions } from 'n8n-workflow';
import { decodeCursor, windowsAfter } from '../../../collector/cursor';
import type { Window } from '../../../collector/time';
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
	return startFrom === 'lastScan' ? lastCursor(context, source, item) : undefined;
}
