import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import { listing, nodeSource, timeOf } from '../support/nodeSources';
import { runNode } from '../support/runNode';

const source = nodeSource('Informatica');
const HOUR = 3_600_000;

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (informatica: SwitchSettings['informatica']): Promise<void> => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false, ...informatica } },
		records: { informatica: 3_000 },
		spanDays: { informatica: 10 },
	});
};

const newestTimes = (count: number): readonly number[] =>
	emulator
		.records(source.truth)
		.map((record) => timeOf(source, record))
		.sort((a, b) => b - a)
		.slice(0, count);

describe('the newest entries, whichever end a full answer shows', () => {
	it.each([
		{ name: 'the oldest come first', switches: { selects: 'oldest' } },
		{ name: 'the newest come first', switches: { selects: 'newest' } },
		{ name: 'the oldest come first and skip is ignored', switches: { selects: 'oldest', skip: 'ignored' } },
		{ name: 'an answer holds 200 at most', switches: { selects: 'oldest', cap: 200 } },
	] as const)('$name', async ({ switches }) => {
		await start(switches);
		for (const limit of [1, 50, 450]) {
			const parameters = listing(source, 'getAll', { lastAmount: 10, lastUnit: 'days', limit });
			const { outputs } = await runNode(emulator, source.node, { parameters });
			expect((outputs[0] ?? []).map(({ json }) => timeOf(source, json))).toEqual(newestTimes(limit));
		}
	});
});

it('the first answer to the whole range would have been the oldest entries', async () => {
	await start({ selects: 'oldest' });
	const oldest = emulator.records(source.truth).slice(0, 1_000);
	expect(Math.max(...oldest.map((record) => timeOf(source, record)))).toBeLessThan(newestTimes(1)[0] ?? 0);
});

it('does not read the whole range for the newest few', async () => {
	await start({});
	const parameters = listing(source, 'getAll', { lastAmount: 10, lastUnit: 'days', limit: 3 });
	await runNode(emulator, source.node, { parameters });
	const asked = emulator.log
		.filter(({ kind }) => kind === 'data')
		.map(({ query }) => decodeURIComponent(query));
	const starts = asked.map((query) =>
		Date.parse(/entryTime\s*>=?\s*"?([^"\s]+)/.exec(query.replace(/\+/g, ' '))?.[1] ?? ''),
	);
	expect(Math.min(...starts)).toBeGreaterThan(Date.now() - 5 * 24 * HOUR);
});
