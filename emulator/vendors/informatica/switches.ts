import { choice, count, faults, flag, optionalCount, optionalText } from '../../switch';

const log = 'https://developer.informatica.com/tpn/v2.0/reference/security-log';
const sessions =
	'https://docs.informatica.com/cloud-common-services/administrator/current-version/rest-api-reference/informatica-intelligent-cloud-services-rest-api/session-ids.html';
const recipe =
	'https://onlinehelp.informatica.com/IICS/prod/CAI/en/fhpi-idmc-system-log-capture/IDMC_System_Log_Capture_recipe_assets.html';
const capture = 'infapy/infapy Docs/Prashanth/get Security Logs.ipynb';
const responses =
	'https://docs.informatica.com/integration-cloud/cloud-platform/current-version/rest-api-reference/rest-api-responses.html';
const cli = 'jbrazda/iics-cli CR-0010';

/** Informatica Intelligent Cloud Services: login and securityLog. */
export const informaticaSwitches = {
	jwtMode: flag(false, 'Logins hand out a JWT of many kilobytes as sessionId', sessions),
	jwtLength: count(9000, 'Characters of that JWT; up to 16,000 are documented', sessions),
	idleExpirySeconds: count(1800, 'Idle seconds that end a session', sessions),
	sessionMaxUses: optionalCount(null, 'Data calls after which a session is over (401)', cli),
	lockAfterFailures: optionalCount(null, 'Wrong passwords that lock the account', cli),
	loginAddsEntry: flag(
		true,
		'A login (and a logout) writes an entry into the log that is collected',
		capture,
	),
	wrongPasswordStatus: choice([401, 400], 401, 'The status of a refused login', responses),
	products: choice(
		['integrationFirst', 'integrationLast'],
		'integrationFirst',
		'Where Integration Cloud stands among the products of the login; the other one leads nowhere',
		'idmc_client.py, a public client',
	),
	baseApiUrl: optionalText(
		null,
		'The baseApiUrl the login answers, instead of this server',
		'inference: an address that must not be trusted',
	),
	role: choice(['granted', 'missing'], 'granted', 'Whether the user may read the log; if not, 403', log),
	skip: choice(
		['honoured', 'ignored'],
		'honoured',
		'The reference page pages by skip, the recipe knows none',
		recipe,
	),
	selects: choice(
		['oldest', 'newest'],
		'oldest',
		'Which entries come when more match than limit',
		`${capture}; which is not said`,
	),
	cap: count(1000, 'The most entries of one answer, silently', recipe),
	limitOutOfRange: choice(
		['reject', 'clamp'],
		'reject',
		'A limit outside 100..1000',
		`${log}; what happens is not said`,
	),
	rangeOver14Days: choice(
		['reject', 'serve'],
		'reject',
		'A range of more than 14 days',
		`${log}; what happens is not said`,
	),
	groupCategory: choice(
		['Group', 'User group', 'mixed'],
		'Group',
		'How the group category is written',
		capture,
	),
	actorFilter: choice(['exact', 'ignoreCase'], 'exact', 'How actor and objectName compare', 'inference'),
	gateway502Html: flag(false, 'Every data call meets the gateway: 502 and a page', cli),
	insertBetweenPages: count(
		0,
		'New entries, at the clock, after every answer',
		'inference: a log that grows',
	),
	lateBetweenPages: count(
		0,
		'New entries inside the asked range after every answer',
		'inference: entries that arrive late',
	),
	rateLimit: optionalCount(
		null,
		'Requests a minute; above it 429',
		'https://docs.informatica.com users page: "too many requests"; the number is not published',
	),
	retryAfter: choice(
		['absent', 'seconds', 'date'],
		'absent',
		'Retry-After on a 429 of the rate limit',
		'inference',
	),
	faults,
} as const;
