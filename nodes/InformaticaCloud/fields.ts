import type { INodeProperties } from 'n8n-workflow';
import { listing } from '../shared/listing';
import { options, pageSize } from '../shared/options';
import { scanOutput, scanStart } from '../shared/scan';
import { timeRange } from '../shared/timeRange';
import { filters } from './filters';
import { limits } from './limits';

const choice: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Security Log',
				value: 'securityLog',
				description: 'Sign-ins and changes to users, groups, roles and the organization',
			},
		],
		default: 'securityLog',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many security log entries',
				description: 'List the newest security log entries of a time range',
			},
			{
				name: 'Scan',
				value: 'scan',
				action: 'Scan security log entries',
				description:
					'Read every security log entry of a time range of any size and say whether it is complete',
			},
		],
		default: 'getAll',
		displayOptions: { show: { resource: ['securityLog'] } },
	},
];

/** n8n itself signs in to read the log, and the log holds that too. */
export const excludeOwnLogins: INodeProperties = {
	displayName: 'Exclude Own Logins',
	name: 'excludeOwnLogins',
	type: 'boolean',
	default: false,
	description:
		"Whether to leave out the sign-ins and sign-outs of the credential's own user, which reading the log causes",
};

/** Every parameter of the Informatica Cloud node, in the order a person meets them. */
export const properties: INodeProperties[] = [
	...choice,
	...scanStart,
	...timeRange({ hint: 'Informatica answers for 14 days at a time; a longer range is read in parts' }),
	...listing,
	...scanOutput,
	filters,
	...options(limits.requestsPerMinute, pageSize(limits.pageSize), excludeOwnLogins),
];
