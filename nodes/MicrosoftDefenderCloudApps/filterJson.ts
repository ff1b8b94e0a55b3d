import { InputError } from '../../collector/errors';
import { isArray, isObject } from '../../collector/json';
import { attempt } from '../../collector/settle';
import { checkedText, inWords } from '../shared/run/given';

/** What a person wrote as JSON, or an expression gave as an object. @throws InputError when it is none, or says a thing twice */
export function readJsonObject(json: unknown): Readonly<Record<string, unknown>> {
	const parsed =
		typeof json === 'string'
			? attempt<unknown>(() => JSON.parse(json.trim() === '' ? '{}' : json))
			: { ok: true as const, value: json };
	const value = parsed.ok ? parsed.value : undefined;
	if (!isObject(value)) {
		throw new InputError(
			'Filters (JSON)',
			'this is not a JSON object',
			'Write an object such as { "service": { "eq": [11161] } }.',
		);
	}
	const twice = typeof json === 'string' ? memberNamedTwice(json) : undefined;
	if (twice === undefined) return value;
	throw new InputError(
		'Filters (JSON)',
		`"${twice}" stands twice in one object, where JSON knows the last alone`,
		'Put what belongs together into one member.',
	);
}

/** The first member that an object in valid JSON names twice. */
function memberNamedTwice(json: string): string | undefined {
	const open: Array<Set<string>> = [];
	for (const [token, name] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
		if (token === '{') open.push(new Set());
		else if (token === '}') open.pop();
		else if (name !== undefined) {
			const member = String(JSON.parse(name));
			if (open.at(-1)?.has(member)) return member;
			open.at(-1)?.add(member);
		}
	}
	return undefined;
}

/** @throws InputError for a value that is none */
export function checkGiven(value: unknown, field: string): void {
	if (value === null || value === undefined || (isArray(value) && value.length === 0))
		throw new InputError(
			'Filters (JSON)',
			`"${field}" is compared with ${inWords(value)}`,
			'Give a value or leave the member out; a filter of nothing would let everything through.',
		);
}

/** @throws InputError for a value that would be left out or changed on its way into JSON */
export function checkParts(value: unknown, field: string): void {
	if (typeof value === 'string') checkedText(`Filters (JSON), ${field}`, value);
	else if (isArray(value)) for (const part of value) checkParts(part, field);
	else if (isObject(value)) for (const part of Object.values(value)) checkParts(part, field);
	else if (!isPlain(value))
		throw new InputError(
			'Filters (JSON)',
			`"${field}" holds ${inWords(value)}, which JSON cannot say`,
			'Give text, a number, true, false or null.',
		);
}

const isPlain = (value: unknown): boolean =>
	value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
