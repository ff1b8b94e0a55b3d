import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { umbrellaLegacyApi } from './shared/umbrella';
import { attach, basic } from './shared/attach';
import { required } from './shared/fields';
import { rules } from './shared/rules';

const RETIRED = 'Cisco retired Reporting v1 on 1 September 2023';

/** Reporting v1 of Umbrella: HTTP Basic with key and secret. */
export class CiscoUmbrellaLegacyApi implements ICredentialType {
	name = 'ciscoUmbrellaLegacyApi';

	displayName = 'Cisco Umbrella Legacy API';

	icon: Icon = { light: 'file:../icons/ciscoUmbrella.svg', dark: 'file:../icons/ciscoUmbrella.dark.svg' };

	documentationUrl = 'https://developer.cisco.com/docs/legacy-umbrella-api/authentication';

	properties: INodeProperties[] = [
		{
			displayName: `${RETIRED}. It still answers for few organizations; use the Reporting API credential wherever you can.`,
			name: 'retiredNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://reports.api.umbrella.com/v1',
			required: true,
			description: 'Address of the API; must be https',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Made in Umbrella under Admin > API Keys > Legacy Keys > Umbrella Reporting',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown once, when the key is made',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1234567',
			description: 'The number behind /o/ in the address of the Umbrella dashboard',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		required(credentials, 'organizationId', 'Organization ID');
		const key = required(credentials, 'apiKey', 'API Key');
		const secret = required(credentials, 'apiSecret', 'API Secret');
		return attach(requestOptions, umbrellaLegacyApi(credentials), { Authorization: basic(key, secret) });
	}

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			url: '=/organizations/{{encodeURIComponent(String($credentials.organizationId).trim())}}/security-activity',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: rules({
			302: 'This host redirects in place of answering. Check the base URL.',
			400: 'Cisco Umbrella did not understand the request. Check the organization ID.',
			401: `Cisco Umbrella did not accept key and secret. ${RETIRED}: make a key for the Reporting API.`,
			403: 'The key may not read this organization. Check the organization ID.',
			404: `This host no longer has Reporting v1, or does not know the organization. ${RETIRED}: use the Reporting API.`,
		}),
	};
}
