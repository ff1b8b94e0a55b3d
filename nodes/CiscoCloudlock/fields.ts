import type { INodeProperties } from 'n8n-workflow';
import { listing } from '../shared/listing';
import { options, pageSize } from '../shared/options';
import { scanOutput, scanStart } from '../shared/scan';
import { timeRange } from '../shared/timeRange';
import { limits } from './limits';

const choice: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Activity',
				value: 'activity',
				description: 'What users did in the cloud platforms that Cloudlock watches',
			},
		],
		default: 'activity',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get activities by ID',
				description: 'Fetch activities whose IDs you know',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many activities',
				description: 'List the newest activities of a time range',
			},
			{
				name: 'Scan',
				value: 'scan',
				action: 'Scan activities',
				description: 'Read every activity of a time range of any size and say whether it is complete',
			},
		],
		default: 'getAll',
		displayOptions: { show: { resource: ['activity'] } },
	},
];

const activityIds: INodeProperties = {
	displayName: 'Activity IDs',
	name: 'activityIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. -6285966971996490902#0,2233445566778899001#1',
	description: 'One or more event IDs with commas between, as the field event_id shows them',
	displayOptions: { show: { operation: ['get'] } },
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Event Type',
			name: 'eventType',
			type: 'options',
			// Cisco names these three and no others; what a customer's platforms send is not written down.
			options: [
				{ name: 'Login', value: 'login' },
				{ name: 'Other', value: 'other' },
				{ name: 'User Settings', value: 'user_settings' },
			],
			allowArbitraryValues: true,
			default: 'login',
			description: 'Only activities of this type, as the field event_type shows it',
			hint: 'For any other type, switch the field to Expression and write the type',
		},
	],
	displayOptions: { show: { operation: ['getAll', 'scan'] } },
};

/** Every parameter of the Cisco Cloudlock node, in the order a person meets them. */
export const properties: INodeProperties[] = [
	...choice,
	activityIds,
	...scanStart,
	...timeRange({
		hint: 'Cloudlock hands over 100 records a page, from now backwards: what lies far back takes time',
	}),
	...listing,
	...scanOutput,
	filters,
	...options(limits.requestsPerMinute, pageSize(limits.pageSize)),
];
