import { InputError } from '../../collector/errors';
import { isoTime, type Window } from '../../collector/time';
import { isWellFormed } from '../../collector/wellFormed';

/** A condition as the vendor's query language knows it: equal or not, no more. */
export interface Condition {
	readonly field: 'actor' | 'actionCategory' | 'objectName';
	readonly operator: '==' | '!=';
	readonly value: string;
}

/**
 * The `q` of a securityLog request: both time bounds, inclusive, then the conditions, joined with `;` which means AND.
 * Source: https://docs.informatica.com/cloud-common-services/administrator/current-version/rest-api-reference/platform-rest-api-version-3-resources/security-logs.html
 */
export function securityLogQuery(window: Window, conditions: readonly Condition[]): string {
	const bounds = [`entryTime>="${isoTime(window.from)}"`, `entryTime<="${isoTime(window.to - 1)}"`];
	return [
		...bounds,
		...conditions.map(({ field, operator, value }) => `${field}${operator}${quote(value)}`),
	].join(';');
}

/**
 * True for a value the query language can carry: it documents quotes of either kind, but no way to escape one. Entries may
 * also name what no address can hold.
 */
export const isExpressible = (value: string): boolean =>
	isWellFormed(value) && !(value.includes('"') && value.includes("'")) && !/[\\\r\n]/.test(value);

/** @throws InputError for a value that could break out of its quotes */
function quote(value: string): string {
	if (!isExpressible(value)) {
		throw new InputError(
			'Filters',
			"Informatica's query language cannot carry a value with a backslash, a line break, or quotes of both kinds",
			'Leave this condition out and filter the items in a later node.',
		);
	}
	return value.includes('"') ? `'${value}'` : `"${value}"`;
}
