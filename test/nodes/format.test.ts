import { gunzipSync } from 'node:zlib';
import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { binaryStore } from '../support/binaryStore';
import { failureOf } from '../support/nodeFailure';
import { type NodeSource, nodeSources } from '../support/nodeSources';
import { runNode, summaryOf } from '../support/runNode';
import { trigger } from '../support/runTrigger';
import { complaints } from '../support/vocabularies';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 120, umbrellaLegacy: 60, cloudlock: 80, informatica: 80, defender: 80 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterAll(async () => await emulator.close());

const IDENTITIES = {
	ocsf: ({ metadata }: IDataObject): unknown => (metadata as IDataObject)['uid'],
	ecs: ({ event }: IDataObject): unknown => (event as IDataObject)['id'],
} as const;

const day: INodeParameters = { timeRange: 'last', lastAmount: 22, lastUnit: 'hours' };

const parametersFor = (source: NodeSource, operation: string, options: INodeParameters): INodeParameters => ({
	...source.parameters,
	...day,
	operation,
	options: { requestsPerMinute: 0, ...options },
});

async function scanned(source: NodeSource, options: INodeParameters) {
	const ran = await runNode(emulator, source.node, { parameters: parametersFor(source, 'scan', options) });
	return { items: (ran.outputs[0] ?? []).map(({ json }) => json), summary: summaryOf(ran) };
}

async function filed(source: NodeSource, options: INodeParameters): Promise<readonly IDataObject[]> {
	const read = await binaryStore('default');
	const parameters = { ...parametersFor(source, 'scan', options), output: 'file' };
	const { outputs } = await runNode(emulator, source.node, { parameters });
	const bytes = await read(outputs[0]?.[0]?.binary?.['data'] as IBinaryData);
	return gunzipSync(bytes)
		.toString()
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as IDataObject);
}

async function listed(source: NodeSource, options: INodeParameters): Promise<readonly IDataObject[]> {
	const parameters = { ...parametersFor(source, 'getAll', options), returnAll: true };
	const { outputs } = await runNode(emulator, source.node, { parameters });
	return (outputs[0] ?? []).map(({ json }) => json);
}

async function polled(source: NodeSource, options: INodeParameters): Promise<readonly IDataObject[]> {
	const polls = await trigger(emulator, `${source.node}Trigger`, {
		...source.parameters,
		startFrom: 'lookback',
		lookbackAmount: 22,
		lookbackUnit: 'hours',
		options: { requestsPerMinute: 0, ...options },
	});
	return ((await polls.poll()) ?? []).map(({ json }) => json);
}

describe.each(nodeSources)('$name', (source) => {
	const rows = (['ocsf', 'ecs'] as const).map((format) => ({ format }));

	it.each(rows)('becomes valid events: $format', async ({ format }) => {
		const raw = await scanned(source, {});
		const { items, summary } = await scanned(source, { format });
		expect(items).toHaveLength(raw.items.length);
		expect(items.length).toBeGreaterThan(0);
		expect(items.flatMap((item) => complaints(format, item as never))).toEqual([]);
		expect(summary).toMatchObject({ complete: true, records: items.length, unmappedKinds: {} });
		expect(raw.summary).not.toHaveProperty('unmappedKinds');
	});

	it.each(rows)('is known by the same name in list, scan, file and trigger: $format', async ({ format }) => {
		const nameOf = IDENTITIES[format];
		const names = (events: readonly IDataObject[]) => events.map(nameOf).sort();
		const { items } = await scanned(source, { format });
		const scan = names(items);
		expect(new Set(scan).size).toBe(scan.length);
		expect(names(await listed(source, { format }))).toEqual(scan);
		expect(names(await filed(source, { format }))).toEqual(scan);
		expect(names(await polled(source, { format, maxPerPoll: 10_000 }))).toEqual(scan);
	});

	it('adds the whole record where that is asked for', async () => {
		const [{ items: raw }, { items: ocsf }, { items: ecs }] = [
			await scanned(source, {}),
			await scanned(source, { format: 'ocsf', includeRaw: true }),
			await scanned(source, { format: 'ecs', includeRaw: true }),
		];
		const texts = (events: readonly unknown[]) =>
			events.map((text) => JSON.stringify(JSON.parse(String(text)))).sort();
		const whole = raw.map((record) => JSON.stringify(record)).sort();
		expect(texts(ocsf.map((event) => event['raw_data']))).toHaveLength(whole.length);
		expect(texts(ecs.map(({ event }) => (event as IDataObject)['original']))).toHaveLength(whole.length);
		const withoutLong = (list: readonly string[]) => list.filter((text) => !/\d{16}/.test(text));
		expect(withoutLong(texts(ocsf.map((event) => event['raw_data'])))).toEqual(withoutLong(whole));
	});

	it('leaves it out otherwise', async () => {
		const { items } = await scanned(source, { format: 'ocsf' });
		expect(items.some((event) => 'raw_data' in event)).toBe(false);
	});

	it('refuses a format that is none before any request', async () => {
		emulator.log.length = 0;
		const failure = await failureOf(scanned(source, { format: 'cef' }));
		expect(failure.message).toContain('Format');
		expect(emulator.log).toEqual([]);
	});
});

it('counts the words that no table knows', async () => {
	emulator.replace('informatica', [
		{
			id: '3bJl9tMnR6yUa1wZc4oSxF',
			actor: 'x',
			entryTime: `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)}.000Z`,
			actionCategory: 'Connector',
			actionEvent: 'EXPLODE',
		},
	]);
	const [informatica] = nodeSources.filter(({ node }) => node === 'informaticaCloud');
	if (!informatica) throw new Error('Informatica is missing.');
	const { summary } = await scanned(informatica, { format: 'ocsf' });
	expect(summary['unmappedKinds']).toEqual({ 'Connector/EXPLODE': 1 });
});
