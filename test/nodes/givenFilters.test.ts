import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { readFilters } from '../../nodes/CiscoUmbrella/readFilters';
import { filterFields } from '../../nodes/MicrosoftDefenderCloudApps/filterTable';
import { readCollection, readConditionList } from '../../nodes/shared/run/given';
import { failureOf, type NodeFailure } from '../support/nodeFailure';
import { listing, nodeSource } from '../support/nodeSources';
import { fewRecords } from '../support/refusal';
import { runNode } from '../support/runNode';
import { trigger } from '../support/runTrigger';
import { nodes } from './stored';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({ records: fewRecords });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.log.length = 0;
});

/** What the first request asked for, whatever the vendor said to it. */
async function asked(source: string, parameters: INodeParameters) {
	const { node } = nodeSource(source);
	await runNode(emulator, node, {
		parameters: listing(nodeSource(source), 'scan', parameters),
		onError: 'continueRegularOutput',
	});
	const [first] = emulator.log.filter(({ kind }) => kind === 'data');
	return { query: new URLSearchParams(first?.query ?? ''), body: first?.body ?? '' };
}

async function refused(source: string, parameters: INodeParameters): Promise<NodeFailure> {
	const failure = await failureOf(
		runNode(emulator, nodeSource(source).node, {
			parameters: listing(nodeSource(source), 'scan', parameters),
		}),
	);
	expect(emulator.log.filter(({ kind }) => kind === 'data')).toEqual([]);
	expect(failure.kind).toBe('NodeOperationError');
	return failure;
}

const given = (code: string): string => `={{ ${code} }}`;

/** Values that are none for a text, and would be left out or sent as something else. */
const NO_TEXT = [
	['null', 'null'],
	['nothing', '$json.nothing'],
	['true', 'true'],
	['an object', '({ id: 7 })'],
	['an empty list', '[]'],
	['a list of null', '[null]'],
	['a list in a list', '[["a"]]'],
	['commas alone', '" , "'],
	['half a character', '"a\\ud83d"'],
	['half a character in a list', '["a", "\\ude00b"]'],
] as const;

/** Values that mean a text, and what is asked for. */
const TEXT = [
	['text', '"a, b"', 'a,b'],
	['a list', '["a", "b"]', 'a,b'],
	['lines', '"a\\nb\\r\\n"', 'a,b'],
	['a number', '7', '7'],
	['numbers', '[65, 66]', '65,66'],
	['a whole emoji', '"😀"', '😀'],
] as const;

const umbrellaNames: Readonly<Record<string, readonly [cisco: string, label: string]>> = {
	applicationId: ['applicationid', 'Application ID'],
	categories: ['categories', 'Categories'],
	domains: ['domains', 'Domains'],
	identityIds: ['identityids', 'Identities'],
	identityTypes: ['identitytypes', 'Identity Types'],
	ip: ['ip', 'IP Address'],
	policyCategories: ['policycategories', 'Policy Categories'],
	ports: ['ports', 'Ports'],
	ruleId: ['ruleid', 'Rule ID'],
	sha256: ['sha256', 'SHA-256'],
	threatTypes: ['threattypes', 'Threat Types'],
	threats: ['threats', 'Threats'],
	urls: ['urls', 'URLs'],
	verdict: ['verdict', 'Verdicts'],
};

test('the table below has every filter of Umbrella and Cloudlock', () => {
	const names = (properties: (typeof nodes)['umbrella']) => [
		...new Set(
			properties
				.filter(({ name, type }) => name === 'filters' && type === 'collection')
				.flatMap(({ options = [] }) => options.map(({ name }) => name)),
		),
	];
	expect(names(nodes.umbrella).sort()).toEqual(Object.keys(umbrellaNames));
	expect(names(nodes.cloudlock)).toEqual(['eventType']);
});

describe.each(Object.entries(umbrellaNames))('Umbrella, %s', (name, [cisco, label]) => {
	const trafficType = name === 'sha256' ? 'ampRetrospective' : 'all';
	const filtered = (code: string) => ({ trafficType, filters: { [name]: given(code) } });

	it.each(TEXT)('takes %s', async (_kind, code, expected) => {
		const { query } = await asked('Umbrella', filtered(code));
		expect(query.get(cisco)).toBe(expected);
	});

	it.each(NO_TEXT.filter(([kind]) => !(name === 'verdict' && kind === 'an empty list')))(
		'refuses %s',
		async (_kind, code) => {
			const { message } = await refused('Umbrella', filtered(code));
			expect(message).toMatch(new RegExp(`^${label}: `));
		},
	);

	it('is no filter while it is empty', async () => {
		const { query } = await asked('Umbrella', { trafficType, filters: { [name]: ' ' } });
		expect([query.get('limit') === null, query.get(cisco)]).toEqual([false, null]);
	});
});

it('no verdict chosen means all', async () => {
	expect((await asked('Umbrella', { filters: { verdict: [] } })).query.get('verdict')).toBeNull();
});

describe('Cloudlock, eventType', () => {
	const filtered = (code: string) => ({ filters: { eventType: given(code) } });

	it.each([
		['text', '" login "', 'login'],
		['a list of one', '["login"]', 'login'],
		['a number', '7', '7'],
	])('takes %s', async (_kind, code, expected) => {
		expect((await asked('Cloudlock', filtered(code))).query.get('event_type')).toBe(expected);
	});

	it.each([...NO_TEXT, ['two types', '["login", "other"]'], ['two in one text', '"login,other"']] as const)(
		'refuses %s',
		async (_kind, code) => {
			expect((await refused('Cloudlock', filtered(code))).message).toMatch(/^Event Type: /);
		},
	);

	it('holds for its trigger too', async () => {
		const polling = await trigger(emulator, 'ciscoCloudlockTrigger', filtered('["login", "other"]'));
		expect((await failureOf(polling.poll())).message).toMatch(/^Event Type: /);
		expect(emulator.log).toEqual([]);
	});
});

describe.each(['actor', 'objectName', 'actionCategory', 'actionEvent'])('Informatica, %s', (field) => {
	const filtered = (code: string, operator = 'notEqual') => ({
		filters: { conditions: [{ field, operator, value: given(code) }] },
	});

	it.each([
		['text', '"a, b"', ['a, b']],
		['a list', '["a", "b"]', ['a', 'b']],
		['a number', '7', ['7']],
	] as const)('takes %s', async (_kind, code, expected) => {
		const q = (await asked('Informatica', filtered(code))).query.get('q') ?? '';
		const sent = field === 'actionEvent' ? [] : expected.map((value) => `${field}!="${value}"`);
		expect(q.split(';').slice(2)).toEqual(sent);
	});

	it.each(NO_TEXT.filter(([kind]) => kind !== 'commas alone'))('refuses %s', async (_kind, code) => {
		expect((await refused('Informatica', filtered(code))).message).toMatch(/^Filters(, \w+)?: /);
	});
});

it('Informatica takes any of several values where they must be equal', async () => {
	const actorsOf = async (parameters: INodeParameters) => {
		const { outputs } = await runNode(emulator, 'informaticaCloud', {
			parameters: listing(nodeSource('Informatica'), 'scan', { lastAmount: 300, ...parameters }),
		});
		return (outputs[0] ?? []).map(({ json }) => json['actor']);
	};
	const all = await actorsOf({});
	const two = [...new Set(all)].slice(0, 2);
	const condition = { field: 'actor', operator: 'equal', value: given(JSON.stringify(two)) };
	const found = await actorsOf({ filters: { conditions: [condition] } });
	expect(found.sort()).toEqual(all.filter((actor) => two.includes(actor)).sort());
	expect(found.length).toBeLessThan(all.length);
});

describe.each(filterFields)('Defender, $name', ({ name: field, operators: [operator], type, single }) => {
	const filtered = (code: string) => ({
		filters: { conditions: [{ field, operator, value: given(code) }] },
	});
	const sent = async (code: string): Promise<unknown> => {
		const { filters } = JSON.parse((await asked('Defender, API token', filtered(code))).body) as {
			filters: Record<string, Record<string, unknown>>;
		};
		return filters[field]?.[operator];
	};
	const several = (values: readonly unknown[]) =>
		values.length > 1 || operator === 'eq' || operator === 'neq' ? values : values[0];
	const entity = { id: 'x', inst: 0 };
	const rows: Readonly<Record<typeof type, ReadonlyArray<readonly [string, unknown]>>> = {
		string: [
			['"a"', several(['a'])],
			['["a", "b"]', ['a', 'b']],
			['7', several(['7'])],
		],
		integer: [
			['7', [7]],
			['"7"', [7]],
			['[7, "8"]', [7, 8]],
		],
		boolean: [
			['true', true],
			['"false"', false],
			['[true]', true],
		],
		timestamp: [
			['"2026-11-20T00:00:00Z"', Date.UTC(2026, 10, 20)],
			[`${Date.UTC(2026, 10, 20)}`, Date.UTC(2026, 10, 20)],
			[`"${Date.UTC(2026, 10, 20)}"`, Date.UTC(2026, 10, 20)],
			[`[${Date.UTC(2026, 10, 20) / 1_000}]`, Date.UTC(2026, 10, 20)],
			['DateTime.fromMillis(1795132800000)', 1_795_132_800_000],
		],
		entity: [
			[`(${JSON.stringify(entity)})`, [entity]],
			[`'${JSON.stringify(entity)}'`, [entity]],
			[`[${JSON.stringify(entity)}]`, [entity]],
		],
	};

	it.each(rows[type])('takes %s', async (code, expected) => {
		expect(await sent(code)).toEqual(expected);
	});

	const wrong = [
		...NO_TEXT.filter(
			([kind]) =>
				!(type === 'boolean' && kind === 'true') && !(type === 'entity' && /object|character/.test(kind)),
		),
		...(type === 'boolean'
			? ([
					['yes', '"yes"'],
					['both', '[true, false]'],
				] as const)
			: []),
		...(type === 'integer' ? ([['a blank in a list', '[" "]']] as const) : []),
		...(type === 'entity'
			? ([['an id with half a character', '({ id: "\\ud83d", inst: 0 })']] as const)
			: []),
	].filter(([kind]) => !(single && type === 'string' && kind === 'commas alone'));

	it.each(wrong)('refuses %s', async (_kind, code) => {
		const { message } = await refused('Defender, API token', filtered(code));
		expect(message).toMatch(/^Filters(, [\w.]+)?: /);
	});
});

/** n8n itself drops an expression in place of all filters; where it comes through, it is not taken for none. */
describe('filters as a whole', () => {
	it.each([
		{ name: 'a text', filters: 'blocked' },
		{ name: 'a list', filters: ['blocked'] },
		{ name: 'null', filters: null },
		{ name: 'a filter that is none', filters: { from: 0 } },
	])('are refused when they are $name', ({ filters }) => {
		expect(() => readCollection(filters, ['ports'], 'activity')).toThrow(/^Filters: /);
		expect(() => readConditionList(filters)).toThrow(/^Filters: /);
	});

	it.each([
		{ name: 'text', conditions: 'service' },
		{ name: 'null', conditions: null },
		{ name: 'nothing', conditions: undefined },
	])('are refused when their conditions are $name', ({ conditions }) => {
		expect(() => readConditionList({ conditions })).toThrow(/^Filters: /);
	});

	it('are what was chosen', () => {
		const condition = { field: 'actor' };
		expect(readCollection({ ports: '80' }, ['ports'], 'activity')).toEqual({ ports: '80' });
		expect([undefined, {}].map(readConditionList)).toEqual([[], []]);
		expect(readConditionList({ conditions: [condition] })).toEqual([condition]);
		expect(readConditionList({ conditions: condition })).toEqual([condition]);
	});

	it('of Umbrella are those that the traffic knows', () => {
		const dns = { resource: 'activity', trafficType: 'dns' } as const;
		const security = { resource: 'securityActivity', trafficType: 'all' } as const;
		expect(() => readFilters({ ports: '80' }, dns)).toThrow(
			/^Filters: "ports" is no filter of activity \(dns\)/,
		);
		expect(() => readFilters({ verdict: ['allowed'] }, security)).toThrow(/^Filters: "verdict"/);
		expect(readFilters({ ports: '80' }, security)).toEqual({ ports: '80' });
	});
});

it.each([null, '$json.nothing', '"service"', '[null]', '[5]'])('conditions that are %j', async (code) => {
	const filters = { conditions: given(String(code)) };
	for (const source of ['Defender, API token', 'Informatica'])
		expect((await refused(source, { filters })).message).toMatch(/^Filters: /);
});
