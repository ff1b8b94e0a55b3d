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
import { attach } from './shared/attach';
import { exact, optional, required } from './shared/fields';
import { apiBase, atApiBase, atLogin, INFORMATICA, informaticaLogin, session } from './shared/informatica';
import { rules } from './shared/rules';
import { signIn } from './shared/signIn';

/** Informatica Intelligent Cloud Services: a session of 30 idle minutes, which n8n keeps. */
export class InformaticaCloudApi implements ICredentialType {
	name = 'informaticaCloudApi';

	displayName = 'Informatica Cloud API';

	icon: Icon = {
		light: 'file:../icons/informaticaCloud.svg',
		dark: 'file:../icons/informaticaCloud.dark.svg',
	};

	documentationUrl =
		'https://docs.informatica.com/integration-cloud/cloud-platform/current-version/rest-api-reference/platform-rest-api-version-3-resources/login.html';

	properties: INodeProperties[] = [
		{
			displayName: 'Login URL',
			name: 'loginUrl',
			type: 'string',
			default: 'https://dm-us.informaticacloud.com',
			required: true,
			description: 'Login host of your region; must be https',
			hint: 'The host at which you sign in, by region: dm-us, dm-em, dm-ap, dm-uk, …',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. svc-siem@example.com',
			description: 'A user with a role that may view the audit log',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- whoever has it is signed in
		{
			displayName: 'Session ID',
			name: 'sessionId',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'hidden',
			default: '',
		},
	];

	/**
	 * Signs in once; a wrong password is not tried again, as that would lock the account.
	 * https://docs.informatica.com/integration-cloud/cloud-platform/current-version/rest-api-reference/platform-rest-api-version-3-resources/login.html
	 *
	 * @throws Error in plain words when Informatica gives no session, or names an API address outside of its own domain
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const login = informaticaLogin(credentials);
		const username = required(credentials, 'username', 'User Name');
		const password = exact(credentials, 'password', 'Password');
		const answer = await signIn(this, {
			vendor: INFORMATICA,
			request: {
				method: 'POST',
				url: atLogin(login, '/saas/public/core/v3/login'),
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
				body: { username, password },
			},
			secrets: [password],
			whenRefused:
				'Check user name and password, and that the login URL is that of your region. Repeated tries may lock the user.',
		});
		const { sessionId, apiBaseUrl } = session(login, answer);
		return { sessionId, apiBaseUrl: apiBaseUrl.href };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const login = informaticaLogin(credentials);
		const base = apiBase(login, optional(credentials, 'apiBaseUrl'));
		return attach(atApiBase(requestOptions, login, base), base, {
			'INFA-SESSION-ID': optional(credentials, 'sessionId'),
		});
	}

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			url: '/public/core/v3/securityLog',
			qs: { limit: 100 },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: rules({
			302: 'This host redirects in place of answering. Check the login URL.',
			401: 'Informatica ended the session at once. Check that the user is active and may use the API.',
			403: 'The user is valid but may not read the security log. Give it a role with the privilege Audit Log - View.',
			404: 'This host has no Informatica API. Check the login URL.',
		}),
	};
}
