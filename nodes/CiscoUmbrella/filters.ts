import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../shared/locator';
import type { ReportingQuery, TrafficType } from './reportingFeed';

interface FilterField {
	readonly field: INodeProperties;
	readonly knownBy: readonly TrafficType[];
}

const text = (
	name: string,
	displayName: string,
	description: string,
	placeholder: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
	placeholder: `e.g. ${placeholder}`,
});

/** The scope that a key needs for a list and not for activity. */
const LIST_SCOPE = 'The list needs the scope Reports > Utilities > Read-Only; By ID does without';

const category = (name: string, displayName: string, description: string): INodeProperties =>
	locator({
		displayName,
		name,
		description,
		hint: LIST_SCOPE,
		search: 'searchCategories',
		choose: 'Choose a category',
		ids: '65,66',
	});

/** The one that is chosen from a list, where nothing chosen means all. */
export const VERDICT = 'verdict';

const verdict: INodeProperties = {
	displayName: 'Verdicts',
	name: VERDICT,
	type: 'multiOptions',
	options: [
		{ name: 'Allowed', value: 'allowed' },
		{ name: 'Blocked', value: 'blocked' },
		{ name: 'Proxied', value: 'proxied' },
	],
	default: [],
	description: 'Only activity that Umbrella decided on in one of these ways',
};

/**
 * Which endpoint takes which filter, in the order of the labels. Every value but the verdict is text as the
 * vendor takes it, several of them with commas between; some can be searched by name.
 *
 * Source: the parameters of each activity path in OtherF/cisco-umbrella-mcp
 * `docs/cisco_umbrella_reporting_api_2_0_0.yaml` (Cisco's OpenAPI file).
 */
const filterFields: readonly FilterField[] = [
	{
		field: text('applicationId', 'Application ID', 'Only activity of the application with this ID', '1234'),
		knownBy: ['all', 'dns', 'proxy'],
	},
	{
		field: category('categories', 'Categories', 'Only activity in one of these categories'),
		knownBy: ['all', 'dns', 'proxy', 'firewall', 'ip'],
	},
	{
		field: text('domains', 'Domains', 'Only activity to one of these domains', 'example.com,example.org'),
		knownBy: ['all', 'dns', 'proxy'],
	},
	{
		field: locator({
			displayName: 'Identities',
			name: 'identityIds',
			description: 'Only activity of one of these identities',
			hint: LIST_SCOPE,
			search: 'searchIdentities',
			choose: 'Choose an identity',
			ids: '310445127,55120',
		}),
		knownBy: ['all', 'dns', 'proxy', 'firewall', 'intrusion', 'ip'],
	},
	{
		field: text(
			'identityTypes',
			'Identity Types',
			'Only activity of identities of these types',
			'network,roaming',
		),
		knownBy: ['all', 'dns', 'proxy', 'ip'],
	},
	{
		field: text('ip', 'IP Address', 'Only activity of this one address', '203.0.113.45'),
		knownBy: ['all', 'dns', 'proxy', 'firewall', 'intrusion', 'ip'],
	},
	{
		field: category(
			'policyCategories',
			'Policy Categories',
			'Only activity in which one of these categories triggered the policy',
		),
		knownBy: ['all', 'dns', 'proxy'],
	},
	{
		field: text('ports', 'Ports', 'Only activity on one of these ports', '80,443'),
		knownBy: ['all', 'proxy', 'firewall', 'intrusion', 'ip'],
	},
	{
		field: text('ruleId', 'Rule ID', 'Only activity that the rule with this ID handled', '7011'),
		knownBy: ['all', 'proxy', 'firewall'],
	},
	{
		field: text(
			'sha256',
			'SHA-256',
			'Only the file with this hash',
			'4f1c0000000000000000000000000000000000000000000000000000000000aa',
		),
		knownBy: ['ampRetrospective'],
	},
	{
		field: text(
			'threatTypes',
			'Threat Types',
			'Only activity with a threat of one of these types',
			'Botnet,Ransomware',
		),
		knownBy: ['all', 'dns', 'proxy'],
	},
	{
		field: text('threats', 'Threats', 'Only activity with one of these threats', 'WannaCry'),
		knownBy: ['all', 'dns', 'proxy'],
	},
	{
		field: text('urls', 'URLs', 'Only activity to one of these URLs', 'https://example.com/login'),
		knownBy: ['all', 'proxy'],
	},
	{ field: verdict, knownBy: ['all', 'dns', 'proxy', 'firewall', 'ip'] },
];

/** What a person sees a filter called. */
export const labelOf = (name: string): string =>
	filterFields.find(({ field }) => field.name === name)?.field.displayName ?? name;

/** Whether activity of the traffic type can be narrowed by a filter; security activity has its verdict already. */
const isKnown = (
	{ field, knownBy }: FilterField,
	resource: ReportingQuery['resource'],
	trafficType: TrafficType,
): boolean => knownBy.includes(trafficType) && !(resource === 'securityActivity' && field === verdict);

/** The filters that what is read knows. */
export const filterNames = (
	resource: ReportingQuery['resource'],
	trafficType: TrafficType,
): readonly string[] =>
	filterFields.filter((filter) => isKnown(filter, resource, trafficType)).map(({ field }) => field.name);

const filters = (
	shown: NonNullable<INodeProperties['displayOptions']>,
	known: INodeProperties[],
): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'What Umbrella narrows the activity to before it answers; all filters apply together',
	options: known,
	displayOptions: shown,
});

const forTraffic = ({ field, knownBy }: FilterField): INodeProperties => ({
	...field,
	displayOptions: { show: { '/trafficType': [...knownBy] } },
});

/** Security activity is read from the path of all traffic, with the verdict already taken: blocked. */
const forSecurity = filterFields
	.filter((filter) => isKnown(filter, 'securityActivity', 'all'))
	.map(({ field }) => field);

export const filterProperties: INodeProperties[] = [
	filters({ show: { authentication: ['reportingApi'], resource: ['securityActivity'] } }, forSecurity),
	filters(
		{ show: { authentication: ['reportingApi'], resource: ['activity'] } },
		filterFields.map(forTraffic),
	),
];
