import { InputError } from '../../collector/errors';
import type { VendorRecord } from '../../collector/feed';
import { asText, isArray, isObject } from '../../collector/json';
import { textOf } from '../shared/run/given';
import { type Condition, isExpressible } from './query';

/** What a person asked for, shared between Informatica's query and this side. */
export interface SecurityLogFilter {
	readonly conditions: readonly Condition[];
	readonly wanted: (record: VendorRecord) => boolean;
	/** What was asked for, as plain data. */
	readonly meaning: readonly unknown[];
}

const OPERATORS: ReadonlyMap<unknown, '==' | '!='> = new Map([
	['equal', '=='],
	['notEqual', '!='],
]);
const SENT = ['actor', 'actionCategory', 'objectName'] as const;

/** One category, two names: the reference says `User group`, answers say `Group` (infapy/infapy `Docs/Prashanth/get Security Logs.ipynb`). */
const GROUP = ['User group', 'Group'];

/** @throws InputError for a field, operator or value that cannot be sent as meant */
export function readConditions(given: readonly unknown[]): SecurityLogFilter {
	const read = given.map(readCondition);
	return {
		conditions: read.flatMap(({ conditions }) => conditions),
		wanted: (record) => read.every(({ wanted }) => wanted(record)),
		meaning: read.flatMap(({ meaning }) => meaning),
	};
}

function readCondition(given: unknown): SecurityLogFilter {
	const { field, operator, value } = isObject(given) ? given : {};
	const sign = OPERATORS.get(operator);
	if (!sign)
		throw new InputError(
			'Filters',
			`the operator "${String(operator)}" is not known`,
			'Use equal or notEqual.',
		);
	const name = String(field);
	const values = readValues(name, value);
	if (field === 'actionEvent') return { conditions: [], ...matching('actionEvent', sign, values) };
	const sent = SENT.find((known) => known === field);
	if (!sent)
		throw new InputError(
			'Filters',
			`the field "${name}" is not known`,
			`Use one of ${SENT.join(', ')}, actionEvent.`,
		);
	const spelt =
		sent === 'actionCategory' && values.some((one) => GROUP.includes(one)) ? [...values, ...GROUP] : values;
	const each = [...new Set(spelt)];
	return { conditions: asSent(sent, sign, each), ...matching(sent, sign, each) };
}

/** One value, which may hold commas, or any of several in a list. */
function readValues(field: string, value: unknown): readonly string[] {
	const values = (isArray(value) ? value : [value]).map((one) =>
		one === undefined || one === null ? '' : textOf(`Filters, ${field}`, one),
	);
	if (values.length > 0 && !values.includes('')) return values;
	throw new InputError(
		'Filters',
		`the condition on "${field}" has no value`,
		'Fill in the value or remove the condition.',
	);
}

/** Informatica knows AND only, so "one of two" is left to this side. */
function asSent(
	field: Condition['field'],
	operator: '==' | '!=',
	values: readonly string[],
): readonly Condition[] {
	if (operator === '==' && values.length > 1) return [];
	return values.map((value) => {
		if (isExpressible(value)) return { field, operator, value };
		throw new InputError(
			'Filters',
			`Informatica's query language cannot carry the value for "${field}": it holds a backslash, a line break, or quotes of both kinds`,
			'Leave this condition out and filter the items in a later node.',
		);
	});
}

const matching = (
	field: string,
	operator: '==' | '!=',
	values: readonly string[],
): Pick<SecurityLogFilter, 'wanted' | 'meaning'> => ({
	wanted: (record) => values.includes(asText(record[field])) === (operator === '=='),
	meaning: [{ field, operator, values }],
});
