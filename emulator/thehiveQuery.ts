import { isList, isObject, valueAt, type JsonObject, type JsonValue } from './json';
import { alertStatuses, observableTypes } from './thehiveFields';

type Rows = readonly JsonObject[];
type Test = (row: JsonObject) => boolean;
type Compare = (value: JsonValue, wanted: JsonValue) => boolean;

const inOrder = (value: JsonValue, wanted: JsonValue): number =>
	typeof value === 'number' && typeof wanted === 'number'
		? value - wanted
		: String(value).localeCompare(String(wanted));

const comparisons: Readonly<Record<string, Compare>> = {
	_eq: (value, wanted) => value === wanted,
	_ne: (value, wanted) => value !== wanted,
	_gt: (value, wanted) => inOrder(value, wanted) > 0,
	_gte: (value, wanted) => inOrder(value, wanted) >= 0,
	_lt: (value, wanted) => inOrder(value, wanted) < 0,
	_lte: (value, wanted) => inOrder(value, wanted) <= 0,
	_startsWith: (value, wanted) => String(value).startsWith(String(wanted)),
	_endsWith: (value, wanted) => String(value).endsWith(String(wanted)),
};

/** A query that cannot be understood, in a sentence. */
export class BadQuery extends Error {
	override readonly name = 'BadQuery';
}

/**
 * The steps of a query, https://docs.strangebee.com/thehive/api-docs/ under `/api/v1/query`: a list, and what n8n's node
 * puts behind it.
 *
 * @throws BadQuery for a step, a field or an operator that is not known
 */
export function runQuery(steps: readonly JsonValue[], alerts: Rows): JsonValue {
	const [first, ...rest] = steps;
	return rest.reduce<JsonValue>((rows, step) => next(rows, step), begin(first, alerts));
}

function begin(step: JsonValue | undefined, alerts: Rows): Rows {
	const lists: Readonly<Record<string, Rows>> = {
		listAlert: alerts,
		listAlertStatus: alertStatuses,
		listCaseTemplate: [],
		listCustomField: [],
		listObservableType: observableTypes.map((name) => ({ name, isAttachment: false })),
	};
	const name = String(valueAt(step, '_name'));
	if (name === 'getAlert') return alerts.filter(({ _id }) => _id === valueAt(step, 'idOrName'));
	const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
	if (!list) throw new BadQuery(`Invalid query, ${name} is unknown`);
	return list;
}

function next(rows: JsonValue, step: JsonValue): JsonValue {
	if (!isList(rows) || !isObject(step)) throw new BadQuery('Invalid query');
	const list = rows.filter(isObject);
	switch (step['_name']) {
		case 'filter':
			return list.filter(testOf(withoutName(step)));
		case 'sort':
			return sorted(list, step['_fields']);
		case 'page':
			return list.slice(Number(step['from']), Number(step['to']));
		case 'count':
			return list.length;
		default:
			throw new BadQuery(`Invalid query, ${String(step['_name'])} is unknown`);
	}
}

const withoutName = (step: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries(step).filter(([name]) => name !== '_name'));

function testOf(filter: JsonValue): Test {
	const [[operator, operand] = [], ...more] = isObject(filter) ? Object.entries(filter) : [];
	if (operator === undefined || operand === undefined || more.length > 0)
		throw new BadQuery('Invalid filter');
	if (operator === '_and') return every(operand);
	if (operator === '_or') return (row) => listOf(operand).some((each) => testOf(each)(row));
	if (operator === '_not') return (row) => !testOf(operand)(row);
	if (operator === '_in') return (row) => listOf(valueAt(operand, '_values')).includes(fieldOf(row, operand));
	const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
	if (!compare) throw new BadQuery(`Invalid filter, ${operator} is unknown`);
	const wanted = valueAt(operand, '_value');
	if (wanted === undefined) throw new BadQuery(`Invalid filter, ${operator} takes a _value`);
	return (row) => compare(fieldOf(row, operand), wanted);
}

function every(operand: JsonValue): Test {
	const tests = listOf(operand).map(testOf);
	return (row) => tests.every((test) => test(row));
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
	if (!isList(value)) throw new BadQuery('Invalid filter, a list is missing');
	return value;
}

function fieldOf(row: JsonObject, operand: JsonValue): JsonValue {
	const field = valueAt(operand, '_field');
	const value = typeof field === 'string' ? row[field] : undefined;
	if (value === undefined) throw new BadQuery(`Invalid filter, field ${String(field)} is unknown`);
	return value;
}

function sorted(rows: Rows, fields: JsonValue | undefined): Rows {
	const orders = listOf(fields).flatMap((each) => (isObject(each) ? Object.entries(each) : []));
	return [...rows].sort((a, b) => {
		for (const [field, direction] of orders) {
			const order = inOrder(a[field] ?? '', b[field] ?? '');
			if (order !== 0) return direction === 'desc' ? -order : order;
		}
		return 0;
	});
}
