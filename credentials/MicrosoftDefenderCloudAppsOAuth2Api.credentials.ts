import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { defenderPortal, oneActivity, portalRules, portalUrl } from './shared/defender';

/** Defender's own application in Entra: https://learn.microsoft.com/en-us/defender-cloud-apps/api-authentication-application */
const SCOPE = '05a65629-4c1b-48c1-a78b-804c4abdd4af/.default';

/** This machine and its port, as `isLoopback` of the collector knows it, for the expressions below. */
const LOCAL = String.raw`(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(?=\/|$)`;

const LOCAL_ORIGIN = String.raw`$self["portalUrl"].trim().match(/^https?:\/\/${LOCAL}/i)?.[0]`;

const ENTRA =
	'($self["cloud"] === "usGov" ? "https://login.microsoftonline.us" : "https://login.microsoftonline.com")';

/** Entra of the chosen cloud; for a portal on this machine (an emulator) the same origin. */
const TOKEN_URL = `={{ (${LOCAL_ORIGIN} ?? ${ENTRA}) + "/" + encodeURIComponent($self["tenantId"].trim()) + "/oauth2/v2.0/token" }}`;

/** The portal without what people type along of its API address, and never over plain http to another machine. */
const PORTAL = String.raw`={{ $credentials.portalUrl.trim().replace(/^http:\/\/(?!${LOCAL})/i, "https://").replace(/\/+$/, "").replace(/\/api(\/v1)?$/, "") }}`;

/** Microsoft Defender for Cloud Apps with an application registered in Entra (client credentials). */
export class MicrosoftDefenderCloudAppsOAuth2Api implements ICredentialType {
	name = 'microsoftDefenderCloudAppsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Microsoft Defender for Cloud Apps OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/microsoftDefenderCloudApps.svg',
		dark: 'file:../icons/microsoftDefenderCloudApps.dark.svg',
	};

	documentationUrl = 'https://learn.microsoft.com/en-us/defender-cloud-apps/api-authentication-application';

	properties: INodeProperties[] = [
		portalUrl,
		{
			displayName: 'Cloud',
			name: 'cloud',
			type: 'options',
			options: [
				{ name: 'Global', value: 'global', description: 'Worldwide and GCC: login.microsoftonline.com' },
				{ name: 'US Government', value: 'usGov', description: 'GCC High: login.microsoftonline.us' },
			],
			default: 'global',
			description: 'Where your tenant signs in',
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
			description: 'Directory (tenant) ID on the overview page of the application in Entra',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{ displayName: 'Access Token URL', name: 'accessTokenUrl', type: 'hidden', default: TOKEN_URL },
		{ displayName: 'Authorization URL', name: 'authUrl', type: 'hidden', default: '' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: SCOPE },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];

	/**
	 * Fetches nothing: n8n has the token already and runs this before it attaches it (2.41 and later), so an
	 * address that the token must not go to is refused here.
	 *
	 * @throws Error unless the portal URL is https, or http on this machine
	 */
	async preAuthentication(credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		defenderPortal(credentials);
		return {};
	}

	test: ICredentialTestRequest = {
		request: { ...oneActivity, baseURL: PORTAL },
		rules: portalRules(
			'Defender for Cloud Apps did not accept the token from Entra. Check tenant ID, client ID and client secret.',
		),
	};
}
