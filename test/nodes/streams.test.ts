import { createHash } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { type CredentialName, validCredentials } from '../support/credentials';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources } from '../support/nodeSources';
import { credentialsFor, type Run, runNode, summaryOf } from '../support/runNode';
import { type Trigger, trigger } from '../support/runTrigger';

/** What is remembered of one thing must not be taken for the memory of another. */

const CHILD = '2402002';
/** What a checkpoint notes of the stream it is of. */
const OF = /,"of":\{[^}]*\}/;
const BEFORE = 5 * 60_000;

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({
		records: { umbrella: 120, umbrellaLegacy: 40, cloudlock: 40, informatica: 40, defender: 40 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
		switches: { informatica: { loginAddsEntry: false } },
	});
});
afterEach(async () => await emulator.close());

interface Change {
	readonly name: string;
	readonly source: string;
	readonly first: INodeParameters;
	readonly second: INodeParameters;
	readonly credentials?: Run['credentials'];
	/** Which address of which credential is another one. */
	readonly elsewhere?: { readonly credential: CredentialName; readonly field: string };
	readonly isOther: boolean;
}

const conditions = (...list: readonly object[]) => ({ filters: { conditions: list } }) as never;
const actor = { field: 'actor', operator: 'notEqual', value: 'nobody' };
const action = { field: 'actionCategory', operator: 'notEqual', value: 'none' };

const changes: readonly Change[] = [
	{
		name: 'another traffic type',
		source: 'Umbrella',
		first: { trafficType: 'dns' },
		second: { trafficType: 'proxy' },
		isOther: true,
	},
	{
		name: 'another filter',
		source: 'Umbrella',
		first: {},
		second: { filters: { verdict: 'blocked' } },
		isOther: true,
	},
	{
		name: 'another organization',
		source: 'Umbrella',
		first: {},
		second: {},
		credentials: { ciscoUmbrellaReportingApi: { organizationId: CHILD } },
		isOther: true,
	},
	{
		name: 'other conditions',
		source: 'Informatica',
		first: {},
		second: conditions(actor),
		isOther: true,
	},
	{
		name: 'the same conditions in another order and with blanks',
		source: 'Informatica',
		first: conditions(actor, action),
		second: conditions(action, { ...actor, value: ' nobody ' }),
		isOther: false,
	},
	{
		name: 'filters as JSON',
		source: 'Defender, API token',
		first: {},
		second: { filterMode: 'json', filtersJson: '{"activity.eventType":{"eq":["EVENT_CATEGORY_LOGIN"]}}' },
		isOther: true,
	},
	{
		name: 'a filter on nothing (null)',
		source: 'Defender, API token',
		first: {},
		second: { filterMode: 'json', filtersJson: '{"user.username":{"eq":[null]}}' },
		isOther: true,
	},
	{
		name: 'the same condition as JSON',
		source: 'Defender, API token',
		first: conditions({ field: 'service', operator: 'eq', value: '20893, 11161' }),
		second: { filterMode: 'json', filtersJson: '{ "service": { "eq": [11161, 20893] } }' },
		isOther: false,
	},
	{
		name: 'no filters, written as JSON',
		source: 'Defender, API token',
		first: {},
		second: { filterMode: 'json', filtersJson: '{}' },
		isOther: false,
	},
	{
		name: 'the same values in another order and with blanks',
		source: 'Umbrella',
		first: { trafficType: 'dns', filters: { categories: '65,66' } },
		second: { trafficType: 'dns', filters: { categories: ' 66 , 65, 66' } },
		isOther: false,
	},
	{
		name: 'one value of two',
		source: 'Umbrella',
		first: { trafficType: 'dns', filters: { categories: '65,66' } },
		second: { trafficType: 'dns', filters: { categories: '65' } },
		isOther: true,
	},
	{
		name: 'one category by its other name',
		source: 'Informatica',
		first: conditions({ field: 'actionCategory', operator: 'equal', value: 'User group' }),
		second: conditions({ field: 'actionCategory', operator: 'equal', value: 'Group' }),
		isOther: false,
	},
	{
		name: 'another operator',
		source: 'Informatica',
		first: conditions(actor),
		second: conditions({ ...actor, operator: 'equal' }),
		isOther: true,
	},
	{
		name: 'own sign-ins left out',
		source: 'Informatica',
		first: {},
		second: { options: { excludeOwnLogins: true } },
		isOther: true,
	},
	{
		name: 'another event type',
		source: 'Cloudlock',
		first: {},
		second: { filters: { eventType: 'login' } },
		isOther: true,
	},
	...(
		[
			['Umbrella legacy', 'ciscoUmbrellaLegacyApi', 'baseUrl'],
			['Cloudlock', 'ciscoCloudlockApi', 'baseUrl'],
			['Informatica', 'informaticaCloudApi', 'loginUrl'],
			['Defender, API token', 'microsoftDefenderCloudAppsApi', 'portalUrl'],
			['Defender, OAuth2', 'microsoftDefenderCloudAppsOAuth2Api', 'portalUrl'],
		] as const
	).map(([source, credential, field]) => ({
		name: 'an account at another address',
		source,
		first: {},
		second: {},
		elsewhere: { credential, field },
		isOther: true,
	})),
];

/** The emulator by its other name, as if another host had another account. */
const atLocalhost = ({ credential, field }: NonNullable<Change['elsewhere']>): Run['credentials'] => ({
	[credential]: {
		[field]: String(validCredentials(emulator)[credential][field]).replace('127.0.0.1', 'localhost'),
	},
});

const begun = /The last production run of this node read .*, so the scan began with the time range/;

describe.each(changes)('$source, $name', ({ source: name, first, second, elsewhere, isOther, ...change }) => {
	const source = nodeSource(name);
	const credentials = () => (elsewhere ? atLocalhost(elsewhere) : (change.credentials ?? {}));
	const scan = async (more: INodeParameters, own: Partial<Run>) =>
		await runNode(emulator, source.node, { parameters: listing(source, 'scan', more), ...own });

	it(`Last Scan ${isOther ? 'begins with the time range, and says so' : 'goes on'}`, async () => {
		const staticData: IDataObject = {};
		const own = { staticData, mode: 'trigger' } as const;
		await scan({ startFrom: 'lastScan', ...first }, own);
		const again = await scan(
			{ startFrom: 'lastScan', ...second },
			{ ...own, credentials: credentials() ?? {} },
		);
		const alone = await scan(second, { credentials: credentials() ?? {} });
		expect(again.hints.some((hint) => begun.test(hint))).toBe(isOther);
		expect(Number(summaryOf(again)['records'])).toBe(isOther ? summaryOf(alone)['records'] : 0);
	});

	it(`a cursor by hand is ${isOther ? 'refused with both sides named, before any request' : 'followed'}`, async () => {
		const cursor = String(summaryOf(await scan(first, {}))['cursor']);
		const before = emulator.log.length;
		const following = scan({ ...second, startFrom: 'cursor', cursor }, { credentials: credentials() ?? {} });
		if (!isOther) return expect(summaryOf(await following)['records']).toBe(0);
		const error = await failureOf(following);
		expect(error.message).toMatch(
			new RegExp(`was made by a scan of ${source.source}.*, this node reads ${source.source}`),
		);
		expect(emulator.log).toHaveLength(before);
	});
});

it.each(nodeSources)('$name: a cursor of an earlier version is followed, with a hint', async (source) => {
	const old = { v: 1, source: source.source, next: Date.now() - 60_000, unread: [] };
	const cursor = Buffer.from(JSON.stringify(old)).toString('base64url');
	const ran = await runNode(emulator, source.node, {
		parameters: listing(source, 'scan', { startFrom: 'cursor', cursor }),
	});
	expect(summaryOf(ran)['complete']).toBe(true);
	expect(ran.hints.join(' ')).toMatch(
		/written by an earlier version, which did not note filters and account/,
	);
});

describe('where a token alone tells whose records are read', () => {
	const source = nodeSource('Cloudlock');
	const kept = (cursor: string): IDataObject => ({
		'node:Cisco Cloudlock': { lastScan: { [`${source.source}#0`]: cursor } },
	});
	/** The cursor as a run with another token, or another stored credential, would have left it. */
	const changed = async (...parts: readonly ('token' | 'account')[]): Promise<string> => {
		const ran = await runNode(emulator, source.node, { parameters: listing(source, 'scan') });
		const cursor = JSON.parse(
			Buffer.from(String(summaryOf(ran)['cursor']), 'base64url').toString(),
		) as IDataObject;
		const of = { ...(cursor['of'] as IDataObject) };
		for (const part of parts) of[part] = 'another0';
		return Buffer.from(JSON.stringify({ ...cursor, of })).toString('base64url');
	};

	it.each([
		{ name: 'the same token in another stored credential', parts: ['account'] as const, goesOn: true },
		{
			name: 'another token in the same stored credential',
			parts: ['token'] as const,
			goesOn: true,
			hint: 'another token',
		},
		{ name: 'both', parts: ['token', 'account'] as const, goesOn: false, hint: 'of another account' },
	])('$name: goes on $goesOn', async ({ parts, goesOn, hint }) => {
		const cursor = await changed(...parts);
		const again = await runNode(emulator, source.node, {
			parameters: listing(source, 'scan', { startFrom: 'lastScan' }),
			staticData: kept(cursor),
			mode: 'trigger',
		});
		expect(Number(summaryOf(again)['records']) === 0).toBe(goesOn);
		expect(again.hints.join(' ').includes(hint ?? 'token')).toBe(hint !== undefined);
	});

	it('nothing of the token is kept', async () => {
		const cursor = await changed();
		const token = String(validCredentials(emulator).ciscoCloudlockApi['accessToken']);
		const text = Buffer.from(cursor, 'base64url').toString();
		expect(text).not.toContain(token.slice(0, 8));
		expect(text).not.toContain(createHash('sha256').update(token).digest('base64url').slice(0, 8));
	});
});

describe('a trigger', () => {
	const looking = {
		resource: 'activity',
		startFrom: 'lookback',
		lookbackAmount: 30,
		lookbackUnit: 'minutes',
	};
	const umbrella = async (more: INodeParameters, id?: string): Promise<Trigger> =>
		await trigger(emulator, 'ciscoUmbrellaTrigger', { ...looking, ...more }, credentialsFor(emulator), id);
	const none = () => emulator.remove('umbrella', () => true);

	it('that is set to another traffic type begins anew, and says what it left', async () => {
		none();
		emulator.happen('ciscoUmbrella.activity', { n: 40, late: BEFORE });
		const polls = await umbrella({ trafficType: 'proxy' });
		const proxy = (await polls.poll())?.length ?? 0;
		polls.set({ ...looking, trafficType: 'all' });
		const all = (await polls.poll())?.length ?? 0;
		expect(proxy).toBeLessThan(40);
		expect([all, await polls.poll()]).toEqual([40, null]);
		expect(polls.told.join(' ')).toMatch(
			/set from ciscoUmbrella.activity \(proxy\) to ciscoUmbrella.activity \(all\) and begins anew/,
		);
	});

	it('with other filters goes on, and hands over nothing of before the change', async () => {
		none();
		emulator.happen('ciscoUmbrella.activity', { n: 40, late: BEFORE });
		const polls = await umbrella({ filters: { ip: '192.0.2.254' } });
		const filtered = (await polls.poll())?.length ?? 0;
		polls.set({ ...looking });
		expect(filtered).toBeLessThan(40);
		expect(await polls.poll()).toBeNull();
		expect(polls.told).toEqual([]);
	});

	it('still hands over what becomes known late after its filters were changed', async () => {
		none();
		const polls = await umbrella({ filters: { ip: '192.0.2.254' } });
		await polls.poll();
		emulator.happen('ciscoUmbrella.activity', { n: 5, late: BEFORE });
		polls.set({ ...looking });
		expect(await polls.poll()).toBeNull();
		emulator.happen('ciscoUmbrella.activity', { n: 3, late: BEFORE + 60_000 });
		expect([(await polls.poll())?.length, await polls.poll()]).toEqual([3, null]);
	});

	it('takes a filter that an expression gives for the same, whatever it comes to', async () => {
		emulator.remove('defender', () => true);
		const polls = await trigger(emulator, 'microsoftDefenderCloudAppsTrigger', {
			...{ startFrom: 'lookback', lookbackAmount: 30, lookbackUnit: 'minutes' },
			filterMode: 'json',
			filtersJson: '={{ JSON.stringify({ date: { gte: $now.toMillis() - 3600000 } }) }}',
		});
		expect(await polls.poll()).toBeNull();
		emulator.happen('microsoftDefenderCloudApps.activity', { n: 3, late: BEFORE });
		expect([(await polls.poll())?.length, await polls.poll()]).toEqual([3, null]);
	});

	it('repeats nothing of before a change of filters, although it repeats after a restart', async () => {
		none();
		emulator.happen('ciscoUmbrella.activity', { n: 20, late: BEFORE });
		const options = { repeatAfterRestart: true };
		const polls = await umbrella({ filters: { ip: '192.0.2.254' }, options });
		await polls.poll();
		polls.set({ ...looking, options });
		expect([await polls.poll(), await polls.poll()]).toEqual([null, null]);
	});

	it('tells also where its first poll after the change failed', async () => {
		const polls = await umbrella({ trafficType: 'proxy' });
		await polls.poll();
		emulator.switches.umbrella.faults = [{ on: { from: 1 }, kind: 'status', status: 503, retryAfter: 0 }];
		polls.set({ ...looking, trafficType: 'dns' });
		expect(await polls.poll()).toBeNull();
		expect(polls.told.join(' ')).toMatch(/begins anew/);
	});

	it('tells of each of two changes in a row', async () => {
		const polls = await umbrella({ trafficType: 'proxy' });
		await polls.poll();
		for (const trafficType of ['dns', 'firewall']) {
			polls.set({ ...looking, trafficType });
			await polls.poll();
		}
		expect(polls.told.map((text) => /\((\w+)\) and begins anew/.exec(text)?.[1])).toEqual([
			'dns',
			'firewall',
		]);
	});

	it('of an earlier version goes on', async () => {
		none();
		const polls = await umbrella({});
		await polls.poll();
		const stored = JSON.stringify(polls.state());
		expect(stored).toMatch(OF);
		polls.restart(stored.replace(OF, ''));
		emulator.happen('ciscoUmbrella.activity', { n: 3, late: BEFORE });
		expect(await polls.poll()).toHaveLength(3);
		expect(polls.told).toEqual([]);
	});

	it('that shares its node id with another hands over everything, as the other does', async () => {
		none();
		emulator.happen('ciscoUmbrella.activity', { n: 40, late: BEFORE });
		const twins = [
			await umbrella({}, 'one-id'),
			await umbrella({ filters: { verdict: 'allowed,blocked' } }, 'one-id'),
		];
		const counts = await Promise.all(twins.map(async (twin) => (await twin.poll())?.length ?? 0));
		expect(counts[0]).toBe(40);
		expect(counts[1]).toBeGreaterThan(0);
	});
});

/** Every trigger, set to filters that find less, and to an account elsewhere. */
const triggers = [
	{
		name: 'ciscoUmbrellaTrigger',
		parameters: { resource: 'activity' },
		truth: 'ciscoUmbrella.activity',
		emulated: 'umbrella',
		filters: { filters: { ip: '192.0.2.254' } },
		elsewhere: { credential: 'ciscoUmbrellaReportingApi', field: 'customBaseUrl' },
	},
	{
		name: 'ciscoUmbrellaTrigger',
		parameters: { authentication: 'legacyApi' },
		truth: 'ciscoUmbrella.securityActivity.legacy',
		emulated: 'umbrellaLegacy',
		filters: undefined,
		elsewhere: { credential: 'ciscoUmbrellaLegacyApi', field: 'baseUrl' },
	},
	{
		name: 'ciscoCloudlockTrigger',
		parameters: {},
		truth: 'ciscoCloudlock.activity',
		emulated: 'cloudlock',
		filters: { filters: { eventType: 'nothing_of_the_kind' } },
		elsewhere: { credential: 'ciscoCloudlockApi', field: 'baseUrl' },
	},
	{
		name: 'informaticaCloudTrigger',
		parameters: {},
		truth: 'informaticaCloud.securityLog',
		emulated: 'informatica',
		filters: conditions({ field: 'actor', operator: 'equal', value: 'nobody' }),
		elsewhere: { credential: 'informaticaCloudApi', field: 'loginUrl' },
	},
	{
		name: 'microsoftDefenderCloudAppsTrigger',
		parameters: {},
		truth: 'microsoftDefenderCloudApps.activity',
		emulated: 'defender',
		filters: conditions({ field: 'service', operator: 'eq', value: '1' }),
		elsewhere: { credential: 'microsoftDefenderCloudAppsApi', field: 'portalUrl' },
	},
] as const;

describe.each(triggers)('$name of $truth', ({ name, truth, emulated, filters, elsewhere, ...row }) => {
	const parameters: INodeParameters = {
		...row.parameters,
		startFrom: 'lookback',
		lookbackAmount: 30,
		lookbackUnit: 'minutes',
	};
	const happened = (n: number) => {
		emulator.remove(emulated, () => true);
		emulator.happen(truth, { n, late: BEFORE });
	};

	it('begins anew for another account, and says so', async () => {
		happened(4);
		const helper = credentialsFor(emulator);
		const polls = await trigger(emulator, name, parameters, helper);
		expect([(await polls.poll())?.length, await polls.poll()]).toEqual([4, null]);
		const type = elsewhere.credential;
		helper.stored.set(type, {
			...validCredentials(emulator)[type],
			...atLocalhost(elsewhere)?.[type],
		} as never);
		expect([(await polls.poll())?.length, await polls.poll()]).toEqual([4, null]);
		expect(polls.told).toEqual([expect.stringMatching(/of another account to .* and begins anew/)]);
	});

	if (filters !== undefined)
		it('goes on with other filters, without what lies before the change', async () => {
			happened(4);
			const polls = await trigger(emulator, name, { ...parameters, ...filters } as INodeParameters);
			expect(await polls.poll()).toBeNull();
			polls.set(parameters);
			expect([await polls.poll(), await polls.poll()]).toEqual([null, null]);
			emulator.happen(truth, { n: 2, late: BEFORE - 30_000 });
			expect([(await polls.poll())?.length, polls.told]).toEqual([2, []]);
		});

	it('shares nothing with another of the same node id', async () => {
		happened(4);
		const twins = [
			await trigger(emulator, name, parameters, credentialsFor(emulator), 'one-id'),
			await trigger(
				emulator,
				name,
				parameters,
				credentialsFor(emulator, atLocalhost(elsewhere) ?? {}),
				'one-id',
			),
		];
		const counts = await Promise.all(twins.map(async (twin) => (await twin.poll())?.length ?? 0));
		expect(counts).toEqual([4, 4]);
	});
});
