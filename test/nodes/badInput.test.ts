import type { INodeParameters } from 'n8n-workflow';
import { encodeCursor } from '../../collector/cursor';
import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { nodeSource, nodeSources, type NodeSource } from '../support/nodeSources';
import { expectRefusedUnlessRight, type InputRow } from '../support/refusedInput';
import { runNode } from '../support/runNode';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({
		records: { umbrella: 50, umbrellaLegacy: 50, cloudlock: 50, informatica: 50, defender: 50 },
	});
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.log.length = 0;
});

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const [early, late, future] = [hoursAgo(5), hoursAgo(2), hoursAgo(-2)];
const between = (from: string, to = ''): INodeParameters => ({ timeRange: 'between', from, to });

const timeRows: readonly InputRow[] = [
	['From that is no time', between('yesterday'), 'From', /2026-11-20T00:00:00Z/],
	['From that no calendar has', between('2026-02-30T00:00:00Z'), 'From', /2026-11-20T00:00:00Z/],
	['From in another order', between('20/11/2026'), 'From', /2026-11-20T00:00:00Z/],
	['no From', between(''), 'From', /2026-11-20T00:00:00Z/],
	['To that is no time', between(early, 'soon'), 'To', /2026-11-20T00:00:00Z/],
	['From after To', between(late, early), 'From', /Swap/],
	['From equal to To', between(late, late), 'From', /Swap/],
	['From in the future', between(future), 'From', /in the past/],
	['a span of nothing', { lastAmount: 0 }, 'Last', /whole number, 1 to/],
	['a span below nothing', { lastAmount: -3 }, 'Last', /whole number, 1 to/],
	['a broken span', { lastAmount: 1.5 }, 'Last', /whole number, 1 to/],
	['an unknown unit', { lastUnit: 'fortnights' }, 'Unit', /minutes, hours or days/],
].map(
	([name, wrong, parameter, fix]) =>
		({ name, wrong, parameter, fix, right: between(early, late) }) as InputRow,
);

const option = (name: string, wrong: number | string, right: number, parameter: string): InputRow => ({
	name: `${parameter} of ${wrong}`,
	wrong: { options: { [name]: wrong } },
	right: { options: { [name]: right } },
	parameter,
	fix: /whole number/,
});

const optionRows: readonly InputRow[] = [
	option('concurrency', 0, 1, 'Concurrency'),
	option('concurrency', 33, 32, 'Concurrency'),
	option('maxRetries', -1, 0, 'Max Retries'),
	option('requestsPerMinute', -1, 0, 'Requests per Minute'),
	option('timeout', 0, 1, 'Timeout (Seconds)'),
	option('timeout', 'long', 1, 'Timeout (Seconds)'),
];

const limitRows: readonly InputRow[] = [0, -5, 1.5, 'many'].map((limit) => ({
	name: `Limit of ${limit}`,
	wrong: { limit },
	right: { limit: 1 },
	parameter: 'Limit',
	fix: /whole number, 1 or more/,
}));

const cursor = (source: NodeSource, value: unknown): string =>
	Buffer.from(
		JSON.stringify({ v: 1, source: source.source, next: Date.parse(late), unread: [], ...(value as object) }),
	).toString('base64url');

const cursorRows = (source: NodeSource): readonly InputRow[] =>
	[
		{ name: 'no cursor', text: '', fix: /whole/ },
		{ name: 'text that is no cursor', text: 'page=2', fix: /whole/ },
		{ name: 'half a cursor', text: cursor(source, {}).slice(0, -12), fix: /whole/ },
		{
			name: 'a cursor of another node',
			text: encodeCursor('other.activity', { unread: [], next: 1 }),
			fix: /this node/,
		},
		{ name: 'a cursor of a later version', text: cursor(source, { v: 2 }), fix: /Update this package/ },
		{ name: 'a cursor without a time', text: cursor(source, { next: 'now' }), fix: /whole/ },
		{ name: 'a cursor with a reversed window', text: cursor(source, { unread: [[2, 1]] }), fix: /whole/ },
	].map(({ name, text, fix }) => ({
		name,
		wrong: { startFrom: 'cursor', cursor: text },
		right: { startFrom: 'cursor', cursor: ` ${cursor(source, {})}\n` },
		parameter: 'Cursor',
		fix,
	}));

const scanRows: readonly InputRow[] = [
	option('maxRecords', -1, 0, 'Max Records'),
	{
		name: 'a file without a field',
		wrong: { output: 'file', binaryPropertyName: ' ' },
		right: { output: 'file', binaryPropertyName: 'log' },
		parameter: 'Put Output File in Field',
		fix: /such as data/,
	},
];

describe.each(nodeSources)('$name', (source) => {
	it.each([...timeRows, ...optionRows, ...limitRows])(
		'Get Many refuses $name before any request',
		async (row) => await expectRefusedUnlessRight(emulator, source, 'getAll', row),
	);
	it.each([...timeRows, ...optionRows, ...scanRows, ...cursorRows(source)])(
		'Scan refuses $name before any request',
		async (row) => await expectRefusedUnlessRight(emulator, source, 'scan', row),
	);
});

const pageSizes = [
	{ source: 'Umbrella', operation: 'getAll', least: 1, most: 5_000 },
	{ source: 'Umbrella', operation: 'scan', least: 1, most: 5_000 },
	{ source: 'Umbrella legacy', operation: 'scan', least: 1, most: 500 },
	{ source: 'Cloudlock', operation: 'scan', least: 1, most: 100 },
	{ source: 'Informatica', operation: 'scan', least: 100, most: 1_000 },
	{ source: 'Defender, API token', operation: 'getAll', least: 1, most: 5_000 },
	{ source: 'Defender, API token', operation: 'scan', least: 500, most: 5_000 },
] as const;

it.each(pageSizes)('$source $operation: a page size outside of $least to $most is refused', async (row) => {
	for (const [wrong, right] of [
		[row.least - 1, row.least],
		[row.most + 1, row.most],
	] as const) {
		emulator.log.length = 0;
		const sized = option('pageSize', wrong, right, 'Page Size');
		const range = { fix: new RegExp(`${row.least} to ${row.most}`) };
		await expectRefusedUnlessRight(emulator, nodeSource(row.source), row.operation, {
			...sized,
			...range,
			wrong: { limit: 1, ...sized.wrong, lastAmount: 5, lastUnit: 'minutes' },
			right: { limit: 1, ...sized.right, lastAmount: 5, lastUnit: 'minutes' },
		});
	}
});

it('the legacy API of Umbrella knows no other resource', async () => {
	const run = runNode(emulator, 'ciscoUmbrella', {
		parameters: { authentication: 'legacyApi', resource: 'activity', operation: 'scan' },
	});
	const failure = await failureOf(run);
	expect(failure.message).toMatch(/^Resource: /);
	expect(failure.description).toMatch(/Reporting API/);
	expect(emulator.log).toEqual([]);
});
