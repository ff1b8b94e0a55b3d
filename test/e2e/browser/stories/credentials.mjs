import { describe, test } from 'node:test';
import { emulatorKeys as keys } from '../../../../emulator/index.ts';
import { credentialType, ruleOf } from '../built.mjs';
import { newCredential } from '../credentialForm.mjs';
import { picture } from '../pictures.mjs';

const NOT_THE_KEY = 'not-the-key-of-anybody';

/** What n8n itself says when Entra gives it no token; the credential is not asked. */
const NO_TOKEN =
	'Failed to acquire OAuth2 access token: Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).';

/**
 * @typedef {object} Row
 * @property {string} type
 * @property {string} address field of the vendor's address
 * @property {Readonly<Record<string, string>>} values of the other fields
 * @property {string} secret which of them is mistyped first
 * @property {(host: string) => string} says what a person then reads
 */

/** @type {readonly Row[]} */
const rows = [
	{
		type: 'ciscoUmbrellaReportingApi',
		address: 'customBaseUrl',
		values: {
			baseUrl: 'custom',
			apiKey: keys.umbrella.apiKey,
			apiSecret: keys.umbrella.apiSecret,
		},
		secret: 'apiSecret',
		says: (host) =>
			`Cisco Umbrella refused the sign-in at ${host} with HTTP 401: unauthorized. Check API key and secret in the credential: they may be mistyped, expired, limited to other networks, or made for the legacy API.`,
	},
	{
		type: 'ciscoUmbrellaLegacyApi',
		address: 'baseUrl',
		values: keys.umbrellaLegacy,
		secret: 'apiSecret',
		says: () => ruleOf(credentialType('ciscoUmbrellaLegacyApi'), 401),
	},
	{
		type: 'ciscoCloudlockApi',
		address: 'baseUrl',
		values: keys.cloudlock,
		secret: 'accessToken',
		says: () => ruleOf(credentialType('ciscoCloudlockApi'), 401),
	},
	{
		type: 'informaticaCloudApi',
		address: 'loginUrl',
		values: keys.informatica,
		secret: 'password',
		says: (host) =>
			`Informatica refused the sign-in at ${host} with HTTP 401: IDS_085: User name or password is not valid. Check user name and password, and that the login URL is that of your region. Repeated tries may lock the user.`,
	},
	{
		type: 'microsoftDefenderCloudAppsApi',
		address: 'portalUrl',
		values: { apiToken: keys.defender.apiToken },
		secret: 'apiToken',
		says: () => ruleOf(credentialType('microsoftDefenderCloudAppsApi'), 401),
	},
	{
		type: 'microsoftDefenderCloudAppsOAuth2Api',
		address: 'portalUrl',
		values: {
			tenantId: keys.defender.tenantId,
			clientId: keys.defender.clientId,
			clientSecret: keys.defender.clientSecret,
		},
		secret: 'clientSecret',
		says: () => NO_TOKEN,
	},
];

/** The one that the docs show. */
const SHOWN = 'ciscoUmbrellaReportingApi';

/** @param {import('../stage.mjs').Stage} stage */
export function credentials(stage) {
	describe('A new credential', { concurrency: false }, () => {
		for (const { type, address, values, secret, says } of rows) {
			const { displayName } = credentialType(type);
			test(
				`fails in plain words with a wrong key, and succeeds with the right one (${displayName})`,
				stage.onPage(async (page) => {
					const { url } = stage.world.emulator;
					const credential = await newCredential(page, credentialType(type));
					const { baseUrl, ...others } = values;
					await credential.fill({
						...(baseUrl ? { baseUrl } : {}),
						[address]: url,
						...others,
						[secret]: NOT_THE_KEY,
					});
					await credential.save();
					await credential.seesFailure(says(new URL(url).host));
					await credential.fill({ [secret]: values[secret] });
					await credential.save();
					await credential.seesSuccess();
					if (type === SHOWN) await picture(page, 'credential', await credential.area());
				}),
			);
		}

		test(
			'says what the application in Entra lacks',
			stage.onPage(async (page) => {
				const type = credentialType('microsoftDefenderCloudAppsOAuth2Api');
				const { emulator } = stage.world;
				const { tenantId, clientId, clientSecret } = keys.defender;
				const credential = await newCredential(page, type);
				await credential.fill({ portalUrl: emulator.url, tenantId, clientId, clientSecret });
				emulator.switches.defender.permission = 'missing';
				try {
					await credential.save();
					await credential.seesFailure(ruleOf(type, 403));
				} finally {
					emulator.switches.defender.permission = 'granted';
				}
			}),
		);
	});
}
