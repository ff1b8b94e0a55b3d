import { type Emulator, startEmulator } from '../../emulator';
import { CredentialsHelper } from '../support/credentialsHelper';
import { validCredentials } from '../support/credentials';
import { dataCalls, send } from './requests';

const TYPE = 'microsoftDefenderCloudAppsOAuth2Api';
const TENANT = '11111111-2222-4333-8444-555555555555';

const resolved = (data: Readonly<Record<string, string>>) =>
	new CredentialsHelper(new Map()).withDefaults(TYPE, { tenantId: TENANT, ...data }, 'internal');

const portal = 'https://contoso.eu2.portal.cloudappsecurity.com';

test.each([
	['global', { portalUrl: portal }, 'https://login.microsoftonline.com'],
	['usGov', { portalUrl: portal, cloud: 'usGov' }, 'https://login.microsoftonline.us'],
	['an emulator', { portalUrl: 'http://127.0.0.1:4499/api/v1/' }, 'http://127.0.0.1:4499'],
	['an emulator by name', { portalUrl: ' http://localhost:4499 ' }, 'http://localhost:4499'],
	['an emulator over IPv6', { portalUrl: 'http://[::1]:4499' }, 'http://[::1]:4499'],
	[
		'a name that only begins like one',
		{ portalUrl: 'http://localhost.example.com' },
		'https://login.microsoftonline.com',
	],
	[
		'an address with a user',
		{ portalUrl: 'http://localhost:1@example.com' },
		'https://login.microsoftonline.com',
	],
	[
		'blanks around the tenant',
		{ portalUrl: portal, tenantId: ` ${TENANT} ` },
		'https://login.microsoftonline.com',
	],
])('the token of %s comes from its own Entra', (_name, data, origin) => {
	expect(resolved(data)['accessTokenUrl']).toBe(`${origin}/${TENANT}/oauth2/v2.0/token`);
});

test('what the type pins cannot be stored away', () => {
	const data = resolved({
		portalUrl: portal,
		accessTokenUrl: 'https://example.com/token',
		grantType: 'authorizationCode',
	});
	expect(data).toMatchObject({
		grantType: 'clientCredentials',
		authentication: 'body',
		scope: '05a65629-4c1b-48c1-a78b-804c4abdd4af/.default',
		accessTokenUrl: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
	});
});

test('a token is fetched once, kept, and fetched anew when it ended', async () => {
	const emulator: Emulator = await startEmulator({ switches: { defender: { tokenMaxUses: 2 } } });
	const helper = new CredentialsHelper(new Map([[TYPE, validCredentials(emulator)[TYPE]]]));
	const outcome = () => emulator.log.map(({ kind, status }) => `${kind} ${status}`);
	for (let i = 0; i < 3; i++) await send(TYPE, helper, dataCalls[TYPE](emulator));
	await emulator.close();
	expect(outcome()).toEqual(['auth 200', 'data 200', 'data 200', 'data 401', 'auth 200', 'data 200']);
});
