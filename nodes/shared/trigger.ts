import type { INodeProperties } from 'n8n-workflow';
import type { Limits } from '../../collector/feed';
import { MINUTE, SECOND } from '../../collector/time';
import { formats } from './options';
import { units } from './timeRange';

/** Parameters that say which kind of record is meant. */
export const CHOOSING = ['authentication', 'resource', 'trafficType'] as const;
/** Parameters that say which records of a kind are meant. */
export const FILTERING = ['filterMode', 'filters', 'filtersJson'] as const;

/** Parameters of an action node that say which records are meant, and so belong to its trigger as well. */
const SHARED: readonly string[] = [...CHOOSING, 'legacyNotice', ...FILTERING];

/** Those parameters as a trigger shows them: there is no operation to choose. */
const sharedOf = (properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.filter(({ name }) => SHARED.includes(name)).map(withoutOperation);

function withoutOperation(property: INodeProperties): INodeProperties {
	const shown = Object.entries(property.displayOptions?.show ?? {}).filter(([name]) => name !== 'operation');
	return { ...property, displayOptions: { ...property.displayOptions, show: Object.fromEntries(shown) } };
}

const start: INodeProperties[] = [
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		options: [
			{ name: 'Now', value: 'now', description: 'Only what happens from the first poll on' },
			{ name: 'Look Back', value: 'lookback', description: 'What happened in some time before it as well' },
		],
		default: 'now',
		description: 'Where the very first poll begins',
	},
	{
		displayName: 'Look Back',
		name: 'lookbackAmount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description: 'How many of the unit below to look back',
		displayOptions: { show: { startFrom: ['lookback'] } },
	},
	{
		displayName: 'Unit',
		name: 'lookbackUnit',
		type: 'options',
		options: units,
		default: 'hours',
		description: 'Unit of the time to look back',
		displayOptions: { show: { startFrom: ['lookback'] } },
	},
];

/** Built by a function each: the linter reads a default only where it is written out. */
const number = (
	displayName: string,
	name: string,
	minValue: number,
	usual: number,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue },
	default: usual,
	description,
});

const wrapWithIdentity: INodeProperties = {
	displayName: 'Wrap With Identity',
	name: 'identity',
	type: 'boolean',
	default: false,
	description:
		'Whether each item becomes {"identity", "record"}: the identity is the same whenever this record is read, so a workflow can find out whether it has a ticket already',
};

const repeatAfterRestart: INodeProperties = {
	displayName: 'Repeat After Restart',
	name: 'repeatAfterRestart',
	type: 'boolean',
	default: false,
	description:
		'Whether the first poll after a start of n8n hands over the records of the overlap again. A run that was under way when n8n died is not resumed by n8n; only for workflows that find out first whether a record has its ticket already.',
};

const options = (limits: Limits, more: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...more,
		number(
			'Max per Poll',
			'maxPerPoll',
			1,
			1_000,
			'How many records one poll hands over at most; a backlog follows in the next polls, oldest first',
		),
		number(
			'Overlap (Minutes)',
			'overlap',
			0,
			limits.overlap / MINUTE,
			'How far each poll looks back for records that became known late; none is handed over twice',
		),
		number(
			'Requests per Minute',
			'requestsPerMinute',
			0,
			limits.requestsPerMinute,
			'At most this many requests a minute for one account, counted over all nodes in this n8n process. 0 means no limit on our side.',
		),
		number(
			'Settle Delay (Seconds)',
			'settleDelay',
			0,
			limits.settleDelay / SECOND,
			'How far before now each poll stops. Late records are found by the overlap anyway; a delay brings more of them in order.',
		),
		...formats,
		repeatAfterRestart,
		wrapWithIdentity,
	].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
});

/**
 * Every parameter of a trigger.
 *
 * @param properties those of the action node of the same vendor
 * @param more options of this vendor alone
 */
export const triggerProperties = (
	properties: readonly INodeProperties[],
	limits: Limits,
	...more: readonly INodeProperties[]
): INodeProperties[] => [...sharedOf(properties), ...start, options(limits, more)];
