import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { CiscoCloudlockApi } from '../../credentials/CiscoCloudlockApi.credentials';
import { CiscoUmbrellaLegacyApi } from '../../credentials/CiscoUmbrellaLegacyApi.credentials';
import { CiscoUmbrellaReportingApi } from '../../credentials/CiscoUmbrellaReportingApi.credentials';
import { InformaticaCloudApi } from '../../credentials/InformaticaCloudApi.credentials';
import { MicrosoftDefenderCloudAppsApi } from '../../credentials/MicrosoftDefenderCloudAppsApi.credentials';
import { MicrosoftDefenderCloudAppsOAuth2Api } from '../../credentials/MicrosoftDefenderCloudAppsOAuth2Api.credentials';

const field = (name: string, type: INodeProperties['type'] = 'string'): INodeProperties => ({
	displayName: name,
	name,
	type,
	default: '',
});

/** The parent type that n8n-nodes-base brings (`credentials/OAuth2Api.credentials.ts`), with the fields requests read. */
class OAuth2Api implements ICredentialType {
	name = 'oAuth2Api';
	displayName = 'OAuth2 API';
	properties: INodeProperties[] = [
		{ ...field('useDynamicClientRegistration', 'hidden'), default: false },
		{ ...field('grantType'), default: 'authorizationCode' },
		field('authUrl'),
		field('accessTokenUrl'),
		field('clientId'),
		field('clientSecret'),
		field('scope'),
		field('authQueryParameters'),
		{ ...field('authentication'), default: 'header' },
		field('oauthTokenData', 'json'),
	];
}

/** The six types of the package, and the one of n8n that one of them extends. */
export const credentialTypes: readonly ICredentialType[] = [
	new CiscoUmbrellaReportingApi(),
	new CiscoUmbrellaLegacyApi(),
	new CiscoCloudlockApi(),
	new InformaticaCloudApi(),
	new MicrosoftDefenderCloudAppsApi(),
	new MicrosoftDefenderCloudAppsOAuth2Api(),
	new OAuth2Api(),
];
