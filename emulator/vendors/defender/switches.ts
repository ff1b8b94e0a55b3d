import { choice, count, faults, flag, optionalCount } from '../../switch';

const docs = 'https://learn.microsoft.com/en-us/defender-cloud-apps/';
const intro = `${docs}api-introduction`;
const scanPage = `${docs}api-activities-investigate-script`;
const powerShell = 'microsoft/MCAS Functions/Get-MCASActivity.ps1';
const demisto = 'demisto/content Packs/MicrosoftCloudAppSecurity';

/** Microsoft Defender for Cloud Apps: the activities API. */
export const defenderSwitches = {
	boundary: choice(
		['dropTail', 'repeatTail', 'skipTie'],
		'dropTail',
		'How a scan page ends: the last instant left for the next page, served twice, or stepped over (loss)',
		scanPage,
	),
	wholePageTie: choice(
		['continueById', 'loop'],
		'continueById',
		'A page of one single instant: goes on by _id, or repeats for ever',
		'inference',
	),
	shortPages: flag(false, 'Scan pages are cut at random', scanPage),
	emptyPagesBetween: flag(false, 'Scan pages without a row, hasNext true, between the others', 'inference'),
	noProgress: flag(false, 'nextQueryFilters gives back the filters that came, for ever', 'inference'),
	nullFiltersMeanEverything: flag(true, 'filters null or absent selects all; off refuses it', scanPage),
	listPageCap: count(100, 'The most rows of a list page, silently (100 or 250)', intro),
	listOverLimit: choice(
		['cap', 'reject'],
		'cap',
		'A list limit above the page cap',
		'https://github.com/demisto/content/pull/35725',
	),
	queryLimit: choice(
		['honoured', 'ignored'],
		'honoured',
		'limit in the query of a GET; ignored means 100',
		`${demisto} event collector`,
	),
	scanPageCap: count(5000, 'The most rows of a scan page, silently (5000 or 500)', scanPage),
	scanLimitBelow500: choice(
		['raise', 'reject'],
		'raise',
		'A scan limit under 500',
		`${scanPage}; what happens is not said`,
	),
	skipCeiling: count(5000, 'skip + limit may not pass this', powerShell),
	skipOver: choice(
		['empty', 'error'],
		'empty',
		'What happens when it does',
		`${powerShell}; what happens is not said`,
	),
	ascHonoured: flag(true, 'sortDirection asc is obeyed', `${demisto} event collector`),
	unknownFilter: choice(
		['reject', 'lenient'],
		'reject',
		'A filter the table does not know: 400, or ignored',
		`${docs}api-activities; what happens is not said`,
	),
	missingData: optionalCount(
		null,
		'Data calls after which a 200 has no data but an error',
		'https://github.com/IBM/IBM-QRadar-Universal-Cloud-REST-API/issues/72',
	),
	rateLimit: choice(['off', 'sliding', 'fixed'], 'off', 'requestsPerMinute per tenant', intro),
	requestsPerMinute: count(30, 'The quota of the tenant', intro),
	scanRequestsPerMinute: optionalCount(
		null,
		'A quota of its own for scans',
		'https://github.com/Azure/Azure-Sentinel/pull/2279',
	),
	throttledBody: choice(
		['json', 'text', 'html'],
		'json',
		'The body of a 429; it holds the word throttled',
		'microsoft/MCAS Functions/Invoke-MCASRestMethod.ps1',
	),
	retryAfter: choice(
		['absent', 'seconds', 'date'],
		'absent',
		'Retry-After on a 429 of the rate limit',
		'https://github.com/MicrosoftDocs/CloudAppSecurityDocs/issues/628',
	),
	invalidToken: choice(
		['json', 'text'],
		'json',
		'The body of 401; it holds the words Invalid token',
		`${demisto}; the shape is inference`,
	),
	permission: choice(
		['granted', 'missing'],
		'granted',
		'Whether the key may investigate; if not, 403',
		`${docs}api-authentication-application`,
	),
	tokenLifetimeSeconds: count(3599, 'How long an Entra token lasts', `${docs}api-authentication-application`),
	tokenMaxUses: optionalCount(
		null,
		'Data calls after which an Entra token is expired',
		'inference: a token that ends mid-walk',
	),
	total: choice(['exact', 'approximate'], 'exact', 'What total says', `${docs}api-activities-list`),
	ndays: choice(
		['rolling', 'calendar'],
		'rolling',
		'gte_ndays: 24 hours each, or since midnight UTC',
		`${docs}api-introduction; which is not said`,
	),
	reachBackDays: count(
		180,
		'Older activities are not served',
		'https://github.com/microsoft/MCAS/issues/108',
	),
	exactIntegers: flag(true, 'A few records carry integers beyond 2^53', 'inference: link is a 64-bit number'),
	insertBetweenPages: count(0, 'New rows, at the clock, after every page', 'inference: a list that moves'),
	lateBetweenPages: count(
		0,
		'Rows that happened ten minutes ago and are saved now, after every page',
		`${demisto} README: events arrive minutes late`,
	),
	faults,
} as const;
