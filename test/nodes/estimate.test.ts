import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources, type NodeSource } from '../support/nodeSources';
import { credentialsFor, type Ran, type Run, runNode, summaryOf } from '../support/runNode';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: {
			umbrella: 5_000,
			umbrellaLegacy: 4_000,
			cloudlock: 4_000,
			informatica: 5_000,
			defender: 8_000,
		},
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.log.length = 0;
	for (const { emulated } of nodeSources) emulator.switches[emulated].faults = [];
});

const small = ({ emulated }: NodeSource): number => (emulated === 'defender' ? 500 : 100);

const scan = async (source: NodeSource, more: INodeParameters = {}, run: Partial<Run> = {}): Promise<Ran> => {
	const { options, ...rest } = more;
	return await runNode(emulator, source.node, {
		parameters: listing(source, 'scan', {
			...rest,
			options: { pageSize: small(source), ...(options as INodeParameters | undefined) },
		}),
		helper: credentialsFor(emulator),
		...run,
	});
};

const estimate = async (source: NodeSource, more: INodeParameters = {}, run: Partial<Run> = {}) =>
	await scan(
		source,
		{ ...more, options: { estimateOnly: true, ...(more['options'] as INodeParameters | undefined) } },
		run,
	);

const numbersIn = (ran: Ran) =>
	summaryOf(ran)['estimate'] as IDataObject & { records: number; requests: number; minutes: number };

const asked = ({ emulated }: NodeSource): number =>
	emulator.log.filter(({ kind, vendor }) => kind === 'data' && vendor === emulated).length;

describe.each(nodeSources)('$name', (source) => {
	it('says about what the scan then takes, by a dozen requests', async () => {
		const ran = await estimate(source);
		const { records, requests, minutes } = numbersIn(ran);
		expect(asked(source)).toBeGreaterThan(0);
		expect(asked(source)).toBeLessThanOrEqual(12);
		expect(Object.keys(numbersIn(ran))).toEqual(['records', 'requests', 'minutes']);
		expect(minutes).toBeGreaterThan(0);

		const whole = summaryOf(
			await scan(source, { startFrom: 'cursor', cursor: summaryOf(ran)['cursor'] as string }),
		);
		expect(records / Number(whole['records'])).toBeGreaterThan(0.75);
		expect(records / Number(whole['records'])).toBeLessThan(1.33);
		expect(requests / Number(whole['requests'])).toBeGreaterThan(0.75);
		expect(requests / Number(whole['requests'])).toBeLessThan(1.33);
	});

	it('collects nothing and says so; its cursor reads the whole range', async () => {
		const ran = await estimate(source);
		const summary = summaryOf(ran);
		expect(ran.outputs[0]).toEqual([]);
		expect(summary).toMatchObject({
			source: source.source,
			complete: false,
			reason: expect.stringContaining('This is an estimate; nothing was collected.'),
			records: 0,
			duplicates: 0,
		});
		expect(summary['requests']).toBeLessThanOrEqual(12);
		expect(ran.hints).toEqual([
			expect.stringMatching(new RegExp(`^${source.vendor}: the scan would take about`)),
		]);

		const followed = await scan(source, { startFrom: 'cursor', cursor: summary['cursor'] as string });
		expect(summaryOf(followed)).toMatchObject({ complete: true, from: summary['from'] });
		const { from, to } = summaryOf(followed);
		const window = { from: Date.parse(String(from)), to: Date.parse(String(to)) };
		expect(summaryOf(followed)['records']).toBe(emulator.records(source.truth, window).length);
	});
});

const cloudlock = nodeSource('Cloudlock');

it('leaves what Last Scan remembers as it was', async () => {
	const staticData: IDataObject = {};
	const production: Partial<Run> = { mode: 'trigger', staticData };
	await estimate(cloudlock, { startFrom: 'lastScan' }, production);
	expect(JSON.stringify(staticData)).not.toContain('lastScan');
	await scan(cloudlock, { startFrom: 'lastScan' }, production);
	const kept = JSON.stringify(staticData);
	expect(kept).toContain('lastScan');
	await estimate(cloudlock, { startFrom: 'lastScan' }, production);
	expect(JSON.stringify(staticData)).toBe(kept);
});

it('writes no file', async () => {
	const ran = await estimate(cloudlock, { output: 'file' });
	expect(ran.outputs[0]).toEqual([]);
	expect(summaryOf(ran)).toHaveProperty('estimate');
});

it('keeps to the limit that the options set', async () => {
	const source = nodeSource('Defender, API token');
	const { requests, minutes } = numbersIn(await estimate(source, { options: { requestsPerMinute: 12 } }));
	expect(requests).toBeGreaterThan(12);
	expect(minutes).toBe(Math.floor((requests - 1) / 12));
});

it('says for every input item what its own scan would take', async () => {
	const items = [{ json: { hours: 2 } }, { json: { hours: 20 } }];
	const { outputs } = await estimate(cloudlock, { lastAmount: '={{ $json.hours }}' }, { items });
	const [few, many] = (outputs[1] ?? []).map(({ json }) => json['estimate'] as IDataObject);
	expect(Number(many?.['records'])).toBeGreaterThan(3 * Number(few?.['records']));
});

it('fails as a scan fails', async () => {
	emulator.switches.cloudlock.faults = [{ kind: 'status', status: 500, on: { from: 4 } }];
	expect((await failureOf(estimate(cloudlock))).message).toMatch(/^Cisco Cloudlock .+500/);
});
