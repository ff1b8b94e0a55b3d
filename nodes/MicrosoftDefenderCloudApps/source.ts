import type { IExecuteFunctions } from 'n8n-workflow';
import { defenderPortal } from '../../credentials/shared/defender';
import { optional, required } from '../../credentials/shared/fields';
import { SECOND } from '../../collector/time';
import { type Source, storedCredential } from '../shared/run/source';
import { readConditionList } from '../shared/run/given';
import { readChoice } from '../shared/run/parameters';
import { timeReader } from '../shared/run/readTime';
import { VENDOR } from './activitiesCall';
import { type Filters, filtersOf, parseFilters } from './filterObject';
import { scanLimits } from './limits';
import { scanFeed } from './scanFeed';
import { ecs } from './ecs';
import { ocsf } from './ocsf';
import { identityOf } from './record';

const BY_API = 'microsoftDefenderCloudAppsApi';
const BY_ENTRA = 'microsoftDefenderCloudAppsOAuth2Api';

const REFUSED_BY_ENTRA = {
	message: `${VENDOR} got no token from Microsoft Entra`,
	nextStep: 'Check tenant ID, client ID and client secret in the credential; a secret also expires.',
};

const PORTALS = [
	'portal.cloudappsecurity.com',
	'portal.cloudappsecurity.us',
	'portal.cloudappsecuritygov.com',
];

/** `<tenant>.<region>.<portal>` names the tenant; a shorter address serves all: https://learn.microsoft.com/en-us/defender-cloud-apps/api-introduction */
const isTenantOf = (portal: string, hostname: string): boolean =>
	hostname.endsWith(`.${portal}`) && hostname.slice(0, -portal.length - 1).split('.').length >= 2;

export const source: Source = {
	vendor: VENDOR,
	vocabularies: { ocsf, ecs, namespace: ['microsoft', 'defender_cloud_apps'], identityOf },
	limits: () => scanLimits,
	async connect(context, item) {
		const isOAuth2 = context.getNodeParameter('authentication', item, 'apiToken') === 'oAuth2';
		const credentialType = isOAuth2 ? BY_ENTRA : BY_API;
		const credentials = await context.getCredentials(credentialType, item);
		const baseUrl = defenderPortal(credentials);
		if (isOAuth2) required(credentials, 'tenantId', 'Tenant ID');
		const isOfTenant = PORTALS.some((portal) => isTenantOf(portal, baseUrl.hostname));
		const isToldByToken = !isOfTenant && !isOAuth2;
		return {
			vendor: VENDOR,
			credentialType,
			baseUrl,
			domains: PORTALS,
			countedBy: isOfTenant ? 'tenant' : optional(credentials, isOAuth2 ? 'tenantId' : 'apiToken'),
			belongsTo: isOfTenant
				? baseUrl.origin
				: `${baseUrl.origin} ${isOAuth2 ? optional(credentials, 'tenantId') : storedCredential(context, credentialType)}`,
			...(isToldByToken ? { token: `${baseUrl.origin} ${optional(credentials, 'apiToken')}` } : {}),
			renewal: isOAuth2 ? { by: 'oAuth2', refused: REFUSED_BY_ENTRA } : { by: 'nothing' },
			// The vendor's own module waits five seconds (microsoft/MCAS, Functions/Invoke-MCASRestMethod.ps1).
			throttleWait: 5 * SECOND,
			isExpired: (status) => isOAuth2 && status === 401,
			advice: {
				400: 'Check the filters of this node against https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities.',
				401: isOAuth2
					? 'Check tenant ID, client ID and client secret in the credential, and that the application may read activities.'
					: 'Check the API token in the credential; it ends when it is revoked or the person who made it leaves.',
				403: 'Give the token or application the permission Investigation.read.',
				404: 'Check the portal URL in the credential: https://<tenant>.<region>.portal.cloudappsecurity.com.',
				429: 'The tenant\'s 30 requests a minute are used up, perhaps by another tool. Run less often or lower "Requests per Minute" in the options.',
			},
		};
	},
	feed(context, item, ask, connection, { pageSize }) {
		const filters = readFilters(context, item);
		return { ...scanFeed(ask, connection.baseUrl, { filters, pageSize }), filters };
	},
};

/** @throws InputError for filters that cannot be sent as meant */
export function readFilters(context: IExecuteFunctions, item: number): Filters {
	const read = timeReader(context);
	if (readChoice(context, item, 'filterMode', 'Filter Mode', ['conditions', 'json']) === 'json') {
		return parseFilters(context.getNodeParameter('filtersJson', item, '{}'), read);
	}
	return filtersOf(readConditionList(context.getNodeParameter('filters', item, {})), read);
}
