/**
 * JSON in which no integer is rounded.
 *
 * JavaScript holds integers exactly up to 2^53 - 1. A longer one is kept as its digits: as text in an n8n item, which
 * has no wider number, and as the number itself in a file.
 */

import { VendorError } from './errors';
import { attempt } from './settle';

export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject {
	readonly [key: string]: JsonValue | undefined;
}

/** In Latin-1, so that a marked page is not held in two bytes a character. */
const MARK = '\x7f';
/** The fewest digits of an integer that a double cannot hold. */
const LONG = 16;
/** An exponent that may lead beyond the doubles; a stretch of hexadecimal digits may look like one. */
const HUGE = /\d[eE]\+?\d{3}/g;
const NUMBER = /-?(?:\d{16,}|\d[\d.]*[eE]\+?\d{3,})(?=\s*(?:[,}\]]|$))/y;
const BEFORE_NUMBER = /[:,[\s]/;
/** A text that looks like a marked one. */
const LOOKALIKES = /"(?:\x7f|\\u007f)/gi;
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
	const numbers = suspectNumbers(text);
	const lookalikes = mayLookAlike(text)
		? [...text.matchAll(LOOKALIKES)].map(({ index }): Suspect => ({ index }))
		: [];
	if (numbers.length === 0 && lookalikes.length === 0) return JSON.parse(text);
	// Every suspect is taken for a number first: a mark within a text would end that text, and the rest would be no JSON.
	// To look at every quote for it would take as long as to parse.
	const hasty =
		lookalikes.length === 0 ? attempt(() => unmarked(marked(text, numbers), numbers.length)) : undefined;
	if (hasty?.ok) return hasty.value;
	const suspects = outsideTexts(
		text,
		[...numbers, ...lookalikes].sort((a, b) => a.index - b.index),
	);
	return unmarked(marked(text, suspects), suspects.length);
}

/** To look for the mark itself takes a fifth of the time of looking for it behind a quote. */
const mayLookAlike = (text: string): boolean => text.includes(MARK) || /\\u007f/i.test(text);

/** What may have to be marked: a number by its digits, or a text that looks like a marked one. */
interface Suspect {
	readonly index: number;
	readonly digits?: string;
}

/** Numbers that a double cannot hold, from first to last; some of them may be part of a text. */
function suspectNumbers(text: string): readonly Suspect[] {
	const places = [
		...longRunsOfDigits(text),
		...[...text.matchAll(HUGE)].map(({ index }) => startOfMantissa(text, index)),
	];
	const inOrder = [...new Set(places)].sort((a, b) => a - b);
	return inOrder.map((place) => numberAt(text, place)).filter((suspect) => suspect !== undefined);
}

/**
 * Where at least sixteen digits stand in a row: one of them is at every sixteenth character. To look at no others takes a
 * tenth of the time that an expression takes, which has to try each.
 */
function longRunsOfDigits(text: string): readonly number[] {
	const places: number[] = [];
	for (let at = LONG - 1; at < text.length; at += LONG) {
		if (!isDigit(text, at)) continue;
		let from = at;
		while (isDigit(text, from - 1)) from -= 1;
		let to = at + 1;
		while (isDigit(text, to)) to += 1;
		if (to - from >= LONG) places.push(from);
		at = to - 1;
	}
	return places;
}

function isDigit(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
}

function startOfMantissa(text: string, place: number): number {
	let from = place;
	while (isDigit(text, from - 1) || text[from - 1] === '.') from -= 1;
	return from;
}

/** The number whose digits begin at `place`, if it is one that a double cannot hold. */
function numberAt(text: string, place: number): Suspect | undefined {
	const index = text[place - 1] === '-' ? place - 1 : place;
	if (index > 0 && !BEFORE_NUMBER.test(text.charAt(index - 1))) return undefined;
	NUMBER.lastIndex = index;
	const digits = NUMBER.exec(text)?.[0];
	return digits === undefined || isHeld(digits) ? undefined : { index, digits };
}

/** The text with suspects turned into marked texts. */
function marked(text: string, suspects: readonly Suspect[]): string {
	const parts: string[] = [];
	let kept = 0;
	for (const { index, digits } of suspects) {
		parts.push(text.slice(kept, index), digits === undefined ? `"${MARK}` : `"${MARK}${digits}"`);
		kept = index + (digits?.length ?? 1);
	}
	parts.push(text.slice(kept));
	return parts.join('');
}

/** Parses marked text, and puts exact numbers where marks are. */
function unmarked(text: string, marks: number): unknown {
	const holder = { value: JSON.parse(text) as unknown };
	unmarkIn(holder, { marks });
	return holder.value;
}

/** The suspects that are no part of a text. The quotes before each are hopped over: nine times as fast as an expression. */
function outsideTexts(text: string, suspects: readonly Suspect[]): readonly Suspect[] {
	let open = text.indexOf('"');
	let close = open < 0 ? text.length : endOfString(text, open);
	return suspects.filter(({ index, digits }) => {
		while (open >= 0 && close <= index) {
			open = text.indexOf('"', close);
			close = open < 0 ? text.length : endOfString(text, open);
		}
		const isInside = open >= 0 && open < index;
		const isText = digits === undefined;
		return isText ? index === open && !isKey(text, close) : !isInside;
	});
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

/** Puts exact numbers where marks are, until none is left, and remembers what holds one. @returns whether `container` does */
function unmarkIn(container: object, left: { marks: number }): boolean {
	const members = container as Record<string, unknown>;
	let holds = false;
	for (const key of Object.keys(members)) {
		if (left.marks === 0) break;
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
			left.marks -= 1;
			holds ||= exact instanceof ExactNumber;
		} else if (typeof value === 'object' && value !== null && unmarkIn(value, left)) holds = true;
	}
	if (holds) holdsExactNumber.add(container);
	return holds;
}

const unmark = (marked: string): ExactNumber | string =>
	marked.startsWith(MARK, 1) ? marked.slice(1) : new ExactNumber(marked.slice(1));

/** The JSON of a record. @throws VendorError when it is nested so deeply that no JSON of it can be made */
export function textOfRecord(
	record: object,
	replacer?: (this: Record<string, unknown>, key: string, value: unknown) => unknown,
): string {
	const text = attempt(() => JSON.stringify(record, replacer));
	if (text.ok) return text.value;
	if (!(text.error instanceof RangeError)) throw text.error;
	throw new VendorError({
		message: 'The vendor sent a record that is nested too deeply to be written down',
		nextStep: 'Leave it out with a filter or a narrower time range, and tell the vendor.',
		cause: 'node-defect',
	});
}

/** The record as an n8n item may carry it: itself, or a copy with the digits of too long numbers as text. */
export function toItemJson<T extends object>(record: T): T {
	return holdsExactNumber.has(record) ? (JSON.parse(textOfRecord(record)) as T) : record;
}

/** The record as one line of NDJSON, without the line feed, every number with its exact digits. */
export function toJsonLine(record: object): string {
	if (!holdsExactNumber.has(record)) return textOfRecord(record);
	const marked = textOfRecord(record, function (this: Record<string, unknown>, key, value: unknown) {
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

/** Text, or no text: to make one of anything else may throw, as of `{"toString": 1}`. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The texts of a list; none of anything else. */
export const textsOf = (value: unknown): readonly string[] =>
	isArray(value) ? value.filter((one) => typeof one === 'string') : [];
