import type { INodeProperties } from 'n8n-workflow';
import { shownOn } from './show';

/** Where a scan begins. Stands before the time range, which two of its choices use. */
export const scanStart: INodeProperties[] = shownOn({ operation: ['scan'] }, [
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		options: [
			{
				name: 'Time Range',
				value: 'timeRange',
				description: 'Read the time range below',
			},
			{
				name: 'Last Scan',
				value: 'lastScan',
				description:
					'Go on where the previous production run of this node ended, up to now. The time range below gives the first start.',
			},
			{
				name: 'Cursor',
				value: 'cursor',
				description: 'Go on from a cursor that an earlier summary gave, up to now',
			},
		],
		default: 'timeRange',
		description: 'Where the scan begins',
	},
	{
		displayName:
			'Only production runs remember where they ended. A manual run reads on from there and changes nothing.',
		name: 'lastScanNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { startFrom: ['lastScan'] } },
	},
	{
		displayName: 'Cursor',
		name: 'cursor',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.cursor }}',
		description: 'The cursor field of the Summary output of an earlier scan by the same kind of node',
		displayOptions: { show: { startFrom: ['cursor'] } },
	},
]);

/** How a scan hands over what it read. */
export const scanOutput: INodeProperties[] = shownOn({ operation: ['scan'] }, [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Items', value: 'items', description: 'One item a record' },
			{
				name: 'File',
				value: 'file',
				description: 'One item with a file of one JSON record a line (NDJSON), for large volumes',
			},
		],
		default: 'items',
		description: 'How the records are handed over',
		hint: 'Above some 10,000 records a file keeps n8n fast',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		description: 'Name of the binary field of the item that holds the file',
		displayOptions: { show: { output: ['file'] } },
	},
]);
