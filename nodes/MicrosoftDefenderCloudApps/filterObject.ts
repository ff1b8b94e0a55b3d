import { InputError } from '../../collector/errors';
import { isObject } from '../../collector/json';
import { attempt } from '../../collector/settle';
import { parseTime, type Window } from '../../collector/time';
import { located } from '../shared/locator';
import { filterFields, type FilterField, operatorsWithoutValue } from './filterTable';

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
export const filtersOf = (conditions: readonly unknown[]): Filters =>
	conditions.map(toCondition).reduce<Filters>((filters, condition) => {
		const { field, operator } = condition;
		checkOperator('Filters', field, operator, filterFields.find(({ name }) => name === field)?.operators);
		const known = filters[field];
		if (known && operator in known) {
			throw new InputError(
				'Filters',
				`"${field}" is compared with "${operator}" twice`,
				'Put the values into one condition, with commas between them.',
			);
		}
		return { ...filters, [field]: { ...known, [operator]: valueOf(condition) } };
	}, {});

function toCondition(given: unknown): Condition {
	const { field, operator, value } = isObject(given) ? given : {};
	return { field: String(field ?? ''), operator: String(operator ?? ''), value: located(value) };
}

/** Reads the vendor's filter object as a person wrote it. @throws InputError when it is not one */
export function parseFilters(json: unknown): Filters {
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
	for (const [field, operators] of Object.entries(value)) {
		if (!isObject(operators) || Object.keys(operators).length === 0) {
			throw new InputError(
				'Filters (JSON)',
				`"${field}" holds no operator`,
				`Write { "${field}": { "eq": [ … ] } }.`,
			);
		}
		for (const operator of Object.keys(operators)) checkOperator('Filters (JSON)', field, operator);
	}
	return value as Filters;
}

function checkOperator(parameter: string, field: string, operator: string, known = OPERATORS): void {
	if (known.includes(operator)) return;
	throw new InputError(
		parameter,
		`"${field}" is compared with "${operator}", which Defender does not know${known === OPERATORS ? '' : ' for it'}`,
		`Use one of ${known.join(', ')}.`,
	);
}

function valueOf({ field, operator, value }: Condition): unknown {
	if ((operatorsWithoutValue as readonly string[]).includes(operator)) return true;
	const known = filterFields.find(({ name }) => name === field);
	if (known?.type === 'timestamp')
		return operator === 'range' ? [rangeOf(field, value)] : timeOf(field, value);
	const values = (Array.isArray(value) ? value : splitText(value, known)).map((one) =>
		typed(one, known, field),
	);
	if (values.length === 0)
		throw new InputError(
			'Filters',
			`the condition on "${field}" has no value`,
			'Fill in the value or remove the condition.',
		);
	if (known?.type === 'boolean') return values[0];
	return operator === 'eq' || operator === 'neq' || values.length > 1 ? values : values[0];
}

const splitText = (value: unknown, field: FilterField | undefined): readonly unknown[] =>
	(typeof value === 'string' && !field?.single
		? value.split(',').map((part) => part.trim())
		: [value]
	).filter((one) => one !== '' && one !== undefined && one !== null);

function typed(value: unknown, field: FilterField | undefined, name: string): unknown {
	if (value === 'null') return null;
	if (field?.type === 'boolean') return value === true || value === 'true';
	if (field?.type === 'integer') {
		const number = Number(value);
		if (!Number.isInteger(number))
			throw new InputError(
				'Filters',
				`"${name}" takes whole numbers, not "${String(value)}"`,
				'Write numbers with commas between them.',
			);
		return number;
	}
	if (field?.type === 'entity' && typeof value === 'string') {
		const parsed = attempt<unknown>(() => JSON.parse(value));
		if (!parsed.ok || typeof parsed.value !== 'object')
			throw new InputError(
				'Filters',
				`"${name}" takes an entity as JSON`,
				'Write it like {"id":"…","inst":0}.',
			);
		return parsed.value;
	}
	return value;
}

function timeOf(field: string, value: unknown): number {
	const time = typeof value === 'number' ? value : parseTime(String(value));
	if (time === undefined)
		throw new InputError(
			'Filters',
			`"${field}" is compared with "${String(value)}", which is no time`,
			'Write it like 2026-11-20T00:00:00Z.',
		);
	return Math.floor(time);
}

function rangeOf(field: string, value: unknown): { start: number; end: number } {
	const [start, end] = String(value).split('/');
	return { start: timeOf(field, start), end: timeOf(field, end) };
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
