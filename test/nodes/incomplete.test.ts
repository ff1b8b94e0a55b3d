import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, exactDigitsAsText, type FaultRule, startEmulator } from '../../emulator';
import { difference, EXACT } from '../support/feedDrain';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSources, type NodeSource } from '../support/nodeSources';
import { credentialsFor, type Ran, runNode, summaryOf } from '../support/runNode';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 600, umbrellaLegacy: 600, cloudlock: 600, informatica: 600, defender: 2_400 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterAll(async () => await emulator.close());
afterEach(() => {
	for (const source of nodeSources) emulator.switches[source.emulated].faults = [];
});

const small = ({ emulated }: NodeSource): number => (emulated === 'defender' ? 500 : 100);

async function scan(source: NodeSource, concurrency: number, more: INodeParameters = {}): Promise<Ran> {
	const { options, ...rest } = more;
	return await runNode(emulator, source.node, {
		parameters: listing(source, 'scan', {
			...rest,
			options: { concurrency, pageSize: small(source), ...(options as INodeParameters) },
		}),
		helper: credentialsFor(emulator),
	});
}

const follow = (ran: Ran): INodeParameters => ({
	startFrom: 'cursor',
	cursor: String(summaryOf(ran)['cursor']),
});

const found = (...runs: readonly Ran[]): readonly string[] =>
	runs.flatMap(({ outputs }) => (outputs[0] ?? []).map(({ json }) => JSON.stringify(json)));

const truth = (source: NodeSource, first: Ran, last: Ran): readonly string[] =>
	emulator
		.records(source.truth, {
			from: Date.parse(String(summaryOf(first)['from'])),
			to: Date.parse(String(summaryOf(last)['to'])),
		})
		.map((record) => JSON.stringify(exactDigitsAsText(record)));

const troubles: ReadonlyArray<{
	readonly name: string;
	readonly fault: Omit<FaultRule, 'on'>;
	readonly says: RegExp;
}> = [
	{ name: 'the vendor refuses', fault: { kind: 'status', status: 403 }, says: /HTTP 403/ },
	{ name: 'the quota is used up', fault: { kind: 'status', status: 429 }, says: /HTTP 429/ },
	{ name: 'a gateway answers', fault: { kind: 'html', status: 502 }, says: /HTTP 502/ },
	{ name: 'the connection breaks', fault: { kind: 'reset' }, says: /broke off/ },
	{ name: 'the answer has no list', fault: { kind: 'notJson', body: '{}' }, says: /without/ },
];

describe.each(nodeSources)('$name', (source) => {
	it.each(troubles)(
		'from the third request on $name: what was read is there, and the cursor brings the rest',
		async ({ fault, says }) => {
			emulator.switches[source.emulated].faults = [{ ...fault, on: { from: 3 } }];
			const broken = await scan(source, 1);
			const summary = summaryOf(broken);
			expect(summary).toMatchObject({ complete: false, records: broken.outputs[0]?.length });
			expect(summary['records']).toBeGreaterThan(0);
			expect(summary['reason']).toMatch(new RegExp(`^${source.vendor} .+\\. [A-Z].+\\.$`));
			expect(summary['reason']).toMatch(says);
			expect(broken.hints).toEqual([expect.stringContaining(String(summary['reason']))]);

			emulator.switches[source.emulated].faults = [];
			const rest = await scan(source, 1, follow(broken));
			expect(summaryOf(rest)).toMatchObject({ complete: true, reason: null });
			expect(difference(found(broken, rest), truth(source, broken, rest))).toEqual(EXACT);
			expect(rest.outputs[0]?.length).toBeGreaterThan(0);
		},
	);

	it.each([1, 4])('wherever it breaks, %i at a time, nothing is lost or doubled', async (concurrency) => {
		for (const from of [2, 4, 7]) {
			emulator.switches[source.emulated].faults = [{ kind: 'status', status: 400, on: { from } }];
			const broken = await scan(source, concurrency);
			emulator.switches[source.emulated].faults = [];
			const rest = await scan(source, concurrency, follow(broken));
			expect(difference(found(broken, rest), truth(source, broken, rest))).toEqual(EXACT);
		}
	});

	it('a scan that breaks again and again comes to its end through its cursors', async () => {
		const runs: Ran[] = [];
		let start: INodeParameters = {};
		do {
			const from = 3 + runs.length;
			emulator.switches[source.emulated].faults = [{ kind: 'status', status: 500, on: { from } }];
			const ran = await scan(source, 1, start);
			runs.push(ran);
			start = follow(ran);
		} while (summaryOf(runs.at(-1) as Ran)['complete'] !== true && runs.length < 30);
		expect(runs.length).toBeGreaterThan(1);
		expect(difference(found(...runs), truth(source, runs[0] as Ran, runs.at(-1) as Ran))).toEqual(EXACT);
	});

	it('a first request that fails is an error, not an empty result', async () => {
		emulator.switches[source.emulated].faults = [{ kind: 'status', status: 500, on: { from: 1 } }];
		const failure = await failureOf(scan(source, 4));
		expect(failure.message).toMatch(new RegExp(`^${source.vendor} .+500`));
	});

	it('a trouble that passes is no trouble, and is counted', async () => {
		emulator.switches[source.emulated].faults = [
			{ kind: 'status', status: 503, retryAfter: 0, on: 2 },
			{ kind: 'status', status: 429, retryAfter: 0, on: 3 },
		];
		const ran = await scan(source, 1, { options: { maxRetries: 2 } });
		expect(summaryOf(ran)).toMatchObject({ complete: true, reason: null, retries: 2 });
		expect(difference(found(ran), truth(source, ran, ran))).toEqual(EXACT);
		expect(ran.hints).toEqual([]);
	});

	it('a ceiling is named as the reason, and the cursor goes past it', async () => {
		const first = await scan(source, 2, { options: { maxRecords: 300 } });
		expect(summaryOf(first)['records']).toBeLessThanOrEqual(300);
		expect(summaryOf(first)).toMatchObject({
			complete: false,
			reason: expect.stringContaining('Max Records'),
		});
		const rest = await scan(source, 2, follow(first));
		expect(difference(found(first, rest), truth(source, first, rest))).toEqual(EXACT);
	});
});
