import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { builtPackage } from '../support/builtNodes';
import { listing, nodeSource } from '../support/nodeSources';
import { fewRecords } from '../support/refusal';
import { expectRefusedUnlessRight } from '../support/refusedInput';
import { runNode } from '../support/runNode';
import { trigger } from '../support/runTrigger';
import type { AnyNode } from '../support/searchList';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({ records: fewRecords });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.log.length = 0;
});

const chosen = (mode: 'list' | 'id', value: unknown) => ({
	__rl: true,
	mode,
	value,
	cachedResultName: 'A name',
});

/** What may be stored of a filter, and what it must come to. */
const shapes = [
	{ name: 'text', stored: '65, 66', sent: '65,66' },
	{ name: 'a list', stored: ['65', 66], sent: '65,66' },
	{ name: 'a number', stored: 65, sent: '65' },
	{ name: 'one from the list', stored: chosen('list', '65'), sent: '65' },
	{ name: 'several by ID', stored: chosen('id', '65 ,66'), sent: '65,66' },
	{ name: 'an expression that gives a list', stored: chosen('id', [65, 66]), sent: '65,66' },
	{ name: 'an expression', stored: chosen('id', '={{ 60 + 5 }}'), sent: '65' },
	{ name: 'nothing from the list', stored: chosen('list', ''), sent: undefined },
] as const;

const sentByUmbrella = (name: string): readonly (string | undefined)[] => [
	...new Set(
		emulator.log
			.filter(({ kind }) => kind === 'data')
			.map(({ query }) => new URLSearchParams(query).get(name) ?? undefined),
	),
];

const filters = [
	{ filter: 'categories', sentAs: 'categories', label: 'Categories' },
	{ filter: 'policyCategories', sentAs: 'policycategories', label: 'Policy Categories' },
	{ filter: 'identityIds', sentAs: 'identityids', label: 'Identities' },
];

describe.each(filters)('umbrella: $filter', ({ filter, sentAs, label }) => {
	test.each(shapes)('stored as $name is sent as $sent', async ({ stored, sent }) => {
		const given = { filters: { [filter]: stored } } as INodeParameters;
		await runNode(emulator, 'ciscoUmbrella', {
			parameters: listing(nodeSource('Umbrella'), 'getAll', given),
		});
		expect(sentByUmbrella(sentAs)).toEqual([sent]);
	});

	test('a trigger reads what is stored in the same way', async () => {
		const parameters = { filters: { [filter]: chosen('list', '65') } } as INodeParameters;
		await (await trigger(emulator, 'ciscoUmbrellaTrigger', parameters)).poll();
		expect(sentByUmbrella(sentAs)).toEqual(['65']);
	});

	test.each(['getAll', 'scan'] as const)('%s refuses any other object in words', async (operation) => {
		await expectRefusedUnlessRight(emulator, nodeSource('Umbrella'), operation, {
			name: 'an object',
			wrong: { filters: { [filter]: { id: 65 } } },
			right: { filters: { [filter]: chosen('id', '65') } } as INodeParameters,
			parameter: label,
			fix: /list.*65,66/,
		});
	});
});

const sentByDefender = (): readonly unknown[] => [
	...new Set(
		emulator.log
			.filter(({ kind }) => kind === 'data')
			.map(({ body }) =>
				JSON.stringify((JSON.parse(body) as { filters: { service?: unknown } }).filters.service),
			),
	),
];

const apps = [
	{ name: 'text', stored: '11161, 12260', sent: '{"eq":[11161,12260]}' },
	{ name: 'one from the list', stored: chosen('list', '11161'), sent: '{"eq":[11161]}' },
	{ name: 'several by ID', stored: chosen('id', '11161,12260'), sent: '{"eq":[11161,12260]}' },
	{ name: 'a list', stored: ['11161', '12260'], sent: '{"eq":[11161,12260]}' },
];

const byApp = (value: unknown): INodeParameters =>
	({ filters: { conditions: [{ field: 'service', operator: 'eq', value }] } }) as INodeParameters;

describe('defender: the app', () => {
	test.each(apps)('stored as $name is sent as $sent', async ({ stored, sent }) => {
		const source = nodeSource('Defender, API token');
		await runNode(emulator, source.node, { parameters: listing(source, 'scan', byApp(stored)) });
		expect(sentByDefender()).toEqual([sent]);
	});

	test('a trigger reads what is stored in the same way', async () => {
		await (
			await trigger(emulator, 'microsoftDefenderCloudAppsTrigger', byApp(chosen('list', '11161')))
		).poll();
		expect(sentByDefender()).toEqual(['{"eq":[11161]}']);
	});

	test.each([
		{ name: 'nothing from the list', wrong: chosen('list', ''), fix: /Fill in the value/ },
		{ name: 'a name where a number belongs', wrong: chosen('id', 'Office 365'), fix: /numbers/ },
		{ name: 'any other object', wrong: { id: 11161 }, fix: /numbers/ },
	])('$name is refused in words', async ({ name, wrong, fix }) => {
		await expectRefusedUnlessRight(emulator, nodeSource('Defender, API token'), 'getAll', {
			name,
			wrong: byApp(wrong),
			right: byApp(chosen('id', '11161')),
			parameter: 'Filters',
			fix,
		});
	});
});

const nodes: readonly AnyNode[] = [
	'ciscoUmbrella',
	'ciscoUmbrellaTrigger',
	'microsoftDefenderCloudApps',
	'microsoftDefenderCloudAppsTrigger',
];

const everyProperty = (properties: readonly INodeProperties[]): readonly INodeProperties[] =>
	properties.flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((option) =>
			'values' in option ? everyProperty(option.values) : 'type' in option ? everyProperty([option]) : [],
		),
	]);

test.each(nodes)(
	'%s: every field with a list names a search that the node has, and IDs can be typed',
	async (name) => {
		const { description, methods } = (await builtPackage()).node(name);
		const fields = everyProperty(description.properties).filter(({ type }) => type === 'resourceLocator');
		expect(fields.length).toBeGreaterThan(0);
		for (const { modes = [] } of fields) {
			expect(modes.map((mode) => mode.name)).toEqual(['list', 'id']);
			expect(Object.keys(methods?.listSearch ?? {})).toContain(modes[0]?.typeOptions?.searchListMethod);
			expect(modes[1]?.placeholder).toMatch(/^e\.g\. \d+,\d+$/);
		}
	},
);
