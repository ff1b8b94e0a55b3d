import { type Emulator, type SwitchSettings, startEmulator } from '../../emulator';
import { CredentialsHelper } from '../support/credentialsHelper';
import { secretsOf, validCredentials } from '../support/credentials';
import { dataCalls, failure, send } from './requests';

const UMBRELLA = 'ciscoUmbrellaReportingApi';
const INFORMATICA = 'informaticaCloudApi';

type SessionType = typeof UMBRELLA | typeof INFORMATICA;

let emulator: Emulator;
let helper: CredentialsHelper;

async function begin(switches: SwitchSettings = {}): Promise<void> {
	emulator = await startEmulator({ switches });
	helper = new CredentialsHelper(new Map(Object.entries(validCredentials(emulator))));
}
afterEach(async () => {
	await emulator.close();
});

const change = (type: SessionType, data: Readonly<Record<string, string>>): void => {
	helper.stored.set(type, { ...helper.stored.get(type), ...data });
};
const call = async (type: SessionType): Promise<unknown> =>
	await send(type, helper, dataCalls[type](emulator));
const statuses = (kind: 'auth' | 'data'): readonly number[] =>
	emulator.log.filter((request) => request.kind === kind).map(({ status }) => status);

describe.each([
	{ type: UMBRELLA, field: 'accessToken', ends: { umbrella: { tokenMaxUses: 2, expiredAs: 401 } } },
	{ type: INFORMATICA, field: 'sessionId', ends: { informatica: { sessionMaxUses: 2 } } },
] as const)('$type', ({ type, field, ends }) => {
	test('signs in once and keeps the result for later executions', async () => {
		await begin();
		await call(type);
		const kept = helper.stored.get(type)?.[field];
		await call(type);
		await call(type);
		expect(statuses('auth')).toEqual([200]);
		expect(statuses('data')).toEqual([200, 200, 200]);
		expect(kept).toEqual(expect.stringMatching(/.{20}/));
		expect(helper.stored.get(type)?.[field]).toBe(kept);
	});

	test('signs in anew when the vendor ended it, and keeps that', async () => {
		await begin(ends);
		await call(type);
		const first = helper.stored.get(type)?.[field];
		await call(type);
		await call(type);
		expect(statuses('auth')).toEqual([200, 200]);
		expect(statuses('data')).toEqual([200, 200, 401, 200]);
		expect(helper.stored.get(type)?.[field]).not.toBe(first);
	});
});

test.each([
	{ name: 'POST, as the prose has it', tokenMethods: 'post', auth: [200] },
	{ name: 'GET, as the Postman collection has it', tokenMethods: 'get', auth: [405, 200] },
] as const)('signs in to Umbrella by $name', async ({ tokenMethods, auth }) => {
	await begin({ umbrella: { tokenMethods } });
	await call(UMBRELLA);
	expect(statuses('auth')).toEqual(auth);
});

interface Refusal {
	readonly name: string;
	readonly type: SessionType;
	readonly switches: SwitchSettings;
	readonly says: RegExp;
}

const onSignIn = { on: { from: 1 }, target: 'auth' } as const;

const refusals: readonly Refusal[] = [
	{
		name: 'Umbrella echoes the request it refuses',
		type: UMBRELLA,
		switches: { umbrella: { faults: [{ ...onSignIn, kind: 'echoSecret' }] } },
		says: /^Cisco Umbrella refused the sign-in at .+ with HTTP 400: .*\*\*\*.*\. Check API key and secret/,
	},
	{
		name: 'Informatica echoes the request it refuses',
		type: INFORMATICA,
		switches: { informatica: { faults: [{ ...onSignIn, kind: 'echoSecret' }] } },
		says: /^Informatica refused the sign-in at .+ with HTTP 400: .*\*\*\*.*\. Check user name and password/,
	},
	{
		name: 'Informatica says a wrong password with HTTP 400',
		type: INFORMATICA,
		switches: { informatica: { faults: [{ ...onSignIn, kind: 'status', status: 400 }] } },
		says: /^Informatica refused the sign-in at .+ with HTTP 400: .+ Check user name and password/,
	},
	{
		name: 'the host is no API but answers with a page',
		type: UMBRELLA,
		switches: { umbrella: { faults: [{ ...onSignIn, kind: 'html', status: 200 }] } },
		says: /^Cisco Umbrella answered the sign-in at .+ with HTTP 200: an HTML page titled ".+"\. Check the address/,
	},
	{
		name: 'a gateway is down',
		type: UMBRELLA,
		switches: { umbrella: { faults: [{ ...onSignIn, kind: 'html', status: 502 }] } },
		says: /^Cisco Umbrella refused the sign-in at .+ with HTTP 502: an HTML page titled ".+"\. Try again later\.$/,
	},
	{
		name: 'too many tokens were asked for',
		type: UMBRELLA,
		switches: { umbrella: { faults: [{ ...onSignIn, kind: 'status', status: 429 }] } },
		says: /with HTTP 429: Too Many Requests\. Too many sign-ins in a short time/,
	},
	{
		name: 'the answer has no token',
		type: UMBRELLA,
		switches: { umbrella: { faults: [{ ...onSignIn, kind: 'notJson', body: '{"token_type":"bearer"}' }] } },
		says: /^Cisco Umbrella answered the sign-in without a token/,
	},
	{
		name: 'the answer has no session',
		type: INFORMATICA,
		switches: { informatica: { faults: [{ ...onSignIn, kind: 'notJson', body: '{"products":[]}' }] } },
		says: /^Informatica answered the sign-in at .+ without a session/,
	},
	{
		name: 'the connection breaks',
		type: INFORMATICA,
		switches: { informatica: { faults: [{ ...onSignIn, kind: 'reset' }] } },
		says: /^Informatica could not be reached at .+ to sign in: the connection broke off\. Check the address/,
	},
	{
		name: 'the sign-in names a foreign host for the API',
		type: INFORMATICA,
		switches: { informatica: { baseApiUrl: 'https://api.example.com/saas' } },
		says: /named api\.example\.com, which does not belong to 127\.0\.0\.1:\d+; the session was not sent there/,
	},
	{
		name: 'the sign-in names another name of this machine for the API',
		type: INFORMATICA,
		switches: { informatica: { baseApiUrl: 'http://localhost:1/saas' } },
		says: /named localhost:1, which does not belong to/,
	},
	{
		name: 'the sign-in names no address for the API',
		type: INFORMATICA,
		switches: { informatica: { baseApiUrl: 'nowhere' } },
		says: /named no API address/,
	},
];

test.each(refusals)('when $name, the error says so once and no secret', async ({ type, switches, says }) => {
	await begin(switches);
	const { message, everything } = await failure(call(type));
	expect(message).toMatch(says);
	for (const secret of secretsOf(helper.stored.get(type) ?? {})) expect(everything).not.toContain(secret);
	expect(statuses('auth')).toHaveLength(1);
	expect(statuses('data')).toEqual([]);
});

test('Umbrella reads a child organization when told to', async () => {
	await begin();
	change(UMBRELLA, { organizationId: emulator.credentials.umbrella.childOrganizationId });
	await call(UMBRELLA);
	expect(emulator.log[0]?.headers['x-umbrella-orgid']).toBe(
		emulator.credentials.umbrella.childOrganizationId,
	);
});

test('Umbrella asks for tokens at the token URL when there is one', async () => {
	await begin();
	change(UMBRELLA, { tokenUrl: `${emulator.url}/nowhere/token` });
	const { message } = await failure(call(UMBRELLA));
	expect(message).toMatch(/^Cisco Umbrella refused the sign-in at .+ with HTTP 404/);
	change(UMBRELLA, { tokenUrl: 'http://api.example.com/auth/v2/token' });
	expect((await failure(call(UMBRELLA))).message).toContain('Token URL must start with https://');
});

test.each(['integrationFirst', 'integrationLast'] as const)(
	'Informatica is asked at Integration Cloud (%s)',
	async (products) => {
		await begin({ informatica: { products } });
		await call(INFORMATICA);
		expect(statuses('data')).toEqual([200]);
		expect(helper.stored.get(INFORMATICA)?.['apiBaseUrl']).toBe(`${emulator.url}/saas`);
	},
);

test('Informatica sessions of many kilobytes are sent whole', async () => {
	await begin({ informatica: { jwtMode: true } });
	await call(INFORMATICA);
	expect(emulator.log.find(({ kind }) => kind === 'data')?.headers['infa-session-id']).toBe(
		'[9000 characters]',
	);
});

test('Informatica passwords keep their blanks', async () => {
	await begin();
	change(INFORMATICA, { password: ` ${emulator.credentials.informatica.password}` });
	await failure(call(INFORMATICA));
	expect(statuses('auth')).toEqual([401]);
});

test('an Informatica session that ended at another address is not sent there', async () => {
	await begin();
	change(INFORMATICA, {
		sessionId: 'a-session-of-another-region',
		apiBaseUrl: 'https://api.example.com/saas',
	});
	const { message } = await failure(call(INFORMATICA));
	expect(message).toMatch(/named api\.example\.com, which does not belong to .+ then test it again\.$/);
	expect(emulator.log).toEqual([]);
});
