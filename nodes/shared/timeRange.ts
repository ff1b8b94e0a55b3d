import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type Show, shownOn } from './show';

/** What a stretch of time is counted in. */
export const units: INodePropertyOptions[] = [
	{ name: 'Minutes', value: 'minutes' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Days', value: 'days' },
];

/** What the vendor keeps, or answers at most, in a sentence; and the choice it depends on, where it does. */
export interface Reach {
	readonly hint: string;
	readonly show?: Show;
}

const choice = ({ hint, show = {} }: Reach): INodeProperties => ({
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
	displayOptions: { show },
});

const range = (reaches: readonly Reach[]): INodeProperties[] => [
	...reaches.map(choice),
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
		placeholder: 'e.g. 2026-11-20T00:00:00Z',
		description: 'First moment to read',
		hint: 'A time without a zone is in the time zone of the workflow, which its settings show',
		displayOptions: { show: { timeRange: ['between'] } },
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-11-21T00:00:00Z',
		description: 'Where reading stops, this moment not included',
		hint: 'Empty means now. The zone is that of the workflow, as for From.',
		displayOptions: { show: { timeRange: ['between'] } },
	},
];

/** The window to read, for Get Many and for those starts of a scan that need one. */
export const timeRange = (...reaches: readonly Reach[]): INodeProperties[] => [
	...shownOn({ operation: ['getAll'] }, range(reaches)),
	...shownOn({ operation: ['scan'], startFrom: ['timeRange', 'lastScan'] }, range(reaches)),
];
