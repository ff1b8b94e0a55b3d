import { InputError } from '../../../collector/errors';
import { isArray, isObject } from '../../../collector/json';
import { isWellFormed } from '../../../collector/wellFormed';

/** What an expression gave that is no text, in words. */
export function inWords(value: unknown): string {
	if (value === null || value === undefined) return 'nothing (null)';
	if (isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
	if (typeof value === 'boolean') return `the value ${String(value)}`;
	return typeof value === 'object' ? 'an object' : `"${String(value)}"`;
}

/**
 * Text that a person gave, or a number in its place.
 *
 * @throws InputError for anything else, which would be dropped or sent as something it is not
 */
export function textOf(parameter: string, value: unknown): string {
	const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
	if (typeof text !== 'string')
		throw new InputError(
			parameter,
			`it holds ${inWords(value)} where text belongs`,
			'Write text, or let the expression give text; an expression that finds nothing gives nothing.',
		);
	return checkedText(parameter, text.trim());
}

/** The text itself. @throws InputError when it cannot be sent */
export function checkedText(parameter: string, text: string): string {
	if (isWellFormed(text)) return text;
	throw new InputError(
		parameter,
		'it holds half a character, which cannot be sent',
		'An emoji or a rare letter was cut in two: write it whole, or leave it out.',
	);
}

/**
 * Several texts: in one, with commas or line breaks between, or a list by expression. An empty text holds none.
 *
 * @throws InputError for what is neither, and for a list of nothing: left out, it would read everything
 */
export function textsOf(parameter: string, value: unknown): readonly string[] {
	if (typeof value === 'string' && value.trim() === '') return [];
	const parts = isArray(value) ? value : [value];
	const texts = parts
		.flatMap((part) => textOf(parameter, part).split(/[,\r\n]/))
		.map((text) => text.trim())
		.filter((text) => text !== '');
	if (texts.length > 0) return texts;
	throw new InputError(
		parameter,
		`it holds ${isArray(value) ? 'an empty list' : 'commas alone'}`,
		'Leave the field empty where nothing is meant, or give at least one value.',
	);
}

/**
 * The members of a collection of filters.
 *
 * @param known the names that are filters; any other would be left out in silence
 * @throws InputError for what is no collection, or holds something else
 */
export function readCollection(
	given: unknown,
	known: readonly string[],
	of: string,
): Readonly<Record<string, unknown>> {
	if (given === undefined) return {};
	if (!isObject(given))
		throw new InputError('Filters', `it holds ${inWords(given)}`, `Give an object of ${known.join(', ')}.`);
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown === undefined) return given;
	throw new InputError('Filters', `"${unknown}" is no filter of ${of}`, `Use ${known.join(', ')}.`);
}

/** The conditions that a person added, or an expression gave. @throws InputError for what is no list of them */
export function readConditionList(given: unknown): readonly unknown[] {
	const filters = readCollection(given, ['conditions'], 'this node');
	if (!('conditions' in filters)) return [];
	const { conditions } = filters;
	if (isArray(conditions)) return conditions;
	if (isObject(conditions)) return [conditions];
	throw new InputError(
		'Filters',
		`its conditions are ${inWords(conditions)}`,
		'Give a list of objects with field, operator and value.',
	);
}

/** A switch, which an expression may give as text. @throws InputError for what is neither on nor off */
export function readFlag(parameter: string, value: unknown, usual: boolean): boolean {
	if (value === undefined) return usual;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InputError(parameter, `it holds ${inWords(value)}`, 'Give true or false.');
}
