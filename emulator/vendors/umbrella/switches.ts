import { choice, count, faults, flag, names, optionalCount } from '../../switch';

const spec = 'OtherF/cisco-umbrella-mcp docs/cisco_umbrella_reporting_api_2_0_0.yaml';
const started = 'OtherF/cisco-umbrella-mcp docs/umbrella-gettingstarted.md';
const limits = 'https://developer.cisco.com/docs/cloud-security/umbrella-api-rate-limits';
const breeze = 'https://github.com/LanternOps/breeze/pull/5097';
const breezeClient = 'LanternOps/breeze apps/api/src/services/dnsProviders/umbrella.ts';
const demisto =
	'demisto/content Packs/CiscoUmbrellaReporting/Integrations/CiscoUmbrellaReporting/CiscoUmbrellaReporting.py';
const ordering = 'https://developer.cisco.com/docs/legacy-umbrella-api/reporting-v2-request-samples';

/** The current Umbrella Reporting API. */
export const umbrellaSwitches = {
	boundsInclusive: choice(
		['both', 'from', 'to', 'none'],
		'both',
		'Which ends of from..to belong to the window',
		breezeClient,
	),
	sameSecondShuffle: flag(false, 'Rows of one second come in a new order with every request', ordering),
	pageCap: count(
		5000,
		'The most rows a page holds, silently, whatever limit asks for',
		'rapid7/insightconnect-plugins plugins/cisco_umbrella_reporting',
	),
	offsetCap: count(10_000, 'The highest offset; above it the live 400', breeze),
	offsetPlusLimitCap: optionalCount(
		null,
		'The other reading: offset + limit may not pass this',
		'inference from a public client',
	),
	defaultOrder: choice(
		['desc', 'asc'],
		'desc',
		'The order without (or with an ignored) order parameter',
		demisto,
	),
	orderHonoured: choice(
		['documented', 'all', 'none'],
		'documented',
		'Where order is obeyed; documented is dns and proxy',
		spec,
	),
	redirect: choice(
		['none', 'sameHost', 'otherHost', 'foreignHost', 'inBody', 'loop'],
		'none',
		'Where a data call is sent: reports.eu on this host, on its other name, on a host of somebody else, by a 200 without rows, or round for ever',
		demisto,
	),
	redirectStatus: choice([301, 302, 303, 307, 308], 302, 'The status of the redirect', demisto),
	redirectLocation: choice(
		['absolute', 'relative'],
		'absolute',
		'How the Location of a same-host redirect is written',
		'RFC 9110, section 10.2.2',
	),
	tokenLifetimeSeconds: count(3600, 'How long a token lasts', started),
	tokenMaxUses: optionalCount(
		null,
		'Data calls after which a token is expired',
		'inference: a token that ends mid-walk',
	),
	expiredAs: choice([400, 401], 400, 'An expired token is 400 invalid_request, or 401', started),
	tokenMethods: choice(
		['both', 'post', 'get'],
		'both',
		'The verbs of the token endpoint',
		'CiscoDevNet/cloud-security Umbrella/PostmanExamples',
	),
	unauthorizedShape: choice(
		['live', 'spec'],
		'live',
		'The body of 401: as seen live, or as in the specification',
		'https://github.com/LanternOps/breeze/issues/3271',
	),
	scope: choice(
		['granted', 'missing'],
		'granted',
		'Whether the key may read granular events; if not, 403',
		'OtherF/cisco-umbrella-mcp docs/umbrella-ouathscopes.md',
	),
	utilitiesScope: choice(
		['granted', 'missing'],
		'granted',
		'Whether the key may read categories and identities; if not, 403',
		'OtherF/cisco-umbrella-mcp docs/umbrella-ouathscopes.md',
	),
	identityPageCap: count(
		5000,
		'The most identities a page holds, silently, whatever limit asks for',
		'inference: a cap as for activity',
	),
	forbiddenShape: choice(
		['live', 'spec'],
		'live',
		'The body of 403',
		'https://github.com/demisto/content/pull/44338',
	),
	metaFailed: names(
		[],
		'Stores that failed: named in meta.failed, their rows missing, the status still 200',
		'https://github.com/LanternOps/breeze/issues/4597',
	),
	emptyMeta: flag(false, 'meta is {} as in the specification, not the live lists', spec),
	rateLimit: choice(
		['off', 'on'],
		'off',
		'5 requests a second per organization, 20 tokens a minute per key',
		limits,
	),
	retryAfter: choice(
		['absent', 'seconds', 'date'],
		'absent',
		'Retry-After on a 429 of the rate limit',
		'api-evangelist/cisco-umbrella conventions',
	),
	isoRefused: flag(
		true,
		'ISO 8601 in from and to is refused; off reads it',
		'https://github.com/LanternOps/breeze/issues/4597',
	),
	limitRequired: flag(true, 'A call without limit is refused; off means 100', spec),
	wideWindow: choice(
		['reject', 'serve'],
		'reject',
		'A window over 30 days: 400, or served',
		`${breezeClient}; the refusal is inference`,
	),
	unknownParameter: choice(
		['ignore', 'reject'],
		'ignore',
		'A parameter the endpoint does not know',
		'inference',
	),
	extraFields: flag(false, 'Records carry fields that no document names', demisto),
	relabelled: flag(
		false,
		'A third of the records, another one with every request, is named, judged and ordered anew and says more',
		`${spec}; that a record changes is inference`,
	),
	shortPages: flag(
		false,
		'Pages are cut at random, the last one of the walk not',
		'inference: short is not last',
	),
	insertBetweenPages: count(0, 'New rows, at the clock, after every page', 'inference: a list that moves'),
	lateBetweenPages: count(
		0,
		'New rows inside the asked window after every page',
		'https://docs.umbrella.com/deployment-umbrella/docs/log-formats-and-versioning',
	),
	faults,
} as const;
