import type { IDataObject } from 'n8n-workflow';
import { shortIdentity } from '../../collector/identity';
import { type Emulator, recordText, startEmulator } from '../../emulator';
import { credentialsFor } from '../support/runNode';
import { trigger } from '../support/runTrigger';

/** A record that is named anew between two polls is the same record. */

const BEFORE = 5 * 60_000;

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({ records: { umbrella: 0, umbrellaLegacy: 0 } });
});
afterEach(async () => await emulator.close());

const generations = [
	{
		name: 'the Reporting API',
		vendor: 'umbrella',
		source: 'ciscoUmbrella.activity',
		parameters: { resource: 'activity' },
	},
	{
		name: 'Reporting v1',
		vendor: 'umbrellaLegacy',
		source: 'ciscoUmbrella.securityActivity.legacy',
		parameters: { authentication: 'legacyApi' },
	},
] as const;

describe.each(generations)('a trigger of $name', ({ vendor, source, parameters }) => {
	const begun = async () => {
		const polls = await trigger(
			emulator,
			'ciscoUmbrellaTrigger',
			{
				...parameters,
				startFrom: 'lookback',
				lookbackAmount: 30,
				lookbackUnit: 'minutes',
				options: { identity: true },
			} as never,
			credentialsFor(emulator),
		);
		emulator.happen(source, { n: 12, late: BEFORE });
		return polls;
	};
	const countsOf = async (polls: Awaited<ReturnType<typeof begun>>, times: number) => {
		const counts: number[] = [];
		for (let n = 0; n < times; n++) counts.push((await polls.poll())?.length ?? 0);
		return counts;
	};

	it('hands over no record again that is worded anew, and each that comes late', async () => {
		emulator.switches[vendor].relabelled = true;
		const polls = await begun();
		expect(await countsOf(polls, 4)).toEqual([12, 0, 0, 0]);
		emulator.happen(source, { n: 3, late: BEFORE + 1_000 });
		expect(await countsOf(polls, 3)).toEqual([3, 0, 0]);
	});

	it('knows what an earlier version handed over', async () => {
		const polls = await begun();
		await polls.poll();
		const [[node = '', kept] = []] = Object.entries(polls.state());
		const { checkpoint } = kept as { checkpoint: { seen: IDataObject } };
		const wordings = emulator.records(source).map((record) => shortIdentity(recordText(record)));
		const minute = Object.keys(checkpoint.seen)[0] ?? '';
		polls.restart(
			JSON.stringify({ [node]: { checkpoint: { ...checkpoint, seen: { [minute]: wordings } } } }),
		);
		emulator.happen(source, { n: 2, late: BEFORE });
		expect(await countsOf(polls, 2)).toEqual([2, 0]);
	});

	it('names a record alike in every wording', async () => {
		emulator.switches[vendor].relabelled = true;
		const [first, second] = [await begun(), await begun()];
		const named = async (polls: Awaited<ReturnType<typeof begun>>) =>
			(await polls.poll())?.map(({ json }) => json['identity']).sort();
		const identities = await named(first);
		expect(identities).toHaveLength(24);
		expect(await named(second)).toEqual(identities);
	});
});
