import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { shownOn } from './show';

/** What a stretch of time is counted in. */
export const units: INodePropertyOptions[] = [
	{ name: 'Minutes', value: 'minutes' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Days', value: 'days' },
];

const ZONE = 'Times without a zone are read as UTC';

const range = (hint: string): INodeProperties[] => [
	{
		displayName: 'Time Range',
		name: 'timeRange',
		type: 'options',
		options: [
			{ name: 'Last', value: 'last', description: 'A span that ends when the run starts' },
			{ name: 'Between Two Times', value: 'between', description: 'From one time up to another' },
		],
		default: 'last',
		hint,
		description: 'Which time to read: from its start up to, but not including, its end',
	},
	{
		displayName: 'Last',
		name: 'lastAmount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description: 'How many of the unit below to look back from the start of the run',
		displayOptions: { show: { timeRange: ['last'] } },
	},
	{
		displayName: 'Unit',
		name: 'lastUnit',
		type: 'options',
		options: units,
		default: 'hours',
		description: 'Unit of the span to look back',
		displayOptions: { show: { timeRange: ['last'] } },
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		required: true,
		placeholder: '2026-11-20T00:00:00Z',
		description: 'First moment to read',
		hint: ZONE,
		displayOptions: { show: { timeRange: ['between'] } },
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		placeholder: '2026-11-21T00:00:00Z',
		description: 'Where reading stops, this moment not included; empty means now',
		hint: ZONE,
		displayOptions: { show: { timeRange: ['between'] } },
	},
];

/**
 * The window to read, for Get Many and for those starts of a scan that need one.
 *
 * @param hint what the vendor keeps or answers at most, shown under the choice
 */
export const timeRange = (hint: string): INodeProperties[] => [
	...shownOn({ operation: ['getAll'] }, range(hint)),
	...shownOn({ operation: ['scan'], startFrom: ['timeRange', 'lastScan'] }, range(hint)),
];
