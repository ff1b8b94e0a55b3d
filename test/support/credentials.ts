import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Emulator } from '../../emulator';

export type CredentialName =
	| 'ciscoUmbrellaReportingApi'
	| 'ciscoUmbrellaLegacyApi'
	| 'ciscoCloudlockApi'
	| 'informaticaCloudApi'
	| 'microsoftDefenderCloudAppsApi'
	| 'microsoftDefenderCloudAppsOAuth2Api';

/** Credentials that an emulator accepts, as a person would have filled them in. */
export function validCredentials({
	url,
	credentials: keys,
}: Pick<Emulator, 'url' | 'credentials'>): Readonly<Record<CredentialName, ICredentialDataDecryptedObject>> {
	return {
		ciscoUmbrellaReportingApi: {
			baseUrl: 'custom',
			customBaseUrl: url,
			apiKey: keys.umbrella.apiKey,
			apiSecret: keys.umbrella.apiSecret,
		},
		ciscoUmbrellaLegacyApi: { baseUrl: `${url}/v1`, ...keys.umbrellaLegacy },
		ciscoCloudlockApi: { baseUrl: url, ...keys.cloudlock },
		informaticaCloudApi: { loginUrl: url, ...keys.informatica },
		microsoftDefenderCloudAppsApi: { portalUrl: url, apiToken: keys.defender.apiToken },
		microsoftDefenderCloudAppsOAuth2Api: {
			portalUrl: url,
			tenantId: keys.defender.tenantId,
			clientId: keys.defender.clientId,
			clientSecret: keys.defender.clientSecret,
		},
	};
}

/** The values of a credential that nobody may read in an error. */
export const secretsOf = (data: ICredentialDataDecryptedObject): readonly string[] =>
	['apiKey', 'apiSecret', 'accessToken', 'password', 'sessionId', 'apiToken', 'clientSecret']
		.map((name) => data[name])
		.filter((value): value is string => typeof value === 'string' && value !== '');
