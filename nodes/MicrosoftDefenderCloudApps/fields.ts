import type { INodeProperties } from 'n8n-workflow';
import { listing } from '../shared/listing';
import { options, pageSize } from '../shared/options';
import { scanOutput, scanStart } from '../shared/scan';
import { timeRange } from '../shared/timeRange';
import { filterProperties } from './filters';
import { listLimits, scanLimits } from './limits';

const choice: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{ name: 'API Token', value: 'apiToken', description: 'Token made in the portal' },
			{ name: 'OAuth2', value: 'oAuth2', description: 'Application registered in Microsoft Entra' },
		],
		default: 'apiToken',
	},
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Activity',
				value: 'activity',
				description: 'What users did in the cloud apps that Defender watches',
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
				action: 'Get an activity',
				description: 'Fetch one activity whose ID you know',
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

const activityId: INodeProperties = {
	displayName: 'Activity ID',
	name: 'activityId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 70112233_15600_5d0c9b1e-1a2b-4c3d-8e4f-0123456789ab',
	description: 'ID of the activity, as its field _id shows it',
	displayOptions: { show: { operation: ['get'] } },
};

const sorting: INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortField',
		type: 'options',
		options: [
			{ name: 'Date', value: 'date', description: 'When the activity took place' },
			{ name: 'Created', value: 'created', description: 'When Defender saved it' },
		],
		default: 'date',
		description: 'Time to sort the activities by',
		displayOptions: { show: { operation: ['getAll'] } },
	},
	{
		displayName: 'Sort Direction',
		name: 'sortDirection',
		type: 'options',
		options: [
			{ name: 'Newest First', value: 'desc' },
			{ name: 'Oldest First', value: 'asc' },
		],
		default: 'desc',
		description: 'Which end to begin with; a limit keeps that end',
		displayOptions: { show: { operation: ['getAll'] } },
	},
];

/** Every parameter of the Microsoft Defender for Cloud Apps node, in the order a person meets them. */
export const properties: INodeProperties[] = [
	...choice,
	activityId,
	...scanStart,
	...timeRange({
		hint: 'Defender answers for the last 30 days, at most 30 requests a minute for the whole tenant',
	}),
	...listing,
	...sorting,
	...scanOutput,
	...filterProperties,
	...options(
		listLimits.requestsPerMinute,
		pageSize(listLimits.pageSize, { '/operation': ['getAll'] }),
		pageSize(scanLimits.pageSize, { '/operation': ['scan'] }),
	),
];
