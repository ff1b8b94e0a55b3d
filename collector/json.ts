/**
 * JSON in which no number is rounded.
 *
 * JavaScript holds integers exactly up to 2^53 - 1. A longer one is kept as its digits: as text in an n8n item, which
 * has no wider number, and as the number itself in a file.
 */

export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject {
	readonly [key: string]: JsonValue | undefined;
}

/** A number token that may be too long for a double; a text may contain such a run of digits too, hence *may*. */
const LONG_NUMBER = /[:,[\s]-?(?:\d{16,}|\d[\d.]*[eE]\+?\d{3,})\s*[,}\]\s]/;
/** Texts, the names of members with their colon, and numbers. */
const TOKENS = /"(?:[^"\\]|\\.)*"(?:\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARK = '\uf8ff';
const STARTS_WITH_MARK = /^"(?:\uf8ff|\\uf8ff)/i;

/** The digits of a number that a double cannot hold. Its JSON is its digits as text. */
class ExactNumber {
	constructor(readonly digits: string) {}
	toJSON(): string {
		return this.digits;
	}
	toString(): string {
		return this.digits;
	}
}

const holdsExactNumber = new WeakSet<object>();

/** Parses JSON text; numbers a double cannot hold survive for {@link toItemJson} and {@link toJsonLine}. @throws SyntaxError */
export function parseJson(text: string): unknown {
	if (!LONG_NUMBER.test(text)) return JSON.parse(text);
	return JSON.parse(text.replace(TOKENS, markLongNumber), reviveLongNumber);
}

function markLongNumber(token: string): string {
	if (token.endsWith(':')) return token;
	if (token.startsWith('"')) return STARTS_WITH_MARK.test(token) ? `"${MARK}${token.slice(1)}` : token;
	const value = Number(token);
	const held = Number.isFinite(value) && (Number.isSafeInteger(value) || !/^-?\d+$/.test(token));
	return held ? token : `"${MARK}${token}"`;
}

function reviveLongNumber(this: object, _key: string, value: unknown): unknown {
	const revived = typeof value === 'string' && value.startsWith(MARK) ? unmark(value) : value;
	if (typeof revived === 'object' && revived !== null) {
		if (revived instanceof ExactNumber || holdsExactNumber.has(revived)) holdsExactNumber.add(this);
	}
	return revived;
}

const unmark = (marked: string): ExactNumber | string =>
	marked.startsWith(MARK, 1) ? marked.slice(1) : new ExactNumber(marked.slice(1));

/** The record as an n8n item may carry it: itself, or a copy with the digits of too long numbers as text. */
export function toItemJson<T extends object>(record: T): T {
	return holdsExactNumber.has(record) ? (JSON.parse(JSON.stringify(record)) as T) : record;
}

/** The record as one line of NDJSON, without the line feed, every number with its exact digits. */
export function toJsonLine(record: object): string {
	if (!holdsExactNumber.has(record)) return JSON.stringify(record);
	const marked = JSON.stringify(record, function (this: Record<string, unknown>, key, value: unknown) {
		const original = this[key];
		if (original instanceof ExactNumber) return `${MARK}${original.digits}`;
		return typeof value === 'string' && value.startsWith(MARK) ? `${MARK}${value}` : value;
	});
	return marked.replace(TOKENS, (token) => {
		if (token.endsWith(':') || !token.startsWith(`"${MARK}`)) return token;
		return token.startsWith(MARK, 2) ? `"${token.slice(2)}` : token.slice(2, -1);
	});
}

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

export const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);
