import type { INodeProperties } from 'n8n-workflow';
import type { Limits } from '../../collector/feed';
import { shownOn } from './show';
import type { Show } from './show';

/** A page size that holds under some choice, where the range depends on one (`/operation`, `/authentication`). */
export const pageSize = (
	{ min, max, default: usual }: Limits['pageSize'],
	show: Show = {},
): INodeProperties => ({
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: min, maxValue: max },
	default: usual,
	description: `How many records one request asks for, ${min} to ${max}. Larger pages mean fewer requests.`,
	displayOptions: { show },
});

/** The vocabularies that several vendors share, beside the record as it is. */
export const formats: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'ECS 9.4', value: 'ecs', description: 'Fields of the Elastic Common Schema' },
			{ name: 'OCSF 1.8', value: 'ocsf', description: 'Events of the Open Cybersecurity Schema Framework' },
			{ name: 'Raw', value: 'raw', description: "The vendor's record, untouched" },
		],
		default: 'raw',
		description: 'What each record is handed over as; what a vocabulary has no place for is kept beside it',
	},
	{
		displayName: 'Include Raw Record',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the whole record as text: as raw_data in OCSF, as event.original in ECS. Raw records are whole anyway.',
	},
];

const common = (requestsPerMinute: number): INodeProperties[] => [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 32 },
		default: 8,
		description:
			'How many requests may be under way at the same time, 1 to 32. Without this option 8, and fewer where large pages would take much memory.',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'How often one request is tried again after a refusal or failure that may pass',
	},
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: requestsPerMinute,
		description:
			'At most this many requests a minute for one account, counted over all nodes in this n8n process. 0 means no limit on our side.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'How long one request may take',
	},
];

const scanOnly: INodeProperties[] = [
	{
		displayName: 'Compress File',
		name: 'compress',
		type: 'boolean',
		default: true,
		description: 'Whether to compress the file with gzip',
		displayOptions: { show: { '/operation': ['scan'], '/output': ['file'] } },
	},
	{
		displayName: 'Estimate Only',
		name: 'estimateOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to ask only a few times, read nothing, and tell on the Summary output about how many records, requests and minutes the scan would take',
		displayOptions: { show: { '/operation': ['scan'] } },
	},
	{
		displayName: 'Max Records',
		name: 'maxRecords',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'A ceiling for safety: the scan stops there, says so in its summary and gives a cursor to go on from. 0 means no ceiling.',
		displayOptions: { show: { '/operation': ['scan'] } },
	},
];

const byDisplayName = (a: INodeProperties, b: INodeProperties): number =>
	a.displayName.localeCompare(b.displayName, 'en');

/**
 * The Options collection of every operation that lists.
 *
 * @param requestsPerMinute the vendor's documented limit, 0 for none
 * @param vendors the vendor's own options: at least its page size
 */
export const options = (
	requestsPerMinute: number,
	...vendors: readonly INodeProperties[]
): INodeProperties[] =>
	shownOn({ operation: ['getAll', 'scan'] }, [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [...common(requestsPerMinute), ...formats, ...scanOnly, ...vendors].sort(byDisplayName),
		},
	]);
