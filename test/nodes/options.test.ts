import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { type NodeName, nodes, stored } from './stored';

const pageSizes = [
	['umbrella', { operation: 'getAll' }, 1, 5000, 5000],
	['umbrella', { authentication: 'legacyApi', operation: 'getAll' }, 1, 500, 500],
	['cloudlock', { operation: 'getAll' }, 1, 100, 100],
	['informatica', { operation: 'getAll' }, 100, 1000, 1000],
	['defender', { operation: 'getAll' }, 1, 5000, 100],
	['defender', { operation: 'scan' }, 500, 5000, 5000],
] as const;

/** The options that are offered once `chosen` is. */
function offered(node: NodeName, chosen: INodeParameters): ReadonlyMap<string, INodeProperties> {
	const collection = nodes[node].find(({ name }) => name === 'options');
	const all = stored(node, chosen);
	const shown = ((collection?.options ?? []) as INodeProperties[]).filter((option) =>
		NodeHelpers.displayParameter({}, option, null, null, all),
	);
	const names = shown.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
	return new Map(shown.map((option) => [option.name, option]));
}

test.each(pageSizes)(
	'%s: the page size of %j is %i to %i, %i unless chosen',
	(node, chosen, min, max, usual) => {
		const option = offered(node, chosen).get('pageSize');
		expect(option?.typeOptions).toEqual({ minValue: min, maxValue: max });
		expect(option?.default).toBe(usual);
	},
);

const commonOptions = [
	'concurrency',
	'format',
	'includeRaw',
	'maxRetries',
	'pageSize',
	'requestsPerMinute',
	'timeout',
];

test.each([
	['umbrella', [], 300],
	['cloudlock', [], 0],
	['informatica', ['excludeOwnLogins'], 0],
	['defender', [], 30],
] as const)('%s: the options fit the operation', (node, own, requestsPerMinute) => {
	const names = (chosen: INodeParameters) => [...offered(node, chosen).keys()].sort();
	expect(names({ operation: 'getAll' })).toEqual([...commonOptions, ...own].sort());
	expect(names({ operation: 'scan' })).toEqual(
		[...commonOptions, ...own, 'estimateOnly', 'maxRecords'].sort(),
	);
	expect(names({ operation: 'scan', output: 'file' })).toEqual(
		[...commonOptions, ...own, 'compress', 'estimateOnly', 'maxRecords'].sort(),
	);
	const defaults = [...offered(node, { operation: 'scan', output: 'file' })].map(([name, option]) => [
		name,
		option.default,
	]);
	expect(Object.fromEntries(defaults)).toMatchObject({
		compress: true,
		concurrency: 8,
		estimateOnly: false,
		maxRecords: 0,
		maxRetries: 5,
		requestsPerMinute,
		timeout: 60,
	});
});
