import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { listing } from '../shared/listing';
import { options, pageSize } from '../shared/options';
import { scanOutput, scanStart } from '../shared/scan';
import { nameOf } from '../shared/subtitle';
import { timeRange } from '../shared/timeRange';
import { filterProperties } from './filters';
import { legacyLimits, reportingLimits } from './limits';

const authentication: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'Reporting API',
				value: 'reportingApi',
				description: 'API key and secret of the current Umbrella API',
			},
			{
				name: 'Legacy API (V1)',
				value: 'legacyApi',
				description: 'Key and secret of the retired Reporting v1 API',
			},
		],
		default: 'reportingApi',
	},
	{
		displayName:
			'Cisco retired Reporting v1 on 1 September 2023 and answers it for few organizations. It reaches back 24 hours and knows blocked security events only. Use the Reporting API wherever you can.',
		name: 'legacyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['legacyApi'] } },
	},
];

const securityActivity: INodePropertyOptions = {
	name: 'Security Activity',
	value: 'securityActivity',
	description: 'Security events that Umbrella blocked',
};

const activity: INodePropertyOptions = {
	name: 'Activity',
	value: 'activity',
	description: 'All activity that Umbrella saw, allowed and blocked',
};

/** Reporting v1 knows one resource only. */
const resource = (authentication: string, options: INodePropertyOptions[]): INodeProperties => ({
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options,
	default: 'securityActivity',
	displayOptions: { show: { authentication: [authentication] } },
});

const operation: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many security activities',
				description: 'List the newest blocked security events of a time range',
			},
			{
				name: 'Scan',
				value: 'scan',
				action: 'Scan security activities',
				description:
					'Read every blocked security event of a time range of any size and say whether it is complete',
			},
		],
		default: 'getAll',
		displayOptions: { show: { resource: ['securityActivity'] } },
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
				action: 'Get many activities',
				description: 'List the newest activity of a time range',
			},
			{
				name: 'Scan',
				value: 'scan',
				action: 'Scan activities',
				description: 'Read all activity of a time range of any size and say whether it is complete',
			},
		],
		default: 'getAll',
		displayOptions: { show: { resource: ['activity'] } },
	},
];

const trafficType: INodeProperties = {
	displayName: 'Traffic Type',
	name: 'trafficType',
	type: 'options',
	options: [
		{ name: 'All', value: 'all', description: 'DNS, proxy, firewall and intrusion activity together' },
		{
			name: 'AMP Retrospective',
			value: 'ampRetrospective',
			description: 'Files that turned out malicious later',
		},
		{ name: 'DNS', value: 'dns', description: 'Name look-ups' },
		{ name: 'Firewall', value: 'firewall', description: 'Connections through the cloud firewall' },
		{ name: 'Intrusion', value: 'intrusion', description: 'Hits of the intrusion prevention system' },
		{ name: 'IP', value: 'ip', description: 'Activity by IP address; Cisco marks this list deprecated' },
		{ name: 'Proxy', value: 'proxy', description: 'Web requests through the secure web gateway' },
	],
	default: 'all',
	description: 'Which kind of traffic to read',
	displayOptions: { show: { authentication: ['reportingApi'], resource: ['activity'] } },
};

/** Every parameter of the Cisco Umbrella node, in the order a person meets them. */
export const properties: INodeProperties[] = [
	...authentication,
	resource('reportingApi', [activity, securityActivity]),
	resource('legacyApi', [securityActivity]),
	...operation,
	trafficType,
	...scanStart,
	...timeRange(
		{
			hint: 'Umbrella answers for 30 days at a time; a longer range is read in parts',
			show: { authentication: ['reportingApi'] },
		},
		{
			hint: 'The legacy API answers for the last 24 hours; a longer range is cut to that',
			show: { authentication: ['legacyApi'] },
		},
	),
	...listing,
	...scanOutput,
	...filterProperties,
	...options(
		reportingLimits.requestsPerMinute,
		pageSize(reportingLimits.pageSize, { '/authentication': ['reportingApi'] }),
		pageSize(legacyLimits.pageSize, { '/authentication': ['legacyApi'] }),
	),
];

const IS_NARROWED = '$parameter["resource"] === "activity" && ($parameter["trafficType"] ?? "all") !== "all"';

/** An expression for what is read, `Activity (DNS)`, for the line under the name of a node. */
export const subject = `${nameOf(properties, 'resource')} + (${IS_NARROWED} ? " (" + ${nameOf(properties, 'trafficType')} + ")" : "")`;
