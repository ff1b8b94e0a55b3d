import { gunzipSync } from 'node:zlib';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { binaryStore } from '../support/binaryStore';
import { difference, EXACT, truthOf } from '../support/feedDrain';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources } from '../support/nodeSources';
import { type Ran, runNode, summaryOf } from '../support/runNode';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 900, umbrellaLegacy: 900, cloudlock: 700, informatica: 900, defender: 1_600 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterEach(async () => await emulator.close());

const cloudlock = nodeSource('Cloudlock');

const toFile = (more: INodeParameters = {}, source = cloudlock): INodeParameters =>
	listing(source, 'scan', { output: 'file', ...more });

const binariesOf = ({ outputs }: Ran): Record<string, IBinaryData> => outputs[0]?.[0]?.binary ?? {};

it.each([
	{ name: 'the usual field', chosen: {}, field: 'data' },
	{ name: 'a field of one’s own', chosen: { binaryPropertyName: 'auditLog' }, field: 'auditLog' },
	{ name: 'a field typed with blanks', chosen: { binaryPropertyName: ' auditLog ' }, field: 'auditLog' },
])('the file is in $name and nowhere else', async ({ chosen, field }) => {
	await binaryStore('filesystem');
	const ran = await runNode(emulator, 'ciscoCloudlock', { parameters: toFile(chosen) });
	expect(Object.keys(binariesOf(ran))).toEqual([field]);
	expect(ran.outputs[0]).toHaveLength(1);
	expect(ran.outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
});

it.each(nodeSources)('$name: the item of the file holds the summary', async (source) => {
	await binaryStore('filesystem');
	const ran = await runNode(emulator, source.node, { parameters: toFile({}, source) });
	expect(ran.outputs[0]?.[0]?.json).toEqual(summaryOf(ran));
	expect(summaryOf(ran)).toMatchObject({ source: source.source, complete: true });
	expect(binariesOf(ran)['data']?.fileName).toMatch(new RegExp(`^${source.source}_.+\\.ndjson\\.gz$`));
});

it.each([
	{ compress: true, mimeType: 'application/gzip' },
	{ compress: false, mimeType: 'application/x-ndjson' },
])('compress $compress makes it $mimeType', async ({ compress, mimeType }) => {
	const read = await binaryStore('filesystem');
	const ran = await runNode(emulator, 'ciscoCloudlock', { parameters: toFile({ options: { compress } }) });
	const binary = binariesOf(ran)['data'] as IBinaryData;
	const bytes = await read(binary);
	expect(binary.mimeType).toBe(mimeType);
	expect(bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))).toBe(compress);
});

it('a file has no item a record, and items no file', async () => {
	await binaryStore('filesystem');
	const items = await runNode(emulator, 'ciscoCloudlock', { parameters: listing(cloudlock, 'scan') });
	expect(items.outputs[0]?.length).toBeGreaterThan(1);
	expect(items.outputs[0]?.some(({ binary }) => binary !== undefined)).toBe(false);
});

it('two input items are two files', async () => {
	await binaryStore('filesystem');
	const { outputs } = await runNode(emulator, 'ciscoCloudlock', {
		parameters: toFile({ lastAmount: '={{ $json.hours }}' }),
		items: [{ json: { hours: 3 } }, { json: { hours: 20 } }],
	});
	expect(outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
		[{ item: 0 }, { item: 1 }],
		[{ item: 0 }, { item: 1 }],
	]);
	const [few, many] = (outputs[1] ?? []).map(({ json }) => Number(json['records']));
	expect(many).toBeGreaterThan(few ?? Infinity);
});

it.each(nodeSources)('$name: a file that ends half way holds what was read', async (source) => {
	const read = await binaryStore('filesystem');
	emulator.switches[source.emulated].faults = [{ on: { from: 3 }, kind: 'status', status: 500 }];
	const options = { concurrency: 1, pageSize: source.emulated === 'defender' ? 500 : 100 };
	const broken = await runNode(emulator, source.node, { parameters: toFile({ options }, source) });
	emulator.switches[source.emulated].faults = [];
	const { cursor } = summaryOf(broken);
	const rest = await runNode(emulator, source.node, {
		parameters: toFile({ options, startFrom: 'cursor', cursor: String(cursor) }, source),
	});

	const lines: string[] = [];
	for (const ran of [broken, rest]) {
		const text = gunzipSync(await read(binariesOf(ran)['data'] as IBinaryData)).toString();
		expect(text.endsWith('\n')).toBe(true);
		const own = text.trimEnd().split('\n');
		expect(own).toHaveLength(Number(summaryOf(ran)['records']));
		lines.push(...own);
	}
	expect(summaryOf(broken)['complete']).toBe(false);
	const [from, to] = [summaryOf(broken)['from'], summaryOf(rest)['to']].map((time) =>
		Date.parse(String(time)),
	);
	expect(
		difference(lines, truthOf(emulator.records(source.truth, { from: from ?? 0, to: to ?? 0 }))),
	).toEqual(EXACT);
});

it.each(nodeSources)('$name: a file that ends at the ceiling is whole, too', async (source) => {
	const read = await binaryStore('filesystem');
	const options = { maxRecords: 250, ...(source.emulated === 'defender' ? {} : { pageSize: 100 }) };
	const ran = await runNode(emulator, source.node, { parameters: toFile({ options }, source) });
	const text = gunzipSync(await read(binariesOf(ran)['data'] as IBinaryData)).toString();
	const lines = text === '' ? [] : text.trimEnd().split('\n');
	expect(lines).toHaveLength(Number(summaryOf(ran)['records']));
	expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
	expect(summaryOf(ran)).toMatchObject({ complete: false, reason: expect.stringContaining('Max Records') });
});

it('a quiet day is an empty file and a complete summary', async () => {
	const read = await binaryStore('filesystem');
	emulator.replace('cloudlock', []);
	const ran = await runNode(emulator, 'ciscoCloudlock', { parameters: toFile() });
	expect(gunzipSync(await read(binariesOf(ran)['data'] as IBinaryData))).toHaveLength(0);
	expect(summaryOf(ran)).toMatchObject({ complete: true, records: 0 });
});

it('a scan that can read nothing throws and leaves no file', async () => {
	await binaryStore('filesystem');
	emulator.switches.cloudlock.faults = [{ on: { from: 1 }, kind: 'status', status: 500 }];
	const failure = await failureOf(runNode(emulator, 'ciscoCloudlock', { parameters: toFile() }));
	expect(failure.message).toContain('500');
});

it('integers beyond 2^53 keep their digits: as text in items, as numbers in files', async () => {
	const read = await binaryStore('filesystem');
	const source = nodeSource('Defender, API token');
	const row = `{"_id":"1","timestamp":${Date.now() - 60_000},"link":9007199254740993,"text":"9007199254740993"}`;
	const body = `{"data":[${row}],"hasNext":false}`;
	emulator.switches.defender.faults = [{ on: { from: 1 }, kind: 'notJson', body }];
	const items = await runNode(emulator, source.node, { parameters: listing(source, 'scan') });
	expect(items.outputs[0]?.map(({ json }) => json['link'])).toEqual(['9007199254740993']);
	const file = await runNode(emulator, source.node, { parameters: toFile({}, source) });
	const text = gunzipSync(await read(binariesOf(file)['data'] as IBinaryData)).toString();
	expect(text).toBe(`${row}\n`);
});
