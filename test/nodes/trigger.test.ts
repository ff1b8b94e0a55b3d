import type { INodeExecutionData } from 'n8n-workflow';
import { type Emulator, exactDigitsAsText, startEmulator, type SwitchSettings } from '../../emulator';
import type { NodeName } from '../support/runNode';
import { credentialsFor } from '../support/runNode';
import { trigger } from '../support/runTrigger';

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (switches: SwitchSettings = {}) => {
	emulator = await startEmulator({
		records: { umbrella: 50, umbrellaLegacy: 50, cloudlock: 50, informatica: 50, defender: 50 },
		switches: { ...switches, informatica: { loginAddsEntry: false, ...switches.informatica } },
	});
};

interface Source {
	readonly name: `${NodeName}Trigger`;
	readonly source: string;
	readonly emulated: 'umbrella' | 'cloudlock' | 'informatica' | 'defender';
	readonly parameters: Record<string, string>;
}

const sources: readonly Source[] = [
	{
		name: 'ciscoUmbrellaTrigger',
		source: 'ciscoUmbrella.activity',
		emulated: 'umbrella',
		parameters: { resource: 'activity' },
	},
	{ name: 'ciscoCloudlockTrigger', source: 'ciscoCloudlock.activity', emulated: 'cloudlock', parameters: {} },
	{
		name: 'informaticaCloudTrigger',
		source: 'informaticaCloud.securityLog',
		emulated: 'informatica',
		parameters: {},
	},
	{
		name: 'microsoftDefenderCloudAppsTrigger',
		source: 'microsoftDefenderCloudApps.activity',
		emulated: 'defender',
		parameters: {},
	},
];

/** Backwards, so that a record that happens now lies before the poll. */
const BEFORE = 5 * 60_000;

describe.each(sources)('$name', ({ name, source, emulated, parameters }) => {
	const lookingBack = { ...parameters, startFrom: 'lookback', lookbackAmount: 30, lookbackUnit: 'minutes' };
	const none = () => emulator.remove(emulated, () => true);

	it('hands over what happens after its first poll, once, also after a restart', async () => {
		await start();
		none();
		const polls = await trigger(emulator, name, lookingBack);
		expect(await polls.poll()).toBeNull();
		emulator.happen(source, { n: 3, late: BEFORE });
		const first = await polls.poll();
		polls.restart();
		const second = await polls.poll();
		emulator.happen(source, { n: 2, late: BEFORE + 60_000 });
		const third = await polls.poll();

		expect([first?.length, second, third?.length]).toEqual([3, null, 2]);
	});

	it('hands over a burst that shares one moment in slices, oldest first, none twice', async () => {
		await start();
		none();
		const polls = await trigger(emulator, name, { ...lookingBack, options: { maxPerPoll: 7 } } as never);
		emulator.happen(source, { n: 25, late: BEFORE, ties: true });
		const lengths = [];
		for (let n = 0; n < 6; n++) lengths.push((await polls.poll())?.length ?? 0);
		expect(lengths).toEqual([7, 7, 7, 4, 0, 0]);
	});

	it('reads no history when it starts from now', async () => {
		await start();
		const polls = await trigger(emulator, name, parameters);
		expect([await polls.poll(), await polls.poll()]).toEqual([null, null]);
	});

	it('forgives a passing trouble at the first poll', async () => {
		await start({
			[emulated]: { faults: [{ on: { from: 1 }, kind: 'status', status: 503, retryAfter: 0 }] },
		} as SwitchSettings);
		none();
		const polls = await trigger(emulator, name, lookingBack);
		expect(await polls.poll()).toBeNull();
		Object.assign(emulator.switches[emulated], { faults: [] });
		emulator.happen(source, { n: 2, late: BEFORE });
		expect(await polls.poll()).toHaveLength(2);
	});

	describe('through an outage', () => {
		const down = (retryAfter = 0) =>
			Object.assign(emulator.switches[emulated], {
				faults: [{ on: { from: 1 }, kind: 'status', status: 503, retryAfter }],
			});
		const up = () => Object.assign(emulator.switches[emulated], { faults: [] });
		const afterABit = (ms: number) => {
			const now = performance.now.bind(performance);
			jest.spyOn(performance, 'now').mockImplementation(() => now() + ms);
		};
		afterEach(() => jest.restoreAllMocks());

		const begun = async () => {
			await start();
			none();
			const polls = await trigger(emulator, name, lookingBack);
			await polls.poll();
			emulator.happen(source, { n: 2, late: BEFORE });
			return polls;
		};

		it('keeps its last good state', async () => {
			const polls = await begun();
			const before = JSON.stringify(polls.state());
			down();
			await expect(polls.poll()).rejects.toThrow('503');
			expect(JSON.stringify(polls.state())).toBe(before);
			up();
			expect(await polls.poll()).toHaveLength(2);
		});

		it('tells of it once, and rests longer and longer', async () => {
			const polls = await begun();
			down();
			await expect(polls.poll()).rejects.toThrow('503');
			expect(await polls.poll()).toBeNull();
			const asked = emulator.log.length;
			expect(await polls.poll()).toBeNull();
			expect(emulator.log.length).toBe(asked);
			up();
			afterABit(61_000);
			expect(await polls.poll()).toHaveLength(2);
		});

		it('waits as long as the vendor asks', async () => {
			const polls = await begun();
			down(400);
			await expect(polls.poll()).rejects.toThrow('it asks to wait 7 minutes');
			up();
			expect(await polls.poll()).toBeNull();
			afterABit(401_000);
			expect(await polls.poll()).toHaveLength(2);
		});
	});

	it('names what each record is known by, the same by hand, in production and after a crash', async () => {
		await start();
		none();
		const wrapping = { ...lookingBack, options: { identity: true } } as never;
		const polls = await trigger(emulator, name, wrapping);
		await polls.poll();
		const happened = emulator.happen(source, { n: 3, late: BEFORE });
		const crash = JSON.stringify(polls.state());
		const identities = (items: readonly INodeExecutionData[] | null) =>
			items?.map(({ json }) => String(json['identity'])).sort();
		const shown = await polls.poll('manual');
		const first = await polls.poll();
		polls.restart(crash);
		const again = await polls.poll();

		expect(first?.map(({ json }) => json['record'])).toEqual(happened.map(exactDigitsAsText));
		expect(new Set(identities(first)).size).toBe(3);
		expect(identities(again)).toEqual(identities(first));
		expect(identities(shown)).toEqual(identities(first));
	});

	it.each([
		{ repeatAfterRestart: false, again: null },
		{ repeatAfterRestart: true, again: 3 },
	])(
		'hands over again after a restart what a run may have lost: $repeatAfterRestart',
		async ({ again, ...options }) => {
			await start();
			none();
			const polls = await trigger(emulator, name, { ...lookingBack, options } as never);
			await polls.poll();
			emulator.happen(source, { n: 3, late: BEFORE });
			expect(await polls.poll()).toHaveLength(3);
			expect(await polls.poll()).toBeNull();
			polls.restart();
			expect((await polls.poll())?.length ?? null).toBe(again);
			expect(await polls.poll()).toBeNull();
		},
	);

	it('never takes a memory it cannot read for none', async () => {
		await start();
		const polls = await trigger(emulator, name, lookingBack);
		await polls.poll();
		polls.restart(JSON.stringify(polls.state()).replace('"version":2', '"version":3'));
		await expect(polls.poll()).rejects.toThrow('cannot be read (version 3)');
	});

	it('two polls at once hand over nothing twice', async () => {
		await start();
		none();
		const polls = await trigger(emulator, name, lookingBack);
		await polls.poll();
		emulator.happen(source, { n: 4, late: BEFORE });
		const both = await Promise.all([polls.poll(), polls.poll()]);
		expect(both.flatMap((items) => items ?? [])).toHaveLength(4);
	});

	it('shows a few recent records by hand and remembers nothing', async () => {
		await start();
		emulator.happen(source, { n: 9, late: BEFORE });
		const polls = await trigger(emulator, name, lookingBack);
		const items = await polls.poll('manual');
		expect(items?.length).toBe(5);
		expect(JSON.stringify(polls.state())).not.toContain('checkpoint');
	});

	it('says what to do when there is nothing to show', async () => {
		await start();
		none();
		const polls = await trigger(emulator, name, parameters);
		await expect(polls.poll('manual')).rejects.toThrow('no record of the last 24 hours');
	});
});

it.each([
	{ name: 'ciscoCloudlockTrigger', credential: 'ciscoCloudlockApi', field: 'accessToken' },
	{
		name: 'microsoftDefenderCloudAppsTrigger',
		credential: 'microsoftDefenderCloudAppsApi',
		field: 'apiToken',
	},
	{ name: 'informaticaCloudTrigger', credential: 'informaticaCloudApi', field: 'password' },
	{ name: 'ciscoUmbrellaTrigger', credential: 'ciscoUmbrellaReportingApi', field: 'apiSecret' },
] as const)('$name refuses to begin with a wrong key', async ({ name, credential, field }) => {
	await start();
	const helper = credentialsFor(emulator, { [credential]: { [field]: 'wrong-key-000' } });
	const polls = await trigger(emulator, name, {}, helper);
	await expect(polls.poll()).rejects.toThrow(/40[013]/);
});

describe('behind what the vendor keeps', () => {
	const legacy = { authentication: 'legacyApi', resource: 'securityActivity' };
	const DAY = 24 * 60 * 60_000;

	it.each([
		{ name: 'says how much is gone, once, and goes on with the rest', daysAgo: 3, told: 1 },
		{ name: 'says nothing where nothing is gone', daysAgo: 0.5, told: 0 },
	])('$name', async ({ daysAgo, told }) => {
		await start();
		const polls = await trigger(emulator, 'ciscoUmbrellaTrigger', { ...legacy, startFrom: 'now' });
		await polls.poll();
		const then = Math.floor(Date.now() / 1_000) * 1_000 - daysAgo * DAY;
		polls.restart(JSON.stringify(polls.state()).replace(/"(from|since)":\d+/g, `"$1":${then}`));
		const first = await polls.poll();
		emulator.happen('ciscoUmbrella.securityActivity', { n: 1, late: 120_000 });
		await polls.poll();

		expect(first?.length).toBeGreaterThan(10);
		expect(polls.told).toHaveLength(told);
		for (const message of polls.told)
			expect(message).toContain(`Cisco Umbrella: Records from ${new Date(then).toISOString()} to `);
	});
});
