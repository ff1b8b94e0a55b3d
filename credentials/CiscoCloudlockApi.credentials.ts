import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { cloudlockApi } from './shared/cloudlock';
import { attach } from './shared/attach';
import { required } from './shared/fields';
import { rules } from './shared/rules';

const ALLOW_LIST =
	'Check the token, and that the public address of this n8n is allowed under Settings > Authentication & API.';

/** Cloudlock: a token that a person makes in the console. */
export class CiscoCloudlockApi implements ICredentialType {
	name = 'ciscoCloudlockApi';

	displayName = 'Cisco Cloudlock API';

	icon: Icon = {
		light: 'file:../icons/ciscoCloudlock.svg',
		dark: 'file:../icons/ciscoCloudlock.dark.svg',
	};

	documentationUrl = 'https://docs.umbrella.com/cloudlock-documentation/docs/introduction-to-api-enterprise';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.cloudlock.com/api/v2',
			required: true,
			description: 'Address that Cisco support gave you; must be https',
			hint: 'A host alone is enough: /api/v2 is added',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Made in Cloudlock under Settings > Authentication & API > Generate',
			hint: 'Cloudlock answers only addresses allowed on the same page: add the public address of this n8n',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const token = required(credentials, 'accessToken', 'Access Token');
		return attach(requestOptions, cloudlockApi(credentials), { Authorization: `Bearer ${token}` });
	}

	test: ICredentialTestRequest = {
		request: { method: 'GET', url: '/activities', qs: { limit: 1 }, disableFollowRedirect: true },
		rules: rules({
			302: 'This host redirects in place of answering. Check the base URL.',
			401: `Cisco Cloudlock did not accept the token. ${ALLOW_LIST}`,
			403: `Cisco Cloudlock refused this token or address. ${ALLOW_LIST}`,
			404: 'This host has no Cloudlock API, or your licence lacks it. Check the base URL with Cisco support.',
		}),
	};
}
