import { InputError } from '../../collector/errors';
import { isArray, isObject } from '../../collector/json';
import type { QueryValue } from '../../collector/url';
import { located } from '../shared/locator';
import { readCollection, textsOf } from '../shared/run/given';
import { filterNames, labelOf, VERDICT } from './filters';
import type { ReportingQuery } from './reportingFeed';

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
 * @throws InputError for a value that is neither text nor a list of texts, and for a filter that is not known for this traffic
 */
export function readFilters(
	given: unknown,
	{ resource, trafficType }: Pick<ReportingQuery, 'resource' | 'trafficType'>,
): Readonly<Record<string, QueryValue>> {
	const names = filterNames(resource, trafficType);
	const set = Object.entries(readCollection(given, names, `${resource} (${trafficType})`)).map(
		([name, value]): [string, string] => [CISCO_NAMES[name] ?? name, listOf(name, located(value))],
	);
	return Object.fromEntries(set.filter(([, value]) => value !== ''));
}

/** Several values are sent with commas between them, and without the blanks people type around those. */
function listOf(name: string, value: unknown): string {
	if (isObject(value))
		throw new InputError(
			labelOf(name),
			'it holds an object where text belongs',
			'Choose it from the list, or write text such as 65,66.',
		);
	const isNoneChosen = name === VERDICT && isArray(value) && value.length === 0;
	return isNoneChosen ? '' : textsOf(labelOf(name), value).join(',');
}
