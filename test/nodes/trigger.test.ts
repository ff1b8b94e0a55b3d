import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
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

	it('keeps its last good state through an outage, and tells of it once', async () => {
		await start();
		none();
		const polls = await trigger(emulator, name, lookingBack);
		await polls.poll();
		emulator.happen(source, { n: 2, late: BEFORE });
		const before = JSON.stringify(polls.state());
		Object.assign(emulator.switches[emulated], {
			faults: [{ on: { from: 1 }, kind: 'status', status: 503, retryAfter: 0 }],
		});
		await expect(polls.poll()).rejects.toThrow('503');
		expect(await polls.poll()).toBeNull();
		Object.assign(emulator.switches[emulated], { faults: [] });
		const [bucket] = Object.values(polls.state()) as Array<Record<string, unknown>>;
		expect(JSON.stringify(bucket?.['checkpoint'])).toBe(
			JSON.stringify(
				(Object.values(JSON.parse(before)) as Array<Record<string, unknown>>)[0]?.['checkpoint'],
			),
		);
		delete bucket?.['restsUntil'];
		expect(await polls.poll()).toHaveLength(2);
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
