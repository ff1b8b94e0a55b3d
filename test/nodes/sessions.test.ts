import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import { difference, EXACT } from '../support/feedDrain';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, type NodeSource } from '../support/nodeSources';
import { credentialsFor, type Ran, runNode, summaryOf } from '../support/runNode';

let emulator: Emulator;
afterEach(async () => await emulator.close());

async function start(switches: SwitchSettings = {}): Promise<void> {
	emulator = await startEmulator({
		switches: { ...switches, informatica: { loginAddsEntry: false, ...switches.informatica } },
		records: { umbrella: 1_200, informatica: 1_200, defender: 1_600 },
		spanDays: { umbrella: 1, informatica: 1, defender: 1 },
	});
}

const scan = async (source: NodeSource, helper = credentialsFor(emulator), concurrency = 1): Promise<Ran> =>
	await runNode(emulator, source.node, {
		parameters: listing(source, 'scan', {
			lastAmount: 30,
			options: { concurrency, pageSize: source.emulated === 'defender' ? 500 : 100 },
		}),
		helper,
	});

const count = (kind: 'auth' | 'data'): number =>
	emulator.log.filter((request) => request.kind === kind).length;

function expectEverything(source: NodeSource, ran: Ran): void {
	const { from, to, complete } = summaryOf(ran);
	const truth = emulator.records(source.truth, {
		from: Date.parse(String(from)),
		to: Date.parse(String(to)),
	});
	expect(complete).toBe(true);
	expect(ran.outputs[0]?.length).toBe(truth.length);
	const keys = (records: readonly object[]) =>
		records.map((record) => {
			const { _id, id, timestamp } = record as Record<string, unknown>;
			return String(_id ?? id ?? timestamp);
		});
	expect(difference(keys((ran.outputs[0] ?? []).map(({ json }) => json)), keys(truth))).toEqual(EXACT);
}

interface Row {
	readonly source: string;
	/** A token or session that ends after so many data calls. */
	readonly ends: (uses: number) => SwitchSettings;
}

const rows: readonly Row[] = [
	{ source: 'Umbrella', ends: (tokenMaxUses) => ({ umbrella: { tokenMaxUses } }) },
	{ source: 'Informatica', ends: (sessionMaxUses) => ({ informatica: { sessionMaxUses } }) },
	{ source: 'Defender, OAuth2', ends: (tokenMaxUses) => ({ defender: { tokenMaxUses } }) },
];

describe.each(rows)('$source', ({ source: name, ends }) => {
	const source = nodeSource(name);

	it('signs in once for all requests of a run', async () => {
		await start();
		expectEverything(source, await scan(source));
		expect(count('auth')).toBe(1);
		expect(count('data')).toBeGreaterThan(2);
	});

	it('a second run uses what the first one left with the credential', async () => {
		await start();
		const helper = credentialsFor(emulator);
		await scan(source, helper);
		expectEverything(source, await scan(source, helper));
		expect(count('auth')).toBe(1);
	});

	it('a credential without anything kept signs in for itself', async () => {
		await start();
		await scan(source);
		await scan(source);
		expect(count('auth')).toBe(2);
	});

	it.each([1, 2, 3])('is renewed in the middle of a run, however soon it ends (%i uses)', async (uses) => {
		await start(ends(uses));
		const ran = await scan(source);
		expectEverything(source, ran);
		expect(count('auth')).toBeGreaterThan(1);
		// One sign-in for every stretch of good answers: none is thrown away.
		const good = emulator.log.filter(({ kind, status }) => kind === 'data' && status === 200).length;
		expect(count('auth')).toBe(Math.ceil(good / uses));
	});

	it('what was renewed is kept for the next run', async () => {
		await start(ends(2));
		const helper = credentialsFor(emulator);
		await scan(source, helper);
		const before = count('auth');
		Object.assign(emulator.switches[source.emulated], { tokenMaxUses: null, sessionMaxUses: null });
		await scan(source, helper);
		expect(before).toBeGreaterThan(1);
		expect(count('auth')).toBe(before);
	});

	it('requests that meet the end together renew once', async () => {
		await start();
		const helper = credentialsFor(emulator);
		await scan(source, helper);
		const before = count('auth');
		// From here on what is kept is worth nothing, and eight hands find out at the same time.
		const stored = helper.stored.get(source.credential) ?? {};
		const worthless = { access_token: 'ended', token_type: 'Bearer' };
		helper.stored.set(source.credential, {
			...stored,
			...(stored['accessToken'] === undefined ? {} : { accessToken: 'ended' }),
			...(stored['sessionId'] === undefined ? {} : { sessionId: 'ended' }),
			...(stored['oauthTokenData'] === undefined ? {} : { oauthTokenData: worthless }),
		});
		const runs = await Promise.all(Array.from({ length: 6 }, async () => await scan(source, helper, 8)));
		for (const ran of runs) expectEverything(source, ran);
		expect(emulator.log.filter(({ status }) => status === 401).length).toBeGreaterThan(1);
		expect(count('auth')).toBe(before + 1);
	});
});

it.each([400, 401] as const)('Umbrella: a token that ended is known by HTTP %i', async (expiredAs) => {
	await start({ umbrella: { tokenMaxUses: 2, expiredAs } });
	const source = nodeSource('Umbrella');
	expectEverything(source, await scan(source));
	expect(emulator.log.some(({ kind, status }) => kind === 'data' && status === expiredAs)).toBe(true);
});

it('Umbrella: another 400 is no ended token and no reason to sign in again', async () => {
	await start({ umbrella: { faults: [{ on: { from: 1 }, kind: 'status', status: 400 }] } });
	const source = nodeSource('Umbrella');
	await failureOf(scan(source));
	expect(count('auth')).toBe(1);
	expect(count('data')).toBe(1);
});

it('Informatica: a session of many kilobytes carries a whole run', async () => {
	await start({ informatica: { jwtMode: true, jwtLength: 16_000, sessionMaxUses: 3 } });
	const source = nodeSource('Informatica');
	expectEverything(source, await scan(source));
	expect(emulator.log.find(({ kind }) => kind === 'data')?.headers['infa-session-id']).toContain('16000');
});
