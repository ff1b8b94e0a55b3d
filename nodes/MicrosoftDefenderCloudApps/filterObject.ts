import { InputError } from '../../collector/errors';
import { isObject } from '../../collector/json';
import type { Window } from '../../collector/time';
import { located } from '../shared/locator';
import { checkedText } from '../shared/run/given';
import type { ReadTime } from '../shared/run/readTime';
import { checkGiven, checkParts, readJsonObject } from './filterJson';
import { filterFields, operatorsWithoutValue } from './filterTable';
import { knownBounds, TIME_FIELDS, timeOperand } from './filterTimes';
import { valuesOf } from './filterValues';

/** `filters` of a request: field to operator to value. Source: https://learn.microsoft.com/en-us/defender-cloud-apps/api-introduction */
export type Filters = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Condition {
	readonly field: string;
	readonly operator: string;
	readonly value?: unknown;
}

/** Every operator the API knows, whatever the field. Source: as above. */
const OPERATORS: readonly string[] =
	'contains deq descendantof doesnotstartwith endswith eq gt gte gte_ndays isnotset isset lt lte lte_ndays ncontains ndescendantof neq range startswith startswithsingle text'.split(
		' ',
	);

/** @throws InputError for a condition that cannot be sent as meant */
export const filtersOf = (conditions: readonly unknown[], read: ReadTime): Filters =>
	inKnownBounds(
		conditions.map(toCondition).reduce<Filters>((filters, condition) => {
			const { field, operator } = condition;
			checkOperator('Filters', field, operator, filterFields.find(({ name }) => name === field)?.operators);
			const known = Object.hasOwn(filters, field) ? filters[field] : undefined;
			if (known && operator in known) {
				throw new InputError(
					'Filters',
					`"${field}" is compared with "${operator}" twice`,
					'Put the values into one condition, with commas between them.',
				);
			}
			return { ...filters, [field]: { ...known, [operator]: valueOf(condition, read) } };
		}, {}),
		'Filters',
	);

function toCondition(given: unknown): Condition {
	const { field, operator, value } = isObject(given) ? given : {};
	const name = typeof field === 'string' ? checkedText('Filters', field) : '';
	if (name.trim() === '')
		throw new InputError('Filters', 'a condition names no field', 'Choose its field, or remove it.');
	return { field: name, operator: String(operator ?? ''), value: located(value) };
}

function valueOf({ field, operator, value }: Condition, read: ReadTime): unknown {
	if ((operatorsWithoutValue as readonly string[]).includes(operator)) return true;
	if (TIME_FIELDS.includes(field))
		return timeOperand(operator, value, { parameter: 'Filters', field, read, asMicrosoft: false });
	const known = filterFields.find(({ name }) => name === field);
	const values = valuesOf(value, known, field);
	if (known?.type === 'boolean') return onlyFlag(field, values);
	return operator === 'eq' || operator === 'neq' || values.length > 1 ? values : values[0];
}

function onlyFlag(field: string, values: readonly unknown[]): unknown {
	if (values.length === 1) return values[0];
	throw new InputError('Filters', `"${field}" takes yes or no, not a list`, 'Give true or false.');
}

/** Reads the vendor's filter object as a person wrote it. @throws InputError when it is not one */
export function parseFilters(json: unknown, read: ReadTime): Filters {
	const value = readJsonObject(json);
	const filters = Object.entries(value).map(([field, operators]) => [
		field,
		operatorsOf(field, operators, read),
	]);
	return inKnownBounds(Object.fromEntries(filters) as Filters, 'Filters (JSON)');
}

function operatorsOf(field: string, operators: unknown, read: ReadTime): Readonly<Record<string, unknown>> {
	checkedText('Filters (JSON)', field);
	if (!isObject(operators) || Object.keys(operators).length === 0) {
		throw new InputError(
			'Filters (JSON)',
			`"${field}" holds no operator`,
			`Write { "${field}": { "eq": [ … ] } }.`,
		);
	}
	const entries = Object.entries(operators).map(([operator, value]): [string, unknown] => {
		checkOperator('Filters (JSON)', field, operator);
		checkGiven(value, field);
		const context = { parameter: 'Filters (JSON)', field, read, asMicrosoft: true };
		const operand = TIME_FIELDS.includes(field) ? timeOperand(operator, value, context) : value;
		checkParts(operand, field);
		return [operator, operand];
	});
	return Object.fromEntries(entries);
}

function inKnownBounds(filters: Filters, parameter: string): Filters {
	const { date } = filters;
	return date ? { ...filters, date: knownBounds(date, parameter) } : filters;
}

function checkOperator(parameter: string, field: string, operator: string, known = OPERATORS): void {
	if (known.includes(operator)) return;
	throw new InputError(
		parameter,
		`"${field}" is compared with "${operator}", which Defender does not know${known === OPERATORS ? '' : ' for it'}`,
		`Use one of ${known.join(', ')}.`,
	);
}

/** The filters narrowed to a window of a time field, `date` or `created`, both bounds counting; a filter on that field stays. */
export function within(filters: Filters, field: string, window: Window): Filters {
	const own = filters[field] ?? {};
	const gte = Math.max(numberIn(own, 'gte') ?? -Infinity, window.from);
	const lte = Math.min(numberIn(own, 'lte') ?? Infinity, window.to - 1);
	return { ...filters, [field]: { ...own, gte, lte } };
}

export function numberIn(
	operators: Readonly<Record<string, unknown>> | undefined,
	operator: string,
): number | undefined {
	const value = operators?.[operator];
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
