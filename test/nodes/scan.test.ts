import { gunzipSync } from 'node:zlib';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { type Emulator, exactDigitsAsText, startEmulator } from '../../emulator';
import { binaryStore } from '../support/binaryStore';
import { difference, EXACT, truthOf } from '../support/feedDrain';
import { type NodeName, runNode, summaryOf } from '../support/runNode';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 2_000, umbrellaLegacy: 700, cloudlock: 400, informatica: 2_500, defender: 2_500 },
	});
});
afterAll(async () => await emulator.close());

interface Source {
	readonly name: string;
	readonly node: NodeName;
	readonly source: string;
	readonly parameters: INodeParameters;
	readonly days: number;
	/** Where the emulator keeps the same records. */
	readonly truth?: string;
}

const sources: readonly Source[] = [
	{
		name: 'Umbrella activity',
		node: 'ciscoUmbrella',
		source: 'ciscoUmbrella.activity',
		parameters: { resource: 'activity' },
		days: 7,
	},
	{
		name: 'Umbrella legacy',
		node: 'ciscoUmbrella',
		source: 'ciscoUmbrella.securityActivity',
		parameters: { authentication: 'legacyApi' },
		days: 1,
		truth: 'ciscoUmbrella.securityActivity.legacy',
	},
	{ name: 'Cloudlock', node: 'ciscoCloudlock', source: 'ciscoCloudlock.activity', parameters: {}, days: 30 },
	{
		name: 'Informatica',
		node: 'informaticaCloud',
		source: 'informaticaCloud.securityLog',
		parameters: {},
		days: 40,
	},
	{
		name: 'Defender, API token',
		node: 'microsoftDefenderCloudApps',
		source: 'microsoftDefenderCloudApps.activity',
		parameters: {},
		days: 14,
	},
	{
		name: 'Defender, OAuth2',
		node: 'microsoftDefenderCloudApps',
		source: 'microsoftDefenderCloudApps.activity',
		parameters: { authentication: 'oAuth2' },
		days: 14,
	},
];

const scan = (source: Source, more: INodeParameters = {}): INodeParameters => ({
	operation: 'scan',
	timeRange: 'last',
	lastAmount: source.days,
	lastUnit: 'days',
	...source.parameters,
	...more,
});

const windowOf = (summary: { from?: unknown; to?: unknown }) => ({
	from: Date.parse(String(summary.from)),
	to: Date.parse(String(summary.to)),
});

describe.each(sources)('$name', (source) => {
	const truthIn = (summary: object) => emulator.records(source.truth ?? source.source, windowOf(summary));

	it('hands over every record as an item, untouched, and one summary', async () => {
		const ran = await runNode(emulator, source.node, { parameters: scan(source) });
		const summary = summaryOf(ran);
		const [activities = []] = ran.outputs;

		expect(
			difference(
				activities.map(({ json }) => JSON.stringify(json)),
				truthIn(summary).map((record) => JSON.stringify(exactDigitsAsText(record))),
			),
		).toEqual(EXACT);
		expect(activities.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(ran.outputs[1]).toHaveLength(1);
		expect(summary).toMatchObject({
			source: source.source,
			complete: true,
			reason: null,
			records: activities.length,
		});
	});

	it.each([
		{ name: 'gzip, on disk', compress: true, mode: 'filesystem' },
		{ name: 'plain, on disk', compress: false, mode: 'filesystem' },
		{ name: 'gzip, in memory', compress: true, mode: 'default' },
	] as const)('writes the same records to a file: $name', async ({ compress, mode }) => {
		const read = await binaryStore(mode);
		const ran = await runNode(emulator, source.node, {
			parameters: scan(source, { output: 'file', options: { compress } }),
		});
		const summary = summaryOf(ran);
		const [[item] = []] = ran.outputs;
		const binary = item?.binary?.['data'];
		const bytes = await read(binary as IBinaryData);
		const text = (compress ? gunzipSync(bytes) : bytes).toString();

		expect(difference(text.trimEnd().split('\n'), truthOf(truthIn(summary)))).toEqual(EXACT);
		expect(item?.json).toEqual(summary);
		expect(binary?.fileName).toMatch(compress ? /\.ndjson\.gz$/ : /\.ndjson$/);
	});

	it('goes on where a cursor ends, without losing or repeating a record', async () => {
		const full = await runNode(emulator, source.node, { parameters: scan(source) });
		const ceiling = Math.ceil(Number(summaryOf(full)['records']) / 3);
		const found: string[] = [];
		let parameters = scan(source, { options: { maxRecords: ceiling } });
		let runs = 0;
		for (let complete = false; !complete; runs++) {
			const ran = await runNode(emulator, source.node, { parameters });
			const summary = summaryOf(ran);
			expect(Number(summary['records'])).toBeLessThanOrEqual(ceiling);
			found.push(...(ran.outputs[0] ?? []).map(({ json }) => JSON.stringify(json)));
			complete = summary['complete'] === true;
			parameters = {
				...scan(source, { options: { maxRecords: ceiling } }),
				startFrom: 'cursor',
				cursor: summary['cursor'] as string,
			};
		}

		expect(runs).toBeGreaterThan(2);
		expect(
			difference(
				found,
				(full.outputs[0] ?? []).map(({ json }) => JSON.stringify(json)),
			),
		).toEqual(EXACT);
	});
});
