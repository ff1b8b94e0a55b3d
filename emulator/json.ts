/** JSON as the vendors send it. An integer beyond 2^53 is a `bigint`, so that its digits stay exact. */
export type JsonValue = string | number | bigint | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
	readonly [key: string]: JsonValue;
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly JsonValue[] {
	return Array.isArray(value);
}

/** What records that are kept look like on the wire: an answer of thousands is then put together, not written anew. */
const written = new WeakMap<JsonObject, string>();

/** Writes a record that is kept, and does not change, once and for all. */
export function keepText(record: JsonObject): void {
	written.set(record, jsonText(record));
}

/**
 * The text on the wire. A bigint is looked for, as what `JSON.stringify` makes of one depends on who else lives in the
 * process: n8n gives bigints a `toJSON` that turns them into text. Only the branch that holds one takes the slow road.
 */
export const jsonText = (value: JsonValue): string =>
	isSpecial(value) ? exactText(value) : JSON.stringify(value);

/** Whether there is a bigint or a kept record in it. */
function isSpecial(value: JsonValue): boolean {
	if (typeof value === 'bigint') return true;
	if (isList(value)) return value.some(isSpecial);
	if (!isObject(value)) return false;
	if (written.has(value)) return true;
	for (const key in value) if (isSpecial(value[key] ?? null)) return true;
	return false;
}

function exactText(value: JsonValue): string {
	if (typeof value === 'bigint') return value.toString();
	if (isList(value)) return `[${value.map(jsonText).join(',')}]`;
	if (!isObject(value)) return JSON.stringify(value);
	const known = written.get(value);
	if (known !== undefined) return known;
	const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`);
	return `{${members.join(',')}}`;
}

/** The exact JSON text of one record, as served. */
export const recordText = (record: JsonObject): string => jsonText(record);

/** A copy in which every integer beyond 2^53 is text with its exact digits, as JSON numbers cannot hold it. */
export function exactDigitsAsText(value: JsonObject): JsonObject;
export function exactDigitsAsText(value: JsonValue): JsonValue;
export function exactDigitsAsText(value: JsonValue): JsonValue {
	if (typeof value === 'bigint') return value.toString();
	if (isList(value)) return value.map((member) => exactDigitsAsText(member));
	if (!isObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, exactDigitsAsText(member)]));
}

/** The value at a dotted path, or `undefined` where the path ends early. */
export function valueAt(value: JsonValue | undefined, path: string): JsonValue | undefined {
	let current: JsonValue | undefined = value;
	for (const key of path.split('.')) {
		if (!isObject(current)) return undefined;
		current = current[key];
	}
	return current;
}

export function textAt(value: JsonValue, path: string): string {
	const found = valueAt(value, path);
	return typeof found === 'string' ? found : '';
}

export function numberAt(value: JsonValue, path: string): number {
	const found = valueAt(value, path);
	return typeof found === 'number' ? found : Number.NaN;
}

export function listAt(value: JsonValue, path: string): readonly JsonValue[] {
	const found = valueAt(value, path);
	return isList(found) ? found : [];
}

/** Parses text that may be anything; `undefined` when it is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}
