import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { type Emulator, type SwitchSettings, startEmulator } from '../../emulator';
import { type CredentialName, validCredentials } from '../support/credentials';
import { testCredential } from '../support/credentialTest';
import { keepsCauses } from '../support/host';

let emulator: Emulator;
const begin = async (switches: SwitchSettings = {}): Promise<void> => {
	emulator = await startEmulator({ switches });
};
afterEach(async () => {
	await emulator.close();
});

const press = async (type: CredentialName, change: ICredentialDataDecryptedObject = {}) =>
	await testCredential(type, { [type]: { ...validCredentials(emulator)[type], ...change } });

const bases: ReadonlyArray<readonly [CredentialName, field: string, suffixes: readonly string[]]> = [
	['ciscoUmbrellaReportingApi', 'customBaseUrl', ['', '/']],
	['ciscoUmbrellaLegacyApi', 'baseUrl', ['', '/', '/v1', '/v1/']],
	['ciscoCloudlockApi', 'baseUrl', ['', '/', '/api', '/api/v2', '/api/v2/']],
	['informaticaCloudApi', 'loginUrl', ['', '/', '/saas', '/saas/', '/identity-service/home']],
	['microsoftDefenderCloudAppsApi', 'portalUrl', ['', '/', '/api', '/api/', '/api/v1', '/api/v1/']],
	['microsoftDefenderCloudAppsOAuth2Api', 'portalUrl', ['', '/', '/api', '/api/', '/api/v1', '/api/v1/']],
];

const asTyped = bases.flatMap(([type, field, suffixes]) =>
	suffixes.map((suffix) => ({ type, field, suffix })),
);

test.each(asTyped)(
	'$type is fine with "$suffix" at the end of its address',
	async ({ type, field, suffix }) => {
		await begin();
		expect(await press(type, { [field]: `${emulator.url}${suffix}` })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(emulator.log.filter(({ kind }) => kind === 'data').map(({ status }) => status)).toEqual([200]);
	},
);

test.each(['ciscoUmbrellaReportingApi', 'informaticaCloudApi'] as const)(
	'%s signs in anew for every test',
	async (type) => {
		await begin();
		const stored = {
			accessToken: 'an-old-token',
			sessionId: 'an-old-session',
			apiBaseUrl: `${emulator.url}/saas`,
		};
		expect((await press(type, stored)).status).toBe('OK');
		expect(emulator.log.map(({ kind }) => kind)).toEqual(['auth', 'data']);
	},
);

test('Umbrella is followed to the region that holds the organization', async () => {
	await begin({ umbrella: { redirect: 'sameHost' } });
	expect((await press('ciscoUmbrellaReportingApi')).status).toBe('OK');
	expect(emulator.log.map(({ status }) => status)).toEqual([200, 302, 200]);
});

test('no token follows Umbrella to another host', async () => {
	await begin({ umbrella: { redirect: 'otherHost' } });
	expect((await press('ciscoUmbrellaReportingApi')).status).toBe('Error');
	expect(emulator.log.at(-1)?.headers).not.toHaveProperty('authorization');
});

interface Failing {
	readonly type: CredentialName;
	readonly name: string;
	readonly switches?: SwitchSettings;
	readonly change?: ICredentialDataDecryptedObject;
	readonly says: RegExp;
	/** The words come from our own code, not from a rule by status, so every host shows them. */
	readonly always?: true;
}

const answering = (status: number) => ({ faults: [{ on: { from: 1 }, kind: 'status', status } as const] });

const failing: readonly Failing[] = [
	{
		type: 'ciscoUmbrellaReportingApi',
		name: 'a wrong secret',
		change: { apiSecret: 'mistyped' },
		says: /^Cisco Umbrella refused the sign-in at .+ with HTTP 401: unauthorized\. Check API key and secret/,
		always: true,
	},
	{
		type: 'ciscoUmbrellaReportingApi',
		name: 'a missing scope',
		switches: { umbrella: { scope: 'missing' } },
		says: /Add the scope Reports > Granular Events > Read-Only/,
	},
	{
		type: 'ciscoUmbrellaReportingApi',
		name: 'a request that is not understood',
		switches: { umbrella: answering(400) },
		says: /Check the organization ID and that the key still exists/,
	},
	{
		type: 'ciscoUmbrellaReportingApi',
		name: 'no secret at all',
		change: { apiSecret: '' },
		says: /^API Secret is missing in the credential/,
		always: true,
	},
	{
		type: 'ciscoUmbrellaReportingApi',
		name: 'an address of plain http',
		change: { customBaseUrl: 'http://api.example.com' },
		says: /^Custom Base URL must start with https:\/\//,
		always: true,
	},
	{
		type: 'ciscoUmbrellaLegacyApi',
		name: 'the retired service',
		switches: { umbrellaLegacy: { retired: '401' } },
		says: /retired Reporting v1 on 1 September 2023: make a key for the Reporting API/,
	},
	{
		type: 'ciscoUmbrellaLegacyApi',
		name: 'the retired gateway',
		switches: { umbrellaLegacy: { retired: '404' } },
		says: /no longer has Reporting v1/,
	},
	{
		type: 'ciscoUmbrellaLegacyApi',
		name: 'a request that is not understood',
		switches: { umbrellaLegacy: answering(400) },
		says: /did not understand the request\. Check the organization ID/,
	},
	{
		type: 'ciscoUmbrellaLegacyApi',
		name: 'no organization ID',
		change: { organizationId: '' },
		says: /^Organization ID is missing in the credential/,
		always: true,
	},
	{
		type: 'ciscoCloudlockApi',
		name: 'a wrong token',
		change: { accessToken: 'mistyped' },
		says: /did not accept the token. Check the token, and that the public address of this n8n is allowed/,
	},
	{
		type: 'ciscoCloudlockApi',
		name: 'an address that is not allowed',
		switches: { cloudlock: { addressNotAllowed: '403' } },
		says: /refused this token or address/,
	},
	{
		type: 'ciscoCloudlockApi',
		name: 'a redirect',
		switches: { cloudlock: answering(302) },
		says: /redirects in place of answering/,
	},
	{
		type: 'informaticaCloudApi',
		name: 'a wrong password',
		change: { password: 'mistyped' },
		says: /^Informatica refused the sign-in at .+: IDS_085: User name or password is not valid\./,
		always: true,
	},
	{
		type: 'informaticaCloudApi',
		name: 'a missing role',
		switches: { informatica: { role: 'missing' } },
		says: /privilege Audit Log - View/,
	},
	{
		type: 'microsoftDefenderCloudAppsApi',
		name: 'a wrong token',
		change: { apiToken: 'mistyped' },
		says: /did not accept the token: it may be mistyped or revoked/,
	},
	{
		type: 'microsoftDefenderCloudAppsApi',
		name: 'a missing permission',
		switches: { defender: { permission: 'missing' } },
		says: /needs the permission Investigation\.read/,
	},
	{
		type: 'microsoftDefenderCloudAppsApi',
		name: 'a wrong host',
		switches: { defender: { faults: [{ on: 1, kind: 'html', status: 404 }] } },
		says: /This host has no Defender for Cloud Apps API/,
	},
	{
		type: 'microsoftDefenderCloudAppsOAuth2Api',
		name: 'a missing permission',
		switches: { defender: { permission: 'missing' } },
		says: /needs the permission Investigation\.read/,
	},
];

test.each(failing)('$type says what to do about $name', async ({ type, switches, change, says, always }) => {
	await begin(switches);
	const { status, message } = await press(type, change);
	expect(status).toBe('Error');
	if (always ?? keepsCauses) expect(message).toMatch(says);
});
