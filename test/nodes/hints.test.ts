import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource } from '../support/nodeSources';
import { runNode, summaryOf } from '../support/runNode';

const DAY = 86_400_000;

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 20, umbrellaLegacy: 20, cloudlock: 20, informatica: 20, defender: 20 },
	});
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.log.length = 0;
});

const last = (days: number) => ({ lastAmount: days, lastUnit: 'days' });

const reaches = [
	{ source: 'Umbrella legacy', keeps: 1, words: '24 hours' },
	{ source: 'Informatica', keeps: 400, words: '400 days' },
	{ source: 'Defender, API token', keeps: 180, words: '180 days', doubtful: '30 days' },
] as const;

describe.each(reaches)('$source keeps $words', ({ source: name, keeps, words, ...more }) => {
	const source = nodeSource(name);

	it.each(['getAll', 'scan'] as const)(
		'%s: a range that reaches further back is cut, visibly',
		async (operation) => {
			const ran = await runNode(emulator, source.node, {
				parameters: listing(source, operation, last(keeps + 3)),
			});
			expect(ran.hints).toEqual([expect.stringContaining(`keeps ${words}`)]);
			expect(ran.hints[0]?.startsWith(source.vendor)).toBe(true);
			if (operation === 'getAll') return;
			const { from, to, complete } = summaryOf(ran);
			expect(Date.parse(String(to)) - Date.parse(String(from))).toBe(keeps * DAY);
			expect(complete).toBe(true);
		},
	);

	it.each(['getAll', 'scan'] as const)(
		'%s: a range within it is read, with a word only where answers may be empty',
		async (operation) => {
			const ran = await runNode(emulator, source.node, {
				parameters: listing(source, operation, last(keeps)),
			});
			expect(ran.hints).toEqual('doubtful' in more ? [expect.stringContaining(more.doubtful)] : []);
		},
	);

	it.each(['getAll', 'scan'] as const)('%s: a range that ends before it is refused', async (operation) => {
		const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
		const range = { timeRange: 'between', from: ago(keeps + 3), to: ago(keeps + 2) };
		const failure = await failureOf(
			runNode(emulator, source.node, { parameters: listing(source, operation, range) }),
		);
		expect(failure.message).toMatch(/^Time Range: .+before that/);
		expect(failure.description).toMatch(/Choose a time after/);
		expect(emulator.log).toEqual([]);
	});
});

it.each(['Umbrella', 'Cloudlock'])('%s says no end of what it keeps: nothing is cut', async (name) => {
	const source = nodeSource(name);
	const ran = await runNode(emulator, source.node, { parameters: listing(source, 'scan', last(500)) });
	const { from, to } = summaryOf(ran);
	expect(Date.parse(String(to)) - Date.parse(String(from))).toBe(500 * DAY);
	expect(ran.hints).toEqual([]);
});

it('each input item gets its own hint', async () => {
	const source = nodeSource('Umbrella legacy');
	const ran = await runNode(emulator, source.node, {
		parameters: listing(source, 'scan', { lastAmount: '={{ $json.days }}', lastUnit: 'days' }),
		items: [{ json: { days: 1 } }, { json: { days: 3 } }],
	});
	expect(ran.hints).toHaveLength(1);
});
