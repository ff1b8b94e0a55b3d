/**
 * JSON in which no integer is rounded.
 *
 * JavaScript holds integers exactly up to 2^53 - 1. A longer one is kept as its digits: as text in an n8n item, which
 * has no wider number, and as the number itself in a file.
 */

export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject {
	readonly [key: string]: JsonValue | undefined;
}

const MARK = '\uf8ff';
/**
 * Where a number may stand that a double cannot hold, or a text that looks like a marked one. Either may also be part of
 * a text, hence *may*.
 */
const SUSPECTS = /(?<=[:,[\s])-?(?:\d{16,}|\d[\d.]*[eE]\+?\d{3,})(?=\s*[,}\]])|"(?:\uf8ff|\\uf8ff)/gi;
const STRING = /"(?:[^"\\]|\\.)*"(?:\s*:)?/g;

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
	const suspects = [...text.matchAll(SUSPECTS)];
	if (suspects.length === 0) return JSON.parse(text);
	const holder = { value: JSON.parse(mark(text, suspects)) as unknown };
	unmarkIn(holder);
	return holder.value;
}

/**
 * The text with every too long number, and every text that looks like one marked, turned into a marked text. To know
 * what is inside a text, the quotes before it are hopped over: nine times as fast as one expression for every token.
 */
function mark(text: string, suspects: readonly RegExpExecArray[]): string {
	const parts: string[] = [];
	let kept = 0;
	let open = text.indexOf('"');
	let close = open < 0 ? text.length : endOfString(text, open);
	for (const { index, 0: token } of suspects) {
		while (open >= 0 && close <= index) {
			open = text.indexOf('"', close);
			close = open < 0 ? text.length : endOfString(text, open);
		}
		const isText = index === open;
		const isInside = open >= 0 && open < index;
		if (isInside || (isText && isKey(text, close)) || (!isText && isHeld(token))) continue;
		parts.push(text.slice(kept, index), isText ? `"${MARK}` : `"${MARK}${token}"`);
		kept = index + (isText ? 1 : token.length);
	}
	return parts.join('') + text.slice(kept);
}

/** The index behind the string that opens at `open`. */
function endOfString(text: string, open: number): number {
	for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
		let backslashes = 0;
		while (text[quote - 1 - backslashes] === '\\') backslashes++;
		if (backslashes % 2 === 0) return quote + 1;
	}
	return text.length;
}

const isKey = (text: string, behind: number): boolean => /^\s*:/.test(text.slice(behind, behind + 64));

function isHeld(token: string): boolean {
	const value = Number(token);
	return Number.isFinite(value) && (Number.isSafeInteger(value) || !/^-?\d+$/.test(token));
}

/** Puts exact numbers where marks are, and remembers what holds one. @returns whether `container` does */
function unmarkIn(container: object): boolean {
	const members = container as Record<string, unknown>;
	let holds = false;
	for (const key of Object.keys(members)) {
		const value = members[key];
		if (typeof value === 'string') {
			if (!value.startsWith(MARK)) continue;
			const exact = unmark(value);
			Object.defineProperty(members, key, {
				value: exact,
				enumerable: true,
				writable: true,
				configurable: true,
			});
			holds ||= exact instanceof ExactNumber;
		} else if (typeof value === 'object' && value !== null && unmarkIn(value)) holds = true;
	}
	if (holds) holdsExactNumber.add(container);
	return holds;
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
	return marked.replace(STRING, (token) => {
		if (token.endsWith(':') || !token.startsWith(`"${MARK}`)) return token;
		return token.startsWith(MARK, 2) ? `"${token.slice(2)}` : token.slice(2, -1);
	});
}

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

export const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);
