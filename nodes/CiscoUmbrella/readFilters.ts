import { InputError } from '../../collector/errors';
import { isArray, isObject } from '../../collector/json';
import type { QueryValue } from '../../collector/url';
import { located } from '../shared/locator';
import { labelOf } from './filters';

/** Parameter names of this node and what Cisco calls them. */
const CISCO_NAMES: Readonly<Record<string, string>> = {
	identityIds: 'identityids',
	identityTypes: 'identitytypes',
	policyCategories: 'policycategories',
	threatTypes: 'threattypes',
	applicationId: 'applicationid',
	ruleId: 'ruleid',
};

/**
 * The filters as Cisco takes them.
 *
 * @throws InputError for a value that is neither text nor a list of texts
 */
export function readFilters(given: unknown): Readonly<Record<string, QueryValue>> {
	const set = Object.entries(isObject(given) ? given : {}).map(([name, value]): [string, string] => [
		CISCO_NAMES[name] ?? name,
		listOf(name, located(value)),
	]);
	return Object.fromEntries(set.filter(([, value]) => value !== ''));
}

/** Several values are sent with commas between them, and without the blanks people type around those. */
function listOf(name: string, value: unknown): string {
	const parts = isArray(value) ? value : [value];
	if (parts.some((part) => isObject(part) || isArray(part))) {
		throw new InputError(
			labelOf(name),
			'it holds an object',
			'Choose it from the list, or write text such as 65,66.',
		);
	}
	return parts
		.flatMap((part) => String(part ?? '').split(','))
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.join(',');
}
