import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type NodeName, nodes, stored } from './stored';

const window = { timeRange: 'last', lastAmount: 24, lastUnit: 'hours' };
const listing = { ...window, returnAll: false, limit: 50, filters: {}, options: {} };
const scan = {
	operation: 'scan',
	startFrom: 'timeRange',
	...window,
	output: 'items',
	filters: {},
	options: {},
};

interface Row {
	readonly name: string;
	readonly node: NodeName;
	readonly chosen?: INodeParameters;
	readonly saved: INodeParameters;
}

const reporting = { authentication: 'reportingApi', resource: 'securityActivity' };
const activity = { resource: 'activity' };
const conditions = { filterMode: 'conditions' };
const sorted = { sortField: 'date', sortDirection: 'desc' };
const legacy = { authentication: 'legacyApi', legacyNotice: '', resource: 'securityActivity' };

const rows: readonly Row[] = [
	{ name: 'a new node', node: 'umbrella', saved: { ...reporting, operation: 'getAll', ...listing } },
	{
		name: 'all activity',
		node: 'umbrella',
		chosen: { resource: 'activity' },
		saved: { ...reporting, resource: 'activity', operation: 'getAll', trafficType: 'all', ...listing },
	},
	{
		name: 'the legacy API, which knows one resource and no filter',
		node: 'umbrella',
		chosen: { authentication: 'legacyApi', operation: 'scan' },
		saved: { ...legacy, ...scan, filters: undefined },
	},
	{ name: 'a new node', node: 'cloudlock', saved: { ...activity, operation: 'getAll', ...listing } },
	{ name: 'a scan', node: 'cloudlock', chosen: { operation: 'scan' }, saved: { ...activity, ...scan } },
	{
		name: 'activities by ID',
		node: 'cloudlock',
		chosen: { operation: 'get', activityIds: 'a#0,b#1' },
		saved: { ...activity, operation: 'get', activityIds: 'a#0,b#1' },
	},
	{
		name: 'a new node',
		node: 'informatica',
		saved: { resource: 'securityLog', operation: 'getAll', ...listing },
	},
	{
		name: 'a new node',
		node: 'defender',
		saved: {
			authentication: 'apiToken',
			...activity,
			operation: 'getAll',
			...listing,
			...sorted,
			...conditions,
		},
	},
	{
		name: 'one activity',
		node: 'defender',
		chosen: { operation: 'get', activityId: 'x' },
		saved: { authentication: 'apiToken', ...activity, operation: 'get', activityId: 'x' },
	},
	{
		name: 'a filter in JSON',
		node: 'defender',
		chosen: { operation: 'scan', filterMode: 'json' },
		saved: {
			authentication: 'apiToken',
			...activity,
			...scan,
			filters: undefined,
			filterMode: 'json',
			filtersJson: '{}',
		},
	},
	{
		name: 'a scan into a file',
		node: 'cloudlock',
		chosen: { operation: 'scan', output: 'file' },
		saved: { ...activity, ...scan, output: 'file', binaryPropertyName: 'data' },
	},
	{
		name: 'between two times',
		node: 'cloudlock',
		chosen: { timeRange: 'between', from: '2026-11-20T00:00:00Z' },
		saved: {
			...activity,
			operation: 'getAll',
			...listing,
			timeRange: 'between',
			lastAmount: undefined,
			lastUnit: undefined,
			from: '2026-11-20T00:00:00Z',
			to: '',
		},
	},
];

const defined = (parameters: INodeParameters): INodeParameters =>
	Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));

test.each(rows)('$node: $name', ({ node, chosen, saved }) => {
	expect(stored(node, chosen)).toEqual(defined(saved));
});

test.each(Object.keys(nodes) as NodeName[])(
	'%s: a scan from a cursor has no time range, and a list no cursor',
	(node) => {
		const chosen = { startFrom: 'cursor', cursor: 'abc' };
		expect(Object.keys(stored(node, { operation: 'scan', ...chosen }))).not.toContain('timeRange');
		expect(stored(node, { operation: 'scan', ...chosen })).toMatchObject(chosen);
		expect(Object.keys(stored(node, { operation: 'getAll', ...chosen }))).not.toContain('cursor');
		expect(stored(node, { operation: 'getAll', ...chosen })).toMatchObject(window);
		expect(stored(node, { operation: 'scan', startFrom: 'lastScan' })).toMatchObject(window);
	},
);

describe.each(Object.entries(nodes))('%s', (_node, properties) => {
	const everything = (
		list: readonly (INodeProperties | INodePropertyOptions)[],
	): readonly INodeProperties[] =>
		list.flatMap((property) =>
			'type' in property
				? [property as INodeProperties, ...everything(nested(property as INodeProperties))]
				: [],
		);
	const nested = ({ options = [] }: INodeProperties) =>
		options.flatMap((option) => ('values' in option ? option.values : [option as INodeProperties]));
	const named = everything(properties);

	test('every choice of an operation says what it does', () => {
		const operations = named
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
		for (const { action, description } of operations) {
			expect(action).toMatch(/^[A-Z][a-z]/);
			expect(description).toMatch(/^[A-Z]/);
		}
	});

	test('lists of five and more are in the order of the alphabet', () => {
		const labels = named
			.filter(({ name }) => name !== 'operator')
			.map(({ options = [] }) =>
				options.map((option) => ('displayName' in option ? option.displayName : option.name)),
			)
			.filter((list) => list.length >= 5);
		for (const list of labels) expect(list).toEqual([...list].sort((a, b) => a.localeCompare(b, 'en')));
	});
});
