import type { IExecuteFunctions } from 'n8n-workflow';
import { umbrellaApi, umbrellaLegacyApi, umbrellaToken } from '../../credentials/shared/umbrella';
import { optional, required } from '../../credentials/shared/fields';
import { InputError } from '../../collector/errors';
import { SECOND } from '../../collector/time';
import type { Connection, Source } from '../shared/run/source';
import { legacyFeed } from './legacyFeed';
import { legacyLimits, reportingLimits } from './limits';
import { readFilters } from './readFilters';
import { reportingFeed, type ReportingQuery, trafficTypes } from './reportingFeed';
import { readChoice } from '../shared/run/parameters';
import { ecs } from './ecs';
import { ocsf } from './ocsf';
import { identityOf } from './record';

export const VENDOR = 'Cisco Umbrella';

/** Regions and clouds keep to these: https://developer.cisco.com/docs/cloud-security/umbrella-api-reference-reporting-overview */
const DOMAINS = ['umbrella.com', 'umbrellagov.com', 'sse.cisco.com', 'secureaccessfed.cisco.com'];

const isLegacy = (context: IExecuteFunctions, item: number): boolean =>
	context.getNodeParameter('authentication', item, 'reportingApi') === 'legacyApi';

export const source: Source = {
	vendor: VENDOR,
	vocabularies: { ocsf, ecs, namespace: ['cisco', 'umbrella'], identityOf },
	limits: (context, item) => (isLegacy(context, item) ? legacyLimits : reportingLimits),
	connect: async (context, item) =>
		isLegacy(context, item) ? await connectLegacy(context, item) : await connectReporting(context, item),
	choice(context, item) {
		if (isLegacy(context, item)) return 'legacy API';
		return resourceOf(context, item) === 'activity' ? trafficTypeOf(context, item) : '';
	},
	feed(context, item, ask, connection, { pageSize }) {
		if (isLegacy(context, item))
			return legacyFeed(ask, connection.baseUrl, { organizationId: connection.countedBy, pageSize });
		const resource = resourceOf(context, item);
		const trafficType = resource === 'activity' ? trafficTypeOf(context, item) : 'all';
		const filters = readFilters(context.getNodeParameter('filters', item, {}), { resource, trafficType });
		const query = { resource, trafficType, filters, pageSize };
		return { ...reportingFeed(ask, connection.baseUrl, query), filters: meaningOf(filters) };
	},
};

/** Of several values any may meet, whatever their order. */
const meaningOf = (filters: ReportingQuery['filters']): unknown =>
	Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value).split(',')]));

function resourceOf(context: IExecuteFunctions, item: number): 'securityActivity' | 'activity' {
	return readChoice(context, item, 'resource', 'Resource', ['securityActivity', 'activity']);
}

const trafficTypeOf = (context: IExecuteFunctions, item: number) =>
	readChoice(context, item, 'trafficType', 'Traffic Type', trafficTypes);

async function connectReporting(context: IExecuteFunctions, item: number): Promise<Connection> {
	const credentialType = 'ciscoUmbrellaReportingApi';
	const credentials = await context.getCredentials(credentialType, item);
	// Read for its refusal alone: a token address that is none must fail before any request.
	umbrellaToken(credentials);
	const baseUrl = umbrellaApi(credentials);
	const countedBy = optional(credentials, 'organizationId') || optional(credentials, 'apiKey');
	return {
		vendor: VENDOR,
		credentialType,
		baseUrl,
		domains: DOMAINS,
		countedBy,
		belongsTo: `${baseUrl.origin} ${countedBy}`,
		renewal: { by: 'signIn', field: 'accessToken' },
		throttleWait: SECOND,
		isExpired: isExpiredToken,
		advice: {
			400: 'Check the filters and the time range of this node; where Cisco says invalid_request, check that the key in the credential still exists.',
			401: 'Check that the base URL in the credential is the cloud your organization is in, and that the key still exists.',
			403: 'Give the API key the scope Reports > Granular Events > Read-Only, and check the organization ID in the credential.',
			404: 'Check the base URL in the credential and leave out /reports/v2; keys of the retired legacy API do not work here.',
		},
	};
}

/**
 * An expired token is answered with HTTP 400 and `invalid_request`, or with 401
 * (OtherF/cisco-umbrella-mcp `docs/umbrella-gettingstarted.md`).
 */
const isExpiredToken = (status: number, body: string): boolean =>
	status === 401 || (status === 400 && /"error"\s*:\s*"invalid_request"/.test(body));

async function connectLegacy(context: IExecuteFunctions, item: number): Promise<Connection> {
	const credentialType = 'ciscoUmbrellaLegacyApi';
	const credentials = await context.getCredentials(credentialType, item);
	if (context.getNodeParameter('resource', item, 'securityActivity') === 'activity') {
		throw new InputError(
			'Resource',
			'the legacy API knows security activity only',
			'Choose Security Activity, or the Reporting API as authentication.',
		);
	}
	const retired =
		'Cisco retired this API on 1 September 2023. Make a key for the current Umbrella API and choose Reporting API as authentication.';
	const baseUrl = umbrellaLegacyApi(credentials);
	const countedBy = required(credentials, 'organizationId', 'Organization ID');
	return {
		vendor: VENDOR,
		credentialType,
		baseUrl,
		domains: DOMAINS,
		countedBy,
		belongsTo: `${baseUrl.origin} ${countedBy}`,
		renewal: { by: 'nothing' },
		throttleWait: SECOND,
		isExpired: () => false,
		advice: { 401: retired, 403: retired, 404: retired, 410: retired },
	};
}
