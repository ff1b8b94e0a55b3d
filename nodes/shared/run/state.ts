import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../../collector/json';

/** Where the production runs of a node remember their cursors. */
const KEY = 'lastScan';

/** A run started by hand, or by a test, reads what production left and changes nothing. */
const isProduction = (context: IExecuteFunctions): boolean => context.getMode() !== 'manual';

/** The cursor with which the last production run ended, for the same source and input item. */
export function lastCursor(context: IExecuteFunctions, source: string, item: number): string | undefined {
	const cursor = cursorsOf(context)[`${source}#${item}`];
	return typeof cursor === 'string' ? cursor : undefined;
}

export function rememberCursor(
	context: IExecuteFunctions,
	source: string,
	item: number,
	cursor: string,
): void {
	if (!isProduction(context)) return;
	// n8n notices assignments to the top level only.
	context.getWorkflowStaticData('node')[KEY] = { ...cursorsOf(context), [`${source}#${item}`]: cursor };
}

function cursorsOf(context: IExecuteFunctions): Record<string, string> {
	const stored: unknown = context.getWorkflowStaticData('node')[KEY];
	return isObject(stored) ? (stored as Record<string, string>) : {};
}
