import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { umbrellaApi, umbrellaToken } from './shared/umbrella';
import { attach, basic } from './shared/attach';
import { optional, required } from './shared/fields';
import { rules } from './shared/rules';
import { signIn } from './shared/signIn';

const VENDOR = 'Cisco Umbrella';

/** The current Umbrella API: OAuth2 client credentials with tokens of one hour, which n8n keeps. */
export class CiscoUmbrellaReportingApi implements ICredentialType {
	name = 'ciscoUmbrellaReportingApi';

	displayName = 'Cisco Umbrella Reporting API';

	icon: Icon = { light: 'file:../icons/ciscoUmbrella.svg', dark: 'file:../icons/ciscoUmbrella.dark.svg' };

	documentationUrl = 'https://developer.cisco.com/docs/cloud-security/umbrella-api-authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'options',
			options: [
				{ name: 'Umbrella', value: 'https://api.umbrella.com' },
				{ name: 'Umbrella for Government', value: 'https://api.umbrellagov.com' },
				{ name: 'Secure Access', value: 'https://api.sse.cisco.com' },
				{ name: 'Custom', value: 'custom', description: 'Another host, for example a proxy' },
			],
			default: 'https://api.umbrella.com',
			description: 'Cloud that holds your organization',
		},
		{
			displayName: 'Custom Base URL',
			name: 'customBaseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.secureaccessfed.cisco.com',
			description: 'Address of the API without /reports/v2; must be https',
			displayOptions: { show: { baseUrl: ['custom'] } },
		},
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.umbrella.com/auth/v2/token',
			description: 'Leave empty to ask for tokens at the base URL',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 0f1e2d3c4b5a69788796a5b4c3d2e1f0',
			description: 'Made in Umbrella under Admin > API Keys',
			hint: 'Needs the scope Reports > Granular Events > Read-Only, and for lists of names in filters also Reports > Utilities > Read-Only',
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
			placeholder: 'e.g. 1234567',
			description: 'Only to read a child organization with the key of its parent; leave empty otherwise',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Fetches a token: OtherF/cisco-umbrella-mcp `docs/umbrella-gettingstarted.md` (Cisco's Getting Started).
	 *
	 * @throws Error in plain words when Umbrella gives none
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		umbrellaApi(credentials);
		const key = required(credentials, 'apiKey', 'API Key');
		const secret = required(credentials, 'apiSecret', 'API Secret');
		const organizationId = optional(credentials, 'organizationId');
		const url = umbrellaToken(credentials).href;
		const headers = {
			Authorization: basic(key, secret),
			...(organizationId === '' ? {} : { 'X-Umbrella-OrgId': organizationId }),
		};
		const answer = await signIn(this, {
			vendor: VENDOR,
			request: {
				method: 'POST',
				url,
				headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
				body: new URLSearchParams({ grant_type: 'client_credentials' }).toString(),
			},
			// The prose says POST; Cisco's own Postman collection (CiscoDevNet/cloud-security) sends GET.
			orElse: { method: 'GET', url, headers },
			secrets: [key, secret, `${key}:${secret}`],
			whenRefused:
				'Check API key and secret in the credential: they may be mistyped, expired, limited to other networks, or made for the legacy API.',
		});
		const accessToken = answer['access_token'];
		if (typeof accessToken !== 'string' || accessToken === '') {
			throw new Error(
				`${VENDOR} answered the sign-in without a token. Check base URL and token URL in the credential.`,
			);
		}
		return { accessToken };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return attach(requestOptions, umbrellaApi(credentials), {
			Authorization: `Bearer ${optional(credentials, 'accessToken')}`,
		});
	}

	/** Organizations on another continent are redirected, so redirects are followed, but never with the token to another host. */
	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			url: '/reports/v2/activity',
			qs: { from: '-1minutes', to: 'now', limit: 1, offset: 0 },
			sendCredentialsOnCrossOriginRedirect: false,
		},
		rules: rules({
			400: 'Cisco Umbrella did not accept the request or its token. Check the organization ID and that the key still exists.',
			401: 'Cisco Umbrella did not accept the token. Check that the base URL is the cloud your organization is in.',
			403: 'The key is valid but may not read activity. Add the scope Reports > Granular Events > Read-Only to it.',
			404: 'This host has no Umbrella API. Check the base URL; leave out /reports/v2.',
			429: 'Cisco Umbrella allows five requests a second for a whole organization. Wait a moment and test again.',
		}),
	};
}
