import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { type CredentialName, secretsOf, validCredentials } from '../support/credentials';
import { host } from '../support/host';
import { dataCalls, failure, send } from './requests';

const FOREIGN = 'http://api.example.com';

/** A token n8n already has, so that nothing is left to fetch. */
const signedIn = { oauthTokenData: { access_token: 'a-token-in-use', token_type: 'Bearer' } };

interface Row {
	readonly type: CredentialName;
	/** How the secret travels, as the emulator's log shows it: header and scheme. */
	readonly header: string;
	readonly scheme: string;
	/** The field with the base address, and how the person sees it called. */
	readonly base: readonly [name: string, label: string];
	/** One wrong secret, and what the vendor's refusal must say. */
	readonly wrong: ICredentialDataDecryptedObject;
	readonly refusal: RegExp;
}

const rows: readonly Row[] = [
	{
		type: 'ciscoUmbrellaReportingApi',
		header: 'authorization',
		scheme: 'Bearer ',
		base: ['customBaseUrl', 'Custom Base URL'],
		wrong: { apiSecret: 'a-mistyped-secret' },
		refusal:
			/^Cisco Umbrella refused the sign-in at .+ with HTTP 401: unauthorized\. Check API key and secret/,
	},
	{
		type: 'ciscoUmbrellaLegacyApi',
		header: 'authorization',
		scheme: 'Basic ',
		base: ['baseUrl', 'Base URL'],
		wrong: { apiSecret: 'a-mistyped-secret' },
		refusal: /Authorization failed/,
	},
	{
		type: 'ciscoCloudlockApi',
		header: 'authorization',
		scheme: 'Bearer ',
		base: ['baseUrl', 'Base URL'],
		wrong: { accessToken: 'a-mistyped-token' },
		refusal: /Authorization failed/,
	},
	{
		type: 'informaticaCloudApi',
		header: 'infa-session-id',
		scheme: '',
		base: ['loginUrl', 'Login URL'],
		wrong: { password: 'a-mistyped-password' },
		refusal:
			/^Informatica refused the sign-in at .+ with HTTP 401: IDS_085: User name or password is not valid\. Check user name and password/,
	},
	{
		type: 'microsoftDefenderCloudAppsApi',
		header: 'authorization',
		scheme: 'Token ',
		base: ['portalUrl', 'Portal URL'],
		wrong: { apiToken: 'a-mistyped-token' },
		refusal: /Authorization failed/,
	},
	{
		type: 'microsoftDefenderCloudAppsOAuth2Api',
		header: 'authorization',
		scheme: 'Bearer ',
		base: ['portalUrl', 'Portal URL'],
		wrong: { clientSecret: 'a-mistyped-secret' },
		refusal: /Client authentication failed|invalid_client|Authorization failed/,
	},
];

const isOAuth2 = ({ type }: Row): boolean => type === 'microsoftDefenderCloudAppsOAuth2Api';

/** Before 2.41 n8n asks OAuth2 types nothing before a request; there the node alone checks the address. */
const asked = rows.filter((row) => !isOAuth2(row) || host === '2.41');

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(async () => {
	await emulator.close();
});
beforeEach(() => {
	emulator.log.length = 0;
});

const valid = (type: CredentialName): ICredentialDataDecryptedObject => validCredentials(emulator)[type];
const dataRequests = () => emulator.log.filter(({ kind }) => kind === 'data');

describe.each(rows)('$type', ({ type, header, scheme, wrong, refusal }) => {
	test('is attached to a request', async () => {
		await send(type, { [type]: valid(type) }, dataCalls[type](emulator));
		expect(dataRequests().map(({ status }) => status)).toEqual([200]);
		expect(dataRequests()[0]?.headers[header]).toMatch(new RegExp(`^${scheme}\\[\\d+ characters\\]$`));
	});

	test('says what is wrong with a wrong secret, and not the secret', async () => {
		const data = { ...valid(type), ...wrong };
		const { message, everything } = await failure(send(type, { [type]: data }, dataCalls[type](emulator)));
		expect(message).toMatch(refusal);
		for (const secret of secretsOf(data)) expect(everything).not.toContain(secret);
	});
});

test.each(asked)(
	'$type is refused to a base address of plain http before any request',
	async ({ type, base }) => {
		const data = { ...valid(type), ...signedIn, [base[0]]: FOREIGN };
		const { message } = await failure(send(type, { [type]: data }, dataCalls[type](emulator)));
		expect(message).toContain(`${base[1]} must start with https://`);
		expect(dataRequests()).toEqual([]);
	},
);

test.each(rows.filter((row) => !isOAuth2(row)))(
	'$type is refused to a request of plain http to another machine',
	async ({ type }) => {
		const request = { ...dataCalls[type](emulator), url: `${FOREIGN}/anything` };
		const { message } = await failure(send(type, { [type]: valid(type) }, request));
		expect(message).toMatch(/is not sent to api\.example\.com/);
		expect(dataRequests()).toEqual([]);
	},
);
