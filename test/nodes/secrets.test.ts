import { inspect } from 'node:util';
import { type Emulator, type FaultRule, startEmulator } from '../../emulator';
import { type CredentialName, secretsOf } from '../support/credentials';
import type { CredentialsHelper } from '../support/credentialsHelper';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources, type NodeSource } from '../support/nodeSources';
import { credentialsFor, runNode } from '../support/runNode';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator({
		records: { umbrella: 2_000, umbrellaLegacy: 900, cloudlock: 900, informatica: 900, defender: 2_000 },
		spanDays: { umbrella: 1, umbrellaLegacy: 1, cloudlock: 1, informatica: 1, defender: 1 },
	});
});
afterEach(async () => await emulator.close());

/** Every secret of a credential by now, those that were fetched among them, in the spellings they travel in. */
function secretsIn(helper: CredentialsHelper, credential: CredentialName): readonly string[] {
	const data = helper.stored.get(credential) ?? {};
	const fetched = (data['oauthTokenData'] as { access_token?: unknown } | undefined)?.access_token;
	const plain = [...secretsOf(data), ...(typeof fetched === 'string' ? [fetched] : [])];
	const pair = `${String(data['apiKey'])}:${String(data['apiSecret'])}`;
	return [...plain, pair].flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
		Buffer.from(secret).toString('base64url'),
	]);
}

const secretsFoundIn = (text: string, secrets: readonly string[]): readonly string[] =>
	secrets.filter((secret) => text.includes(secret));

const on = { on: { from: 1 }, kind: 'echoSecret' } as const;

const echoes: ReadonlyArray<{ readonly name: string; readonly fault: FaultRule }> = [
	{ name: 'a refusal', fault: { ...on, status: 400 } },
	{ name: 'a wrong key', fault: { ...on, status: 401 } },
	{ name: 'a missing role', fault: { ...on, status: 403 } },
	{ name: 'an unknown address', fault: { ...on, status: 404 } },
	{ name: 'a used up quota', fault: { ...on, status: 429 } },
	{ name: 'a gateway error', fault: { ...on, status: 502 } },
	{ name: 'a 200 of the wrong shape', fault: { ...on, status: 200 } },
	{ name: 'the sign-in', fault: { ...on, target: 'auth', status: 400 } },
	{ name: 'the sign-in, as a wrong key', fault: { ...on, target: 'auth', status: 401 } },
	{ name: 'the sign-in, as a gateway error', fault: { ...on, target: 'auth', status: 500 } },
];

const signsIn = ({ credential }: NodeSource): boolean =>
	['ciscoUmbrellaReportingApi', 'informaticaCloudApi', 'microsoftDefenderCloudAppsOAuth2Api'].includes(
		credential,
	);

describe.each(nodeSources)('$name', (source) => {
	const fitting = echoes.filter(({ fault }) => fault.target !== 'auth' || signsIn(source));

	it.each(fitting)('$name that echoes the key does not bring it into the error', async ({ fault }) => {
		emulator.switches[source.emulated].faults = [fault];
		for (const operation of ['getAll', 'scan'] as const) {
			const helper = credentialsFor(emulator);
			const failure = await failureOf(
				runNode(emulator, source.node, { parameters: listing(source, operation), helper }),
			);
			expect(failure.message.startsWith(source.vendor)).toBe(true);
			const secrets = secretsIn(helper, source.credential);
			expect(secrets.length).toBeGreaterThan(0);
			expect(secretsFoundIn(failure.everything, secrets)).toEqual([]);
		}
	});

	it('with Continue On Fail it is not in the items either', async () => {
		emulator.switches[source.emulated].faults = [{ ...on, status: 400 }];
		const helper = credentialsFor(emulator);
		const ran = await runNode(emulator, source.node, {
			parameters: listing(source, 'getAll'),
			helper,
			onError: 'continueRegularOutput',
		});
		expect(ran.outputs[0]?.[0]?.json).toHaveProperty('error', expect.stringContaining(source.vendor));
		expect(secretsFoundIn(inspect(ran.outputs, { depth: 10 }), secretsIn(helper, source.credential))).toEqual(
			[],
		);
	});

	it('a scan that ends half way has it neither in its summary nor in its hints', async () => {
		emulator.switches[source.emulated].faults = [{ ...on, on: { from: 2 }, status: 400 }];
		const helper = credentialsFor(emulator);
		const size = source.emulated === 'defender' ? 500 : 100;
		const ran = await runNode(emulator, source.node, {
			parameters: listing(source, 'scan', { options: { pageSize: size, concurrency: 1 } }),
			helper,
		});
		expect(ran.outputs[1]?.[0]?.json).toMatchObject({
			complete: false,
			reason: expect.stringContaining('400'),
		});
		expect(ran.hints.join()).toContain('not complete');
		const everything = inspect([ran.outputs[1], ran.hints], { depth: 10 });
		expect(secretsFoundIn(everything, secretsIn(helper, source.credential))).toEqual([]);
	});
});

it('the emulator does echo the keys: its raw answer holds them', async () => {
	emulator.switches.cloudlock.faults = [on];
	const { accessToken } = emulator.credentials.cloudlock;
	const answer = await fetch(`${emulator.url}/api/v2/activities`, {
		headers: { authorization: `Bearer ${accessToken}` },
	});
	const helper = credentialsFor(emulator);
	expect(secretsFoundIn(await answer.text(), secretsIn(helper, 'ciscoCloudlockApi'))).not.toEqual([]);
});

it('values of filters, which may be secret too, are not in an error', async () => {
	const source = nodeSource('Umbrella');
	emulator.switches.umbrella.faults = [{ on: { from: 1 }, kind: 'status', status: 500 }];
	const failure = await failureOf(
		runNode(emulator, source.node, {
			parameters: listing(source, 'scan', { filters: { domains: 'very-private.example.test' } }),
		}),
	);
	expect(emulator.log.some(({ query }) => query.includes('very-private'))).toBe(true);
	expect(failure.message).not.toContain('very-private');
	expect(failure.description).not.toContain('very-private');
});
