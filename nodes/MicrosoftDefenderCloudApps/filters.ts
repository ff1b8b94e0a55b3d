import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../shared/locator';
import { filterFields, operatorLabels, operatorsWithoutValue } from './filterTable';
import type { FilterField, FilterOperator } from './filterTable';

const LIST_NOTE = 'Several values with commas between mean any of them';

const operatorOption = (operator: FilterOperator) => ({ name: operatorLabels[operator], value: operator });

const knowing = (operators: readonly FilterOperator[]): readonly FilterField[] =>
	filterFields.filter((field) => field.operators.join() === operators.join());

/** One operator list for all fields that know the same operators. */
const operatorProperties: INodeProperties[] = filterFields
	.filter((field) => knowing(field.operators)[0] === field)
	.map(({ operators, operators: [usual] }) => ({
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		options: operators.map(operatorOption),
		default: usual,
		description: 'How to compare',
		displayOptions: { show: { field: knowing(operators).map(({ name }) => name) } },
	}));

type ValueShape = Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

const valueShape = ({ type, choices, note, placeholder, single }: FilterField): ValueShape => {
	if (type === 'boolean') {
		return {
			type: 'options',
			options: [
				{ name: 'Yes', value: 'true' },
				{ name: 'No', value: 'false' },
			],
			default: 'true',
		};
	}
	if (choices) {
		return {
			type: 'multiOptions',
			options: [...choices].sort((a, b) => a.name.localeCompare(b.name, 'en')),
			default: [],
			description: 'Any of these values',
		};
	}
	return {
		type: 'string',
		default: '',
		description: sentences(note, single ? undefined : LIST_NOTE),
		...(placeholder === undefined ? {} : { placeholder: `e.g. ${placeholder}` }),
	};
};

const sentences = (...parts: readonly (string | undefined)[]): string =>
	parts.filter((part) => part !== undefined).join('. ');

const VALUE = { displayName: 'Value', name: 'value' };

const app = locator({
	...VALUE,
	description: 'App in which something was done',
	hint: 'By ID takes the number of any app, also of one that is not listed',
	search: 'searchApps',
	choose: 'Choose an app',
	ids: '11161,12260',
});

const valueProperty = (field: FilterField): INodeProperties => ({
	...(field.isApp ? app : { ...VALUE, ...valueShape(field) }),
	displayOptions: { show: { field: [field.name] }, hide: { operator: [...operatorsWithoutValue] } },
});

const listed = { operation: ['getAll', 'scan'] };

/** The filter, as conditions to click together or as the vendor's own JSON. */
export const filterProperties: INodeProperties[] = [
	{
		displayName: 'Filter Mode',
		name: 'filterMode',
		type: 'options',
		options: [
			{ name: 'Conditions', value: 'conditions', description: 'Choose fields, operators and values' },
			{ name: 'JSON', value: 'json', description: "Write the vendor's filter object" },
		],
		default: 'conditions',
		description: 'How to say which activities to read',
		displayOptions: { show: listed },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		description: 'Only activities that meet all of these conditions',
		options: [
			{
				displayName: 'Conditions',
				name: 'conditions',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'options',
						options: filterFields.map(({ name, label }) => ({ name: label, value: name })),
						default: 'service',
						description: 'Field of the activity to compare',
					},
					...operatorProperties,
					...filterFields.map(valueProperty),
				],
			},
		],
		displayOptions: { show: { ...listed, filterMode: ['conditions'] } },
	},
	{
		displayName: 'Filters (JSON)',
		name: 'filtersJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "service": { "eq": [11161] }, "activity.type": { "eq": true } }',
		description:
			'Filter object as Microsoft documents it. A <code>date</code> in it narrows the time range. Times are milliseconds, or ISO 8601 text, in the time zone of the workflow if it names none. <a href="https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities#filters">More info</a>.',
		displayOptions: { show: { ...listed, filterMode: ['json'] } },
	},
];
