import { choice, count, faults, flag, optionalCount } from '../../switch';

const page = 'https://docs.umbrella.com/cloudlock-documentation/docs/activities-endpoint';
const openApi = 'api-evangelist/cisco-umbrella openapi/_original/cisco-umbrella-cloudlock-cloudlock.yaml';
const script = 'CiscoDevNet/cloud-security Cloudlock/Sample Scripts/cl_sample_incidents.py';
const google = 'https://docs.cloud.google.com/chronicle/docs/ingestion/default-parsers/cisco-cloudlock-casb';
const started = 'https://developer.cisco.com/docs/cloud-security/getting-started';

/** Cisco Cloudlock's activities endpoint. */
export const cloudlockSwitches = {
	order: choice(
		['desc', 'asc', 'arrival'],
		'desc',
		'The order of the list; the sample page is newest first. `arrival` is that in which rows became known, the last first',
		page,
	),
	orderParameter: choice(
		['ignored', 'honoured'],
		'ignored',
		'order=created_at and -created_at, documented for incidents only',
		openApi,
	),
	boundInclusive: flag(
		true,
		'Rows at created_after itself are served',
		`${script}; its restart works only so`,
	),
	dateOnlyBound: flag(false, 'created_after counts by whole days: its clock time is ignored', page),
	boundIgnored: flag(false, 'created_after is ignored altogether', google),
	overLimit: choice(
		['cap', 'reject'],
		'cap',
		'A limit above 100: silently 100, or 400',
		`${google}; what happens is not said`,
	),
	pageCap: count(100, 'The most rows a page holds', started),
	laterPageCap: optionalCount(
		null,
		'The most rows a page holds from the second answer on',
		'inference: a service under load',
	),
	offsetCap: optionalCount(null, 'The deepest offset; above it 400', 'inference: no limit is documented'),
	total: choice(['exact', 'zero', 'absent'], 'exact', 'What total says', openApi),
	envelope: choice(
		['full', 'itemsOnly', 'bareArray'],
		'full',
		'The activities page, the newer sample, or the OpenAPI file',
		openApi,
	),
	idPrefix: choice(
		['mixed', 'always', 'never'],
		'mixed',
		'Whether event_id starts with vendor:service:',
		page,
	),
	suspicious: choice(
		['mixed', 'null', 'true', 'false'],
		'mixed',
		'What extra.auth.is_suspicious holds',
		page,
	),
	locationNumbers: choice(['mixed', 'number', 'string'], 'mixed', 'How lat and lng are written', openApi),
	insertBetweenPages: count(0, 'New rows, at the clock, after every page', 'inference: a list that moves'),
	deleteBetweenPages: count(0, 'The newest rows vanish after every page', 'inference: a list that moves'),
	lateBetweenPages: count(0, 'New rows one hour back after every page', 'inference: audit feeds arrive late'),
	addressNotAllowed: choice(
		['off', '401', '403', 'reset'],
		'off',
		'The caller is not on the allow-list',
		`${script}; what happens is not said`,
	),
	rateLimit: optionalCount(
		null,
		'Requests a minute; above it 429',
		`${started}; the number is not published`,
	),
	retryAfter: choice(
		['absent', 'seconds', 'date'],
		'absent',
		'Retry-After on a 429 of the rate limit',
		google,
	),
	faults,
} as const;
