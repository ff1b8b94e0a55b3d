import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { vendorBaseUrl } from '../../collector/baseUrl';
import { type Address, withPath } from './addresses';
import { optional } from './fields';
import { rules } from './rules';

/** The Defender portal; `/api/v1` comes after it. */
export const defenderPortal: Address = (credentials) =>
	withPath(vendorBaseUrl('Portal URL', optional(credentials, 'portalUrl')), (path) =>
		path.replace(/\/api(\/v1)?$/, ''),
	);

export const portalUrl: INodeProperties = {
	displayName: 'Portal URL',
	name: 'portalUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://contoso.eu2.portal.cloudappsecurity.com',
	description: 'API URL that the portal shows under Settings > Cloud apps > About; must be https',
	hint: '/api or /api/v1 at its end does no harm',
};

/** One activity, as cheap as a question to the portal gets. The slash at the end is the vendor's own. */
export const oneActivity: ICredentialTestRequest['request'] = {
	method: 'POST',
	url: '/api/v1/activities/',
	body: { limit: 1, filters: {} },
	json: true,
	disableFollowRedirect: true,
};

/** @param unknownKey what to read into HTTP 401 */
export const portalRules = (unknownKey: string): NonNullable<ICredentialTestRequest['rules']> =>
	rules({
		302: 'This host redirects in place of answering. Check the portal URL.',
		401: unknownKey,
		403: 'The key is known but may not read activities. It needs the permission Investigation.read.',
		404: 'This host has no Defender for Cloud Apps API. Check the portal URL: https://<tenant>.<region>.portal.cloudappsecurity.com',
		429: 'Thirty requests a minute are allowed for the whole tenant and are used up. Wait a minute and test again.',
	});
