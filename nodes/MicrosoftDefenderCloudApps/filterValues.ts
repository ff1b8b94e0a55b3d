import { InputError } from '../../collector/errors';
import { isArray, isObject } from '../../collector/json';
import { attempt } from '../../collector/settle';
import { checkedText, inWords } from '../shared/run/given';
import type { FilterField } from './filterTable';

/** What a person calls the values, in the type that Defender takes. @throws InputError for a value that is none of that type */
export function valuesOf(value: unknown, field: FilterField | undefined, name: string): readonly unknown[] {
	const values = splitText(value, field).flatMap((one) => typed(one, field, name));
	if (values.length > 0) return values;
	throw new InputError(
		'Filters',
		`the condition on "${name}" has no value`,
		'Fill in the value or remove the condition.',
	);
}

function splitText(value: unknown, field: FilterField | undefined): readonly unknown[] {
	if (isArray(value)) return value;
	const parts = typeof value === 'string' && !field?.single ? value.split(',') : [value];
	return parts
		.map((one) => (typeof one === 'string' && !field?.single ? one.trim() : one))
		.filter((one) => one !== '' && one !== undefined && one !== null);
}

function typed(value: unknown, field: FilterField | undefined, name: string): unknown {
	if (value === 'null') return null;
	switch (field?.type) {
		case 'boolean':
			return flagOf(value, name);
		case 'integer':
			return integerOf(value, name);
		case 'entity':
			return entitiesOf(value, name);
		case 'string':
			return textOf(value, name);
		default:
			return typeof value === 'boolean' || typeof value === 'number' ? value : textOf(value, name);
	}
}

function textOf(value: unknown, name: string): string {
	const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
	if (typeof text === 'string' && text !== '') return checkedText(`Filters, ${name}`, text);
	throw new InputError(
		'Filters',
		`"${name}" is compared with ${text === '' ? 'an empty text' : inWords(value)} where text belongs`,
		'Let the expression give text, or a list of texts.',
	);
}

function flagOf(value: unknown, name: string): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InputError('Filters', `"${name}" takes yes or no, not ${inWords(value)}`, 'Give true or false.');
}

function integerOf(value: unknown, name: string): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number)) return number;
	throw new InputError(
		'Filters',
		`"${name}" takes whole numbers, not ${inWords(value)}`,
		'Write numbers with commas between them.',
	);
}

function entitiesOf(value: unknown, name: string): readonly unknown[] {
	const parsed = typeof value === 'string' ? attempt<unknown>(() => JSON.parse(value)) : { ok: true, value };
	const given = parsed.ok && 'value' in parsed ? parsed.value : undefined;
	const entities = isArray(given) ? given : [given];
	if (entities.length > 0 && entities.every((entity) => isObject(entity) && 'id' in entity)) {
		for (const { id } of entities.filter(isObject)) checkedText(`Filters, ${name}`, String(id));
		return entities;
	}
	throw new InputError('Filters', `"${name}" takes an entity as JSON`, 'Write it like {"id":"…","inst":0}.');
}
