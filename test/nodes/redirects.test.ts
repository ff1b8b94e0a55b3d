import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import { difference, EXACT } from '../support/feedDrain';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource } from '../support/nodeSources';
import { runNode, summaryOf } from '../support/runNode';

const source = nodeSource('Umbrella');

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (umbrella: NonNullable<SwitchSettings['umbrella']>): Promise<void> => {
	emulator = await startEmulator({
		switches: { umbrella },
		records: { umbrella: 500 },
		spanDays: { umbrella: 1 },
	});
};

const run = async (operation: 'getAll' | 'scan' = 'scan') =>
	await runNode(emulator, source.node, {
		parameters: listing(source, operation, { options: { pageSize: 100, maxRetries: 2 } }),
	});

const dataCalls = () => emulator.log.filter(({ kind }) => kind === 'data');

describe('to another place of the same host', () => {
	it.each([
		...[301, 302, 303, 307, 308].map((redirectStatus) => ({ redirectStatus, redirectLocation: 'absolute' })),
		{ redirectStatus: 302, redirectLocation: 'relative' },
	] as const)('$redirectStatus, $redirectLocation: is followed with the credential', async (switches) => {
		await start({ redirect: 'sameHost', ...(switches as NonNullable<SwitchSettings['umbrella']>) });
		const ran = await run();
		const { from, to } = summaryOf(ran);
		const truth = emulator.records(source.truth, {
			from: Date.parse(String(from)),
			to: Date.parse(String(to)),
		});
		expect(
			difference(
				(ran.outputs[0] ?? []).map(({ json }) => JSON.stringify(json)),
				truth.map((record) => JSON.stringify(record)),
			),
		).toEqual(EXACT);
		expect(dataCalls().every(({ headers }) => headers['authorization']?.startsWith('Bearer '))).toBe(true);
	});

	it('is learnt: later calls go there at once', async () => {
		await start({ redirect: 'sameHost' });
		await run();
		const redirected = dataCalls().filter(({ status }) => status === 302);
		expect(dataCalls().length).toBeGreaterThan(4);
		expect(redirected.length).toBeLessThan(dataCalls().length / 2);
	});
});

describe('to somewhere that is not the vendor', () => {
	it.each([
		{ name: 'another name of this machine', redirect: 'otherHost', says: /localhost:\d+/ },
		{ name: 'a host of somebody else', redirect: 'foreignHost', says: /reports\.evil\.example/ },
	] as const)('$name: is refused and never contacted', async ({ redirect, says }) => {
		await start({ redirect });
		for (const operation of ['getAll', 'scan'] as const) {
			emulator.log.length = 0;
			const failure = await failureOf(run(operation));
			expect(failure.message).toMatch(says);
			expect(failure.message).toContain('credential was not sent there');
			expect(failure.description).toContain('address in the credential');
			expect(dataCalls().map(({ status, headers }) => [status, headers['host']])).toEqual([
				[302, new URL(emulator.url).host],
			]);
		}
	});

	it('the other name would have answered: the refusal is ours', async () => {
		await start({});
		const other = emulator.url.replace('127.0.0.1', 'localhost');
		const ran = await runNode(emulator, source.node, {
			parameters: listing(source, 'scan'),
			credentials: { ciscoUmbrellaReportingApi: { customBaseUrl: other } },
		});
		expect(ran.outputs[0]?.length).toBeGreaterThan(0);
	});
});

it('redirects without an end are an error', async () => {
	await start({ redirect: 'loop' });
	const failure = await failureOf(run());
	expect(failure.message).toMatch(/^Cisco Umbrella .*redirects that never end/);
	expect(dataCalls().length).toBeLessThan(10);
});

it('a 200 that only names another address is no empty result', async () => {
	await start({ redirect: 'inBody' });
	for (const operation of ['getAll', 'scan'] as const) {
		const failure = await failureOf(run(operation));
		expect(failure.message).toMatch(/^Cisco Umbrella .+without/);
	}
});
