import { type Emulator, startEmulator } from '../../emulator';
import { keepsCauses } from '../support/host';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources } from '../support/nodeSources';
import { expectRefusal, fewRecords, type Refusal } from '../support/refusal';
import { runNode } from '../support/runNode';

/** n8n's OAuth2 client has words of its own; older hosts drop the cause, which holds those of Entra. */
const wrongKeys: readonly Refusal[] = [
	{
		source: 'Umbrella',
		name: 'a wrong secret',
		credential: { apiSecret: 'not-the-secret' },
		code: 401,
		says: /unauthorized/,
		next: /API key and secret/,
	},
	{
		source: 'Umbrella legacy',
		name: 'a wrong secret',
		credential: { apiSecret: 'not-the-secret' },
		code: 401,
		says: /./,
		next: /retired.+Reporting API/,
	},
	{
		source: 'Cloudlock',
		name: 'a wrong token',
		credential: { accessToken: 'not-the-token' },
		code: 401,
		says: /Unauthorized/,
		next: /access token.+allow-list/,
	},
	{
		source: 'Informatica',
		name: 'a wrong password',
		credential: { password: 'not-the-password' },
		code: 401,
		says: /IDS_085: User name or password is not valid/,
		next: /user name and password/,
	},
	{
		source: 'Defender, API token',
		name: 'a wrong token',
		credential: { apiToken: 'not-the-token' },
		code: 401,
		says: /Invalid token/,
		next: /API token/,
	},
	{
		source: 'Defender, API token',
		name: 'a wrong token, said in plain text',
		credential: { apiToken: 'not-the-token' },
		switches: { defender: { invalidToken: 'text' } },
		code: 401,
		says: /Invalid token/,
		next: /API token/,
	},
	{
		source: 'Defender, OAuth2',
		name: 'a wrong client secret',
		credential: { clientSecret: 'not-the-secret' },
		says: keepsCauses ? /AADSTS7000215/ : /Client authentication failed/,
		next: /client secret/,
	},
	{
		source: 'Defender, OAuth2',
		name: 'an unknown tenant',
		credential: { tenantId: '99999999-2222-4333-8444-555555555555' },
		says: keepsCauses ? /AADSTS90002/ : /invalid parameter value/,
		next: /tenant ID/i,
	},
];

const missingRoles: readonly Refusal[] = [
	{
		source: 'Umbrella',
		name: 'a missing scope',
		switches: { umbrella: { scope: 'missing' } },
		code: 403,
		says: /forbidden/,
		next: /Reports > Granular Events > Read-Only/,
	},
	{
		source: 'Umbrella',
		name: 'a missing scope, as specified',
		switches: { umbrella: { scope: 'missing', forbiddenShape: 'spec' } },
		code: 403,
		says: /Forbidden/,
		next: /Reports > Granular Events > Read-Only/,
	},
	{
		source: 'Cloudlock',
		name: 'an address that is not on the list',
		switches: { cloudlock: { addressNotAllowed: '403' } },
		code: 403,
		says: /IP address is not allowed/,
		next: /allow-list/,
	},
	{
		source: 'Informatica',
		name: 'a missing role',
		switches: { informatica: { role: 'missing' } },
		code: 403,
		says: /AUTH_03: The user has no privilege/,
		next: /Audit Log - View/,
	},
	{
		source: 'Defender, API token',
		name: 'a missing permission',
		switches: { defender: { permission: 'missing' } },
		code: 403,
		says: /do not have permission/,
		next: /Investigation\.read/,
	},
	{
		source: 'Defender, OAuth2',
		name: 'a missing permission',
		switches: { defender: { permission: 'missing' } },
		code: 403,
		says: /do not have permission/,
		next: /Investigation\.read/,
	},
	{
		source: 'Umbrella legacy',
		name: 'a service that was retired, 401 to every key',
		switches: { umbrellaLegacy: { retired: '401' } },
		code: 401,
		says: /./,
		next: /retired this API on 1 September 2023/,
	},
	{
		source: 'Umbrella legacy',
		name: 'a service that was retired, no route left',
		switches: { umbrellaLegacy: { retired: '404' } },
		code: 404,
		says: /./,
		next: /retired this API on 1 September 2023/,
	},
];

const expired: readonly Refusal[] = [
	{
		source: 'Umbrella',
		name: 'a token that ends at once',
		switches: { umbrella: { tokenMaxUses: 0 } },
		code: 400,
		says: /invalid_request/,
		next: /./,
	},
	{
		source: 'Umbrella',
		name: 'a token that ends at once, said with 401',
		switches: { umbrella: { tokenMaxUses: 0, expiredAs: 401 } },
		code: 401,
		says: /unauthorized/,
		next: /base URL.+key still exists/,
	},
	{
		source: 'Informatica',
		name: 'a session that ends at once',
		switches: { informatica: { sessionMaxUses: 0 } },
		code: 401,
		says: /Session token is expired/,
		next: /ended at once, even after a new sign-in/,
	},
	{
		source: 'Defender, OAuth2',
		name: 'a token that ends at once',
		switches: { defender: { tokenMaxUses: 0 } },
		code: 401,
		says: /Invalid token/,
		next: /client secret/,
	},
];

test.each([...wrongKeys, ...missingRoles, ...expired])(
	'$source: $name is an error that says what to do',
	expectRefusal,
);

let emulator: Emulator;

describe('as it should be', () => {
	afterEach(async () => await emulator.close());

	test.each(nodeSources)('$name: without any of it, the same run has records', async (source) => {
		emulator = await startEmulator({ records: fewRecords, switches: {} });
		for (const operation of ['getAll', 'scan'] as const) {
			emulator.happen(source.truth, { late: 60_000 });
			const { outputs } = await runNode(emulator, source.node, { parameters: listing(source, operation) });
			expect(outputs[0]?.length).toBeGreaterThan(0);
		}
	});

	test.each([
		{ source: 'Umbrella', switches: { umbrella: { tokenMaxUses: 0 } }, signIns: 2 },
		{ source: 'Informatica', switches: { informatica: { sessionMaxUses: 0 } }, signIns: 2 },
		{ source: 'Informatica', credential: { password: 'not-the-password' }, signIns: 1 },
	] as const)('$source: an account is not locked by trying again, $signIns sign-ins at most', async (row) => {
		const source = nodeSource(row.source);
		emulator = await startEmulator({ records: fewRecords, switches: 'switches' in row ? row.switches : {} });
		await failureOf(
			runNode(emulator, source.node, {
				parameters: listing(source, 'scan', { options: { maxRetries: 3 } }),
				...('credential' in row ? { credentials: { [source.credential]: row.credential } } : {}),
			}),
		);
		expect(emulator.log.filter(({ kind }) => kind === 'auth')).toHaveLength(row.signIns);
	});
});
