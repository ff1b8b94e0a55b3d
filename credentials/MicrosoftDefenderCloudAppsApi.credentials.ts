import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { attach } from './shared/attach';
import { defenderPortal, oneActivity, portalUrl, portalRules } from './shared/defender';
import { required } from './shared/fields';

/** Microsoft Defender for Cloud Apps with a token that a person makes in the portal. */
export class MicrosoftDefenderCloudAppsApi implements ICredentialType {
	name = 'microsoftDefenderCloudAppsApi';

	displayName = 'Microsoft Defender for Cloud Apps API';

	icon: Icon = {
		light: 'file:../icons/microsoftDefenderCloudApps.svg',
		dark: 'file:../icons/microsoftDefenderCloudApps.dark.svg',
	};

	documentationUrl = 'https://learn.microsoft.com/en-us/defender-cloud-apps/api-tokens-legacy';

	properties: INodeProperties[] = [
		portalUrl,
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Made in the Defender portal under Settings > Cloud apps > System > API tokens; it may do what its maker may do',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const token = required(credentials, 'apiToken', 'API Token');
		return attach(requestOptions, defenderPortal(credentials), { Authorization: `Token ${token}` });
	}

	test: ICredentialTestRequest = {
		request: oneActivity,
		rules: portalRules('Defender for Cloud Apps did not accept the token: it may be mistyped or revoked.'),
	};
}
