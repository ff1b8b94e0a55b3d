import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { nodeSource } from '../support/nodeSources';
import { fewRecords } from '../support/refusal';
import { expectRefusedUnlessRight, type InputRow } from '../support/refusedInput';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({ records: fewRecords });
});
afterAll(async () => await emulator.close());

const json = (filtersJson: string): INodeParameters => ({ filterMode: 'json', filtersJson });
const condition = (chosen: INodeParameters): INodeParameters => ({ filters: { conditions: [chosen] } });

const filterRows: ReadonlyArray<InputRow & { readonly source: string }> = [
	...['{', '[]', '"service"', 'null', '5', '{"service": 5}', '{"service": [1]}'].map((text) => ({
		source: 'Defender, API token',
		name: `filter JSON that reads ${text}`,
		wrong: json(text),
		right: json('{ "service": { "eq": [11161] } }'),
		parameter: 'Filters (JSON)',
		fix: /eq/,
	})),
	{
		source: 'Defender, API token',
		name: 'an unknown operator in the JSON',
		wrong: json('{ "service": { "equals": [11161] } }'),
		right: json('{ "service": { "neq": [11161] } }'),
		parameter: 'Filters (JSON)',
		fix: /Use one of .*neq/,
	},
	{
		source: 'Defender, OAuth2',
		name: 'an unknown operator in a condition',
		wrong: condition({ field: 'service', operator: 'like', value: '11161' }),
		right: condition({ field: 'service', operator: 'eq', value: '11161' }),
		parameter: 'Filters',
		fix: /Use one of .*neq/,
	},
	{
		source: 'Defender, API token',
		name: 'a word where a number belongs',
		wrong: condition({ field: 'service', operator: 'eq', value: 'Office 365' }),
		right: condition({ field: 'service', operator: 'eq', value: '11161, 12260' }),
		parameter: 'Filters',
		fix: /numbers/,
	},
	{
		source: 'Defender, API token',
		name: 'a condition without a value',
		wrong: condition({ field: 'service', operator: 'eq', value: ' , ' }),
		right: condition({ field: 'service', operator: 'eq', value: '11161' }),
		parameter: 'Filters',
		fix: /value/,
	},
	{
		source: 'Defender, API token',
		name: 'a time that cannot be read',
		wrong: condition({ field: 'created', operator: 'gte', value: 'last week' }),
		right: condition({ field: 'created', operator: 'gte', value: '2026-01-01' }),
		parameter: 'Filters',
		fix: /2026-11-20T00:00:00Z/,
	},
	{
		source: 'Informatica',
		name: 'an unknown operator',
		wrong: condition({ field: 'actor', operator: 'like', value: 'admin' }),
		right: condition({ field: 'actor', operator: 'notEqual', value: 'admin' }),
		parameter: 'Filters',
		fix: /equal or notEqual/,
	},
	{
		source: 'Informatica',
		name: 'an operator that every object has',
		wrong: condition({ field: 'actor', operator: 'constructor', value: 'admin' }),
		right: condition({ field: 'actor', operator: 'equal', value: 'admin' }),
		parameter: 'Filters',
		fix: /equal or notEqual/,
	},
	{
		source: 'Informatica',
		name: 'a condition without a value',
		wrong: condition({ field: 'objectName', operator: 'equal', value: ' ' }),
		right: condition({ field: 'objectName', operator: 'equal', value: 'x' }),
		parameter: 'Filters',
		fix: /Fill in the value/,
	},
	{
		source: 'Informatica',
		name: 'a value that the query cannot carry',
		wrong: condition({ field: 'actor', operator: 'equal', value: `a"b'c` }),
		right: condition({ field: 'actor', operator: 'equal', value: `a"b` }),
		parameter: 'Filters',
		fix: /later node/,
	},
];

it.each(filterRows)('$source refuses $name before any request', async ({ source, ...row }) => {
	for (const operation of ['getAll', 'scan'] as const) {
		emulator.log.length = 0;
		await expectRefusedUnlessRight(emulator, nodeSource(source), operation, row);
	}
});
