import type { INodeProperties } from 'n8n-workflow';

const CATEGORIES = ['Authentication', 'Organization', 'Role', 'User', 'User group'] as const;

const EVENTS = [
	'AGENT_LOGIN',
	'CREATE',
	'DELETE',
	'DISABLE',
	'LOGOUT',
	'PASSWORD_RESET',
	'UPDATE',
	'USER_LOGIN',
] as const;

const first = ([value]: readonly [string, ...string[]]): string => value;

const knownValue = (
	field: string,
	values: readonly [string, ...string[]],
	description: string,
): INodeProperties => ({
	displayName: 'Value',
	name: 'value',
	type: 'options',
	options: values.map((value) => ({ name: value, value })),
	default: first(values),
	description,
	displayOptions: { show: { field: [field] } },
});

/**
 * The conditions a person can set.
 * Fields, operators and words: https://docs.informatica.com/cloud-common-services/administrator/current-version/rest-api-reference/platform-rest-api-version-3-resources/security-logs.html
 */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add condition',
	default: {},
	description: 'Only entries that meet all of these conditions',
	options: [
		{
			displayName: 'Conditions',
			name: 'conditions',
			values: [
				{
					displayName: 'Field',
					name: 'field',
					type: 'options',
					options: [
						{
							name: 'Action Category',
							value: 'actionCategory',
							description: 'Kind of object that was acted on',
						},
						{
							name: 'Action Event',
							value: 'actionEvent',
							description: 'What was done; applied after reading',
						},
						{ name: 'Actor', value: 'actor', description: 'User name of who did it' },
						{ name: 'Object Name', value: 'objectName', description: 'Name of what it was done to' },
					],
					default: 'actor',
					description: 'Field of the entry to compare',
				},
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					options: [
						{ name: 'Equal', value: 'equal' },
						{ name: 'Not Equal', value: 'notEqual' },
					],
					default: 'equal',
					description: 'How to compare',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. admin@example.com',
					description: 'What to compare with, letter for letter',
					displayOptions: { show: { field: ['actor', 'objectName'] } },
				},
				knownValue(
					'actionCategory',
					CATEGORIES,
					'Category to compare with; User group also stands for Group',
				),
				knownValue('actionEvent', EVENTS, 'Event to compare with'),
			],
		},
	],
	displayOptions: { show: { operation: ['getAll', 'scan'] } },
};
