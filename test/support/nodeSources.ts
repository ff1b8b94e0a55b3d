import type { INodeParameters } from 'n8n-workflow';
import { parseTime } from '../../collector/time';
import type { VendorName } from '../../emulator';
import type { CredentialName } from './credentials';
import type { NodeName } from './runNode';

/** One way to a vendor's records: a node, with the choices that lead there. */
export interface NodeSource {
	readonly name: string;
	readonly node: NodeName;
	readonly parameters: INodeParameters;
	readonly credential: CredentialName;
	/** What errors call the vendor. */
	readonly vendor: string;
	/** What summaries call the records. */
	readonly source: string;
	/** Where the emulator keeps them, and under which vendor's switches. */
	readonly truth: string;
	readonly emulated: VendorName;
	/** Field that holds when a record happened. */
	readonly timeField: string;
}

/** A fresh answer of the data endpoint is all that a source needs; each is reached with its own credential. */
export const nodeSources: readonly NodeSource[] = [
	{
		name: 'Umbrella',
		node: 'ciscoUmbrella',
		parameters: { resource: 'activity' },
		credential: 'ciscoUmbrellaReportingApi',
		vendor: 'Cisco Umbrella',
		source: 'ciscoUmbrella.activity',
		truth: 'ciscoUmbrella.activity',
		emulated: 'umbrella',
		timeField: 'timestamp',
	},
	{
		name: 'Umbrella legacy',
		node: 'ciscoUmbrella',
		parameters: { authentication: 'legacyApi' },
		credential: 'ciscoUmbrellaLegacyApi',
		vendor: 'Cisco Umbrella',
		source: 'ciscoUmbrella.securityActivity',
		truth: 'ciscoUmbrella.securityActivity.legacy',
		emulated: 'umbrellaLegacy',
		timeField: 'datetime',
	},
	{
		name: 'Cloudlock',
		node: 'ciscoCloudlock',
		parameters: {},
		credential: 'ciscoCloudlockApi',
		vendor: 'Cisco Cloudlock',
		source: 'ciscoCloudlock.activity',
		truth: 'ciscoCloudlock.activity',
		emulated: 'cloudlock',
		timeField: 'created_at',
	},
	{
		name: 'Informatica',
		node: 'informaticaCloud',
		parameters: {},
		credential: 'informaticaCloudApi',
		vendor: 'Informatica',
		source: 'informaticaCloud.securityLog',
		truth: 'informaticaCloud.securityLog',
		emulated: 'informatica',
		timeField: 'entryTime',
	},
	{
		name: 'Defender, API token',
		node: 'microsoftDefenderCloudApps',
		parameters: {},
		credential: 'microsoftDefenderCloudAppsApi',
		vendor: 'Microsoft Defender for Cloud Apps',
		source: 'microsoftDefenderCloudApps.activity',
		truth: 'microsoftDefenderCloudApps.activity',
		emulated: 'defender',
		timeField: 'timestamp',
	},
	{
		name: 'Defender, OAuth2',
		node: 'microsoftDefenderCloudApps',
		parameters: { authentication: 'oAuth2' },
		credential: 'microsoftDefenderCloudAppsOAuth2Api',
		vendor: 'Microsoft Defender for Cloud Apps',
		source: 'microsoftDefenderCloudApps.activity',
		truth: 'microsoftDefenderCloudApps.activity',
		emulated: 'defender',
		timeField: 'timestamp',
	},
];

/** The source of that name. @throws Error when there is none */
export function nodeSource(name: string): NodeSource {
	const found = nodeSources.find((source) => source.name === name);
	if (!found) throw new Error(`There is no source ${name}.`);
	return found;
}

/** Every operation that lists, without the waits that are real time. */
export const listing = (
	{ parameters }: NodeSource,
	operation: 'getAll' | 'scan',
	more: INodeParameters = {},
): INodeParameters => ({
	operation,
	lastAmount: 20,
	lastUnit: 'hours',
	...parameters,
	...more,
	options: { requestsPerMinute: 0, maxRetries: 0, ...(more['options'] as INodeParameters | undefined) },
});

/** When a record happened, epoch milliseconds. */
export function timeOf(source: NodeSource, record: object): number {
	const value: unknown = (record as Record<string, unknown>)[source.timeField];
	const time = typeof value === 'string' ? parseTime(value) : value;
	if (typeof time !== 'number') throw new Error(`No time in ${JSON.stringify(record)}`);
	return time;
}
