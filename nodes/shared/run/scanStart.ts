import type { IExecuteFunctions } from 'n8n-workflow';
import { decodeCursor, type ScanCursor, windowsAfter } from '../../../collector/cursor';
import { InputError } from '../../../collector/errors';
import { differenceOf, isTokenNew, namesOf, type Stream } from '../../../collector/stream';
import type { Window } from '../../../collector/time';
import { inform } from './hints';
import { readChoice, readTimeRange } from './parameters';
import { lastCursor } from './state';

/** What a scan has to read. */
export interface Start {
	readonly windows: readonly Window[];
	/** Where the next scan goes on; never before the end of the one before, whatever the clock says. */
	readonly end: number;
	/** Short identities of records without a time that earlier scans have handed over. */
	readonly untimed: readonly string[];
}

/** @throws InputError for a time range or cursor that cannot be read, or a cursor that was made with something else */
export function readStart(context: IExecuteFunctions, item: number, stream: Stream, now: number): Start {
	const cursor = readCursor(context, item, stream);
	if (cursor === undefined) {
		const window = readTimeRange(context, item, now);
		return { windows: [window], end: window.to, untimed: [] };
	}
	const { untimed = [] } = cursor;
	return { windows: windowsAfter(cursor, now), end: Math.max(cursor.next, now), untimed };
}

function readCursor(context: IExecuteFunctions, item: number, stream: Stream): ScanCursor | undefined {
	const startFrom = readChoice(context, item, 'startFrom', 'Start From', ['timeRange', 'lastScan', 'cursor']);
	if (startFrom === 'cursor')
		return given(context, stream, String(context.getNodeParameter('cursor', item, '')));
	return startFrom === 'lastScan' ? remembered(context, item, stream) : undefined;
}

function given(context: IExecuteFunctions, stream: Stream, text: string): ScanCursor {
	const cursor = decodeCursor(stream.source, text);
	const others = othersThan(context, cursor, stream);
	if (!others) return cursor;
	const [made, now] = others;
	throw new InputError(
		'Cursor',
		`it was made by a scan of ${made}, this node reads ${now}`,
		'Use a cursor of the same resource, choices, filters and account, or start from a time range.',
	);
}

function remembered(context: IExecuteFunctions, item: number, stream: Stream): ScanCursor | undefined {
	const text = lastCursor(context, stream.source, item);
	if (text === undefined) {
		inform(context, NOTHING_REMEMBERED);
		return undefined;
	}
	const cursor = decodeCursor(stream.source, text);
	const others = othersThan(context, cursor, stream);
	if (!others) return cursor;
	const [made, now] = others;
	inform(
		context,
		`The last production run of this node read ${made}, this one reads ${now}, so the scan began with the time range.`,
	);
	return undefined;
}

/** What the cursor was made with and what is read now, in words, where those differ. What cannot be told is said. */
function othersThan(
	context: IExecuteFunctions,
	{ of: made }: ScanCursor,
	now: Stream,
): readonly [string, string] | undefined {
	if (made === undefined) inform(context, UNKNOWN);
	else if (differenceOf(made, now) !== 'none') return namesOf(made, now);
	else if (isTokenNew(made, now)) inform(context, RENEWED);
	return undefined;
}

/** In every run, where n8n keeps nothing for a node: on the workers of queue mode it does not (n8n 2.41). */
const NOTHING_REMEMBERED =
	'No earlier production run of this node is remembered, so the scan began with the time range.';

const UNKNOWN =
	'The cursor was written by an earlier version, which did not note filters and account. The scan went on from it: check that they are the same.';

const RENEWED =
	"The scan went on with another token in the credential, taken for a renewed one. If it is another customer's, start from a time range.";
