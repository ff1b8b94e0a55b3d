import type { JsonObject } from '../../collector/json';
import { type EventDraft, type Mapper, OTHER, severity, status } from '../../vocabulary/ocsf/event';
import { rowOf } from '../../vocabulary/table';
import type { Taking } from '../../vocabulary/taking';
import { moment } from '../../vocabulary/times';
import { hostnameIn, kindOf, type Kind, type Names, namesOf, unknownKindOf } from './kinds';
import { connectionOf, endpoint, evidence, hostOf, membersOf, urlOf, verdictOf, whole } from './ocsfParts';
import { timeOfActivity, timeOfSecurityActivity } from './record';

const HOST = 'host';
const SECURITY_CONTROL = 'security_control';
const CONTROLLED = [HOST, SECURITY_CONTROL];

/** `activity_id` of HTTP Activity by method. */
const METHODS: Readonly<Record<string, number>> = {
	CONNECT: 1,
	DELETE: 2,
	GET: 3,
	HEAD: 4,
	OPTIONS: 5,
	POST: 6,
	PUT: 7,
	TRACE: 8,
	PATCH: 9,
};

const SEVERITIES: Readonly<Record<string, number>> = {
	HIGH: severity.high,
	MEDIUM: severity.medium,
	LOW: severity.low,
	'VERY LOW': severity.informational,
};

/** The response codes that OCSF knows by number. */
const RESPONSE_CODES = new Set([
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
]);

const UNKNOWN_METHOD = 0;
const QUERY = 1;
const TRAFFIC = 6;
const CREATE = 1;

/** Activity of either generation of Umbrella's reporting as OCSF events. */
export const ocsf: Mapper = (record) => {
	const names = namesOf(record);
	const kind = kindOf(record);
	const common = (take: Taking) => commonOf(take, record, names);
	return [
		...(kind === undefined ? [] : [(take: Taking): EventDraft => KINDS[kind](take, names, common(take))]),
		(take) => ({
			...common(take),
			class: 'baseEvent',
			activity: OTHER,
			word: take.text('type') ?? 'Unknown',
			unknownKind: kind === undefined ? unknownKindOf(record) : undefined,
			members: { status_id: status.unknown },
		}),
	];
};

type Common = Pick<EventDraft, 'time' | 'severity' | 'metadata'>;

function commonOf(take: Taking, record: JsonObject, names: Names): Common {
	const time = names.isLegacy ? timeOfSecurityActivity(record) : timeOfActivity(record);
	return {
		time,
		severity: severity.informational,
		metadata: {
			product: { name: 'Umbrella', vendor_name: 'Cisco' },
			log_name: names.isLegacy ? 'security-activity' : 'activity',
			original_time: take.id(names.time),
		},
	};
}

const KINDS: Readonly<Record<Kind, (take: Taking, names: Names, common: Common) => EventDraft>> = {
	dns(take, names, common) {
		const hostname = take.take(names.destination, hostnameIn);
		return {
			...common,
			profiles: CONTROLLED,
			class: 'dnsActivity',
			activity: QUERY,
			members: {
				...membersOf(take, names),
				query: hostname === undefined ? undefined : { hostname, type: take.text('querytype') },
				query_time: moment(common.time),
				rcode_id: take.take('returncode', (value) =>
					typeof value === 'number' && RESPONSE_CODES.has(value) ? value : undefined,
				),
			},
		};
	},

	web(take, names, common) {
		const method = take.text('requestmethod');
		const activity = method === undefined ? UNKNOWN_METHOD : (rowOf(METHODS, method.toUpperCase()) ?? OTHER);
		const address = take.text(names.isLegacy ? names.destination : 'url');
		const code = take.take('statuscode', whole);
		return {
			...common,
			profiles: CONTROLLED,
			class: 'httpActivity',
			activity,
			word: activity === OTHER ? method : undefined,
			members: {
				...membersOf(take, names),
				http_request: {
					http_method: activity === OTHER ? undefined : method?.toUpperCase(),
					url: address === undefined ? undefined : urlOf(address),
					user_agent: take.text('useragent'),
					referrer: take.text('referer'),
				},
				http_response: code === undefined ? undefined : { code, content_type: take.text('contenttype') },
				dst_endpoint: endpoint(take, 'destinationip', 'port'),
			},
		};
	},

	network(take, names, common) {
		const legacy = names.isLegacy ? take.ip(names.destination) : undefined;
		return {
			...common,
			profiles: CONTROLLED,
			class: 'networkActivity',
			activity: TRAFFIC,
			members: {
				...membersOf(take, names),
				dst_endpoint:
					legacy === undefined ? endpoint(take, 'destinationip', 'destinationport') : { ip: legacy },
				connection_info: connectionOf(take),
			},
		};
	},

	intrusion(take, names, common) {
		const uid = [take.id('sessionid'), take.id('signature.id')].filter((part) => part !== undefined);
		const word = take.text('severity');
		return {
			...common,
			class: 'detectionFinding',
			activity: CREATE,
			severity: rowOf(SEVERITIES, word) ?? severity.unknown,
			profiles: [SECURITY_CONTROL],
			members: {
				status_id: status.success,
				...verdictOf(take, names),
				severity: word,
				finding_info:
					uid.length === 0
						? undefined
						: {
								uid: uid.join('-'),
								title: take.text('signature.label'),
								types: [take.text('classification')].filter((type) => type !== undefined),
							},
				evidences: evidence({
					src_endpoint: endpoint(take, 'sourceip', 'sourceport'),
					dst_endpoint: endpoint(take, 'destinationip', 'destinationport'),
					connection_info: connectionOf(take),
				}),
			},
		};
	},

	retrospective(take, _names, common) {
		const hash = take.text('sha256');
		return {
			...common,
			class: 'detectionFinding',
			activity: CREATE,
			members: {
				status_id: status.unknown,
				finding_info:
					hash === undefined
						? undefined
						: {
								uid: hash,
								title: take.text('malwarename'),
								first_seen_time: take.take('firstseenat', (value) =>
									typeof value === 'number' ? moment(value * 1_000) : undefined,
								),
							},
				evidences: evidence({ dst_endpoint: hostOf(take) }),
			},
		};
	},
};
