/** How a value travels: text, a whole number, true or false, epoch milliseconds, or an object that names an entity. */
export type FilterValueType = 'string' | 'integer' | 'boolean' | 'timestamp' | 'entity';

export interface FilterChoice {
	readonly name: string;
	readonly value: string;
}

export interface FilterField {
	/** The vendor's own name, dots included. */
	readonly name: string;
	readonly label: string;
	readonly type: FilterValueType;
	/** The first one is what a new condition starts with. */
	readonly operators: readonly [FilterOperator, ...FilterOperator[]];
	/** Present where the vendor lists every value; `null` stands for JSON null. */
	readonly choices?: readonly FilterChoice[];
	/** The value is an app, which can be searched by name. */
	readonly isApp?: true;
	/** The value may hold commas of its own, so it is never split into several. */
	readonly single?: true;
	/** What a person should type, where the label does not say it. */
	readonly note?: string;
	readonly placeholder?: string;
}

/** The vendor's operators: https://learn.microsoft.com/en-us/defender-cloud-apps/api-introduction#filters */
export const operatorLabels = {
	contains: 'Contains',
	ncontains: 'Does Not Contain',
	neq: 'Does Not Equal',
	doesnotstartwith: 'Does Not Start With',
	endswith: 'Ends With',
	eq: 'Equals',
	gt: 'Greater Than',
	gte: 'Greater Than or Equal',
	isnotset: 'Is Not Set',
	isset: 'Is Set',
	lt: 'Less Than',
	lte: 'Less Than or Equal',
	range: 'Range',
	startswith: 'Starts With',
	startswithsingle: 'Starts With Single',
	text: 'Text',
} as const;

export type FilterOperator = keyof typeof operatorLabels;

/** Operators that stand alone. */
export const operatorsWithoutValue: readonly FilterOperator[] = ['isset', 'isnotset'];

const same = ['eq', 'neq'] as const;
const sameOrSet = ['eq', 'neq', 'isset', 'isnotset'] as const;
const sameSetOrStart = [...sameOrSet, 'startswith'] as const;

const choices = (...values: readonly string[]): readonly FilterChoice[] =>
	values.map((value) => ({ name: value, value }));

const numbered = (names: Readonly<Record<string, string>>): readonly FilterChoice[] =>
	Object.entries(names).map(([value, name]) => ({ name, value }));

const none: FilterChoice = { name: 'None', value: 'null' };

const IP_CATEGORIES = numbered({
	1: 'Corporate',
	2: 'Administrative',
	3: 'Risky',
	4: 'VPN',
	5: 'Cloud Provider',
	6: 'Other',
});

const SOURCES = numbered({
	0: 'Access Control',
	1: 'Session Control',
	2: 'App Connector',
	3: 'App Connector Analysis',
	5: 'Discovery',
	6: 'Microsoft Defender for Endpoint',
});

const ACTIONS_TAKEN = [
	...choices(
		'block',
		'BypassProxy',
		'decrypt',
		'encrypt',
		'encryptionFailed',
		'protect',
		'proxy',
		'verified',
		'verify',
	),
	none,
];

const DEVICE_TYPES = [...choices('DESKTOP', 'MOBILE', 'OTHER', 'TABLET'), none];

/**
 * What activities can be narrowed to, without `date`: the time range is that filter.
 *
 * Source: https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities#filters ; the rows marked
 * "client" are names that microsoft/MCAS `Functions/Get-MCASActivity.ps1` sends and that page leaves out.
 */
export const filterFields: readonly FilterField[] = [
	{ name: 'actionType', label: 'Action Type', type: 'string', operators: ['contains', ...sameOrSet] },
	// client
	{
		name: 'activity.actionType',
		label: 'Activity Action Type',
		type: 'string',
		operators: same,
		placeholder: '11161:EVENT_AAD_LOGIN:OAuth2:Authorize',
	},
	{ name: 'activity.id', label: 'Activity ID', type: 'string', operators: ['eq'] },
	{ name: 'activityObject', label: 'Activity Object ID', type: 'string', operators: same },
	{ name: 'activity.type', label: 'Administrative', type: 'boolean', operators: ['eq'] },
	{ name: 'activity.alertId', label: 'Alert ID', type: 'string', operators: ['eq'] },
	{ name: 'service', label: 'App', type: 'integer', operators: same, isApp: true },
	{ name: 'instance', label: 'App Instance', type: 'integer', operators: same },
	{
		name: 'created',
		label: 'Created',
		type: 'timestamp',
		single: true,
		operators: ['gte', 'lte', 'range', 'gt', 'lt', 'eq'],
		note: 'When the activity was saved, as an ISO 8601 time (in the time zone of the workflow if it names none); for Range two of them with a slash between',
		placeholder: '2026-11-20T00:00:00Z',
	},
	{ name: 'device.tags', label: 'Device Tag', type: 'string', operators: same },
	{ name: 'device.type', label: 'Device Type', type: 'string', operators: same, choices: DEVICE_TYPES },
	{
		name: 'entity',
		label: 'Entity',
		type: 'entity',
		single: true,
		operators: sameSetOrStart,
		note: 'The entity as JSON: its ID and the number of its instance',
		placeholder: '{"id":"aaaa1111-bbbb-4ccc-8ddd-eeee22223333","inst":0}',
	},
	{
		name: 'activity.eventActionType',
		label: 'Event Type',
		type: 'string',
		operators: same,
		placeholder: 'EVENT_CATEGORY_LOGIN',
	},
	// client
	{
		name: 'activity.eventType',
		label: 'Event Type (Older Name)',
		type: 'string',
		operators: same,
		placeholder: 'EVENT_CATEGORY_LOGIN',
	},
	{ name: 'fileSelector', label: 'File', type: 'string', operators: same, single: true },
	{ name: 'fileId', label: 'File ID', type: 'string', operators: ['eq'] },
	// client
	{ name: 'fileLabels', label: 'File Label', type: 'string', operators: ['eq'] },
	{ name: 'activity.impersonated', label: 'Impersonated', type: 'boolean', operators: ['eq'] },
	{
		name: 'ip.address',
		label: 'IP Address',
		type: 'string',
		operators: ['eq', 'neq', 'startswith', 'doesnotstartwith', 'isset', 'isnotset'],
		placeholder: '203.0.113.17',
	},
	{ name: 'ip.category', label: 'IP Category', type: 'integer', operators: same, choices: IP_CATEGORIES },
	{
		name: 'ip.tags',
		label: 'IP Tag',
		type: 'string',
		operators: same,
		placeholder: '000000030000000000000000',
	},
	{
		name: 'location.country',
		label: 'Location Country',
		type: 'string',
		operators: sameOrSet,
		note: 'Country by its two ISO letters',
		placeholder: 'NL',
	},
	{
		name: 'location.organizations',
		label: 'Location Organization',
		type: 'string',
		operators: [...sameOrSet, 'contains'],
		single: true,
		note: 'Internet provider of the address',
	},
	{
		name: 'office365url',
		label: 'Office 365 URL',
		type: 'string',
		operators: ['eq', 'startswith', 'endswith'],
		single: true,
		placeholder: 'https://contoso.sharepoint.com/sites/finance',
	},
	{ name: 'policy', label: 'Policy ID', type: 'string', operators: sameOrSet },
	{ name: 'source', label: 'Source', type: 'string', operators: same, choices: SOURCES },
	{
		name: 'activity.takenAction',
		label: 'Taken Action',
		type: 'string',
		operators: same,
		choices: ACTIONS_TAKEN,
	},
	{
		name: 'text',
		label: 'Text',
		type: 'string',
		operators: ['eq', 'startswithsingle', 'text'],
		single: true,
		note: 'Five letters or more',
	},
	{
		name: 'userAgent.userAgent',
		label: 'User Agent',
		type: 'string',
		operators: ['contains', 'ncontains'],
		single: true,
	},
	{
		name: 'userAgent.tags',
		label: 'User Agent Tag',
		type: 'string',
		operators: same,
		placeholder: '000000010000000000000000',
	},
	{
		name: 'user.domain',
		label: 'User Domain',
		type: 'string',
		operators: sameOrSet,
		placeholder: 'contoso.com',
	},
	{
		name: 'user.tags',
		label: 'User Group',
		type: 'string',
		operators: sameSetOrStart,
		note: 'ID of the group',
	},
	{
		name: 'user.username',
		label: 'User Name',
		type: 'string',
		operators: sameSetOrStart,
		note: 'Upper and lower case may matter',
		placeholder: 'mila.koster@contoso.com',
	},
	{
		name: 'user.orgUnit',
		label: 'User Organizational Unit',
		type: 'string',
		operators: sameOrSet,
		single: true,
	},
];
