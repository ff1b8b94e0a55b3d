import { InputError } from './errors';
import { isArray, isObject, textsOf } from './json';
import { attempt } from './settle';
import { readStream, type Stream } from './stream';
import type { Window } from './time';
import { join } from './windows';

const VERSION = 1;

/** Where a scan goes on: what it could not read, and everything from `next` on. */
export interface ScanCursor {
	/** Stretches left unread, oldest first. */
	readonly unread: readonly Window[];
	/** End of the scanned window, ms: the next scan begins here. */
	readonly next: number;
	/** What it was made with; absent in cursors of versions that did not note it. */
	readonly of?: Stream;
	/** Short identities of records without a time that were handed over; absent where there were none. */
	readonly untimed?: readonly string[];
}

/** Writes a cursor as the text a person can keep: base64url of versioned JSON. */
export function encodeCursor(source: string, cursor: ScanCursor): string {
	const unread = cursor.unread.map(({ from, to }) => [from, to]);
	const { next, of, untimed = [] } = cursor;
	const known = untimed.length > 0 ? untimed : undefined;
	return Buffer.from(JSON.stringify({ v: VERSION, source, next, unread, of, untimed: known })).toString(
		'base64url',
	);
}

/** Reads a cursor of this source. @throws InputError when it is no cursor, of another node, or of a later version */
export function decodeCursor(source: string, text: string): ScanCursor {
	const parsed = attempt<unknown>(() => JSON.parse(Buffer.from(text.trim(), 'base64url').toString()));
	const value = parsed.ok ? parsed.value : undefined;
	if (!isObject(value) || typeof value['v'] !== 'number') {
		throw new InputError(
			'Cursor',
			'this is not the cursor of a scan',
			'Copy the field "cursor" of a Summary item, whole.',
		);
	}
	if (value['v'] !== VERSION) {
		throw new InputError(
			'Cursor',
			`it is of version ${value['v']}, this node reads version ${VERSION}`,
			'Update this package, or start from a time range.',
		);
	}
	if (value['source'] !== source) {
		throw new InputError(
			'Cursor',
			`it belongs to ${String(value['source'])}, this node reads ${source}`,
			'Use a cursor that this node and resource gave.',
		);
	}
	const { next, unread } = value;
	const windows = isArray(unread) ? unread.map(toWindow) : [undefined];
	if (!isTime(next) || windows.includes(undefined)) {
		throw new InputError('Cursor', 'it is damaged', 'Copy the field "cursor" of a Summary item, whole.');
	}
	const of = readStream(value['of']);
	const untimed = textsOf(value['untimed']);
	return {
		next,
		unread: windows.filter((window) => window !== undefined),
		...(of ? { of } : {}),
		...(untimed.length > 0 ? { untimed } : {}),
	};
}

function toWindow(value: unknown): Window | undefined {
	if (!isArray(value) || value.length !== 2) return undefined;
	const [from, to] = value;
	return isTime(from) && isTime(to) && from < to ? { from, to } : undefined;
}

/** Milliseconds that a `Date` can hold (ECMA-262, section 21.4.1.1). */
const isTime = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 8.64e15;

/** The stretches that following a cursor has to read, up to `now`. */
export const windowsAfter = (cursor: ScanCursor, now: number): readonly Window[] =>
	join([...cursor.unread, { from: cursor.next, to: Math.max(cursor.next, now) }]);
