import type { Draft } from '../../vocabulary/compact';
import type { DocumentMapper } from '../../vocabulary/ecs/event';
import type { Taking } from '../../vocabulary/taking';
import { hostnameIn, kindOf, type Kind, type Names, namesOf, originTypeOf, unknownKindOf } from './kinds';
import { timeOfActivity, timeOfSecurityActivity } from './record';

/** `event.category` by what the record is about. */
const CATEGORIES: Readonly<Record<Kind, string>> = {
	dns: 'network',
	web: 'web',
	network: 'network',
	intrusion: 'intrusion_detection',
	retrospective: 'malware',
};

/** What Umbrella calls itself when it saw this kind of traffic. */
const OBSERVERS: Readonly<Record<Kind, string>> = {
	dns: 'dns',
	web: 'proxy',
	network: 'firewall',
	intrusion: 'ids',
	retrospective: 'amp',
};

/** https://www.iana.org/assignments/dns-parameters/dns-parameters.xhtml#dns-parameters-6 */
const RESPONSE_CODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

/** Activity of either generation of Umbrella's reporting in the Elastic Common Schema. */
export const ecs: DocumentMapper = (take, record) => {
	const names = namesOf(record);
	const kind = kindOf(record);
	const verdict = take.text(names.verdict);
	return {
		time: names.isLegacy ? timeOfSecurityActivity(record) : timeOfActivity(record),
		category: kind === undefined ? [] : [CATEGORIES[kind]],
		type: kind === undefined ? [] : typesOf(kind, verdict?.toLowerCase()),
		event: { action: actionOf(kind, verdict) },
		fields: {
			...(kind === undefined ? {} : FIELDS[kind](take, names)),
			...endpointsOf(take, names),
			...originOf(take, names),
			observer: {
				vendor: 'Cisco',
				product: 'Umbrella',
				type: kind === undefined ? undefined : OBSERVERS[kind],
			},
		},
		unknownKind: kind === undefined ? unknownKindOf(record) : undefined,
	};
};

/** `dns-request-blocked`, after the example of Elastic's own integration. */
function actionOf(kind: Kind | undefined, verdict: string | undefined): string | undefined {
	if (verdict === undefined || kind === undefined) return verdict?.toLowerCase();
	return `${kind === 'dns' ? 'dns-request' : kind}-${verdict.toLowerCase()}`;
}

function typesOf(kind: Kind, verdict: string | undefined): readonly string[] {
	if (kind === 'retrospective') return ['info'];
	const outcome =
		verdict === 'blocked' || verdict === 'denied' ? 'denied' : verdict === 'allowed' ? 'allowed' : undefined;
	if (kind === 'web') return ['access'];
	if (kind === 'intrusion') return [outcome ?? 'info'];
	return outcome === undefined ? ['connection'] : ['connection', outcome];
}

const FIELDS: Readonly<Record<Kind, (take: Taking, names: Names) => Draft>> = {
	dns: (take, names) => ({
		dns: {
			type: 'query',
			question: {
				name: take.take(names.destination, hostnameIn),
				type: take.text('querytype'),
			},
			response_code: take.take('returncode', (value) =>
				typeof value === 'number' ? RESPONSE_CODES[value] : undefined,
			),
		},
	}),
	web: (take, names) => {
		const address = take.text(names.isLegacy ? names.destination : 'url');
		const domain = address !== undefined && URL.canParse(address) ? new URL(address).hostname : '';
		return {
			url: { full: address, domain: domain === '' ? undefined : domain },
			http: {
				request: {
					method: take.text('requestmethod'),
					referrer: take.text('referer'),
					bytes: take.take('requestsize', whole),
				},
				response: {
					status_code: take.take('statuscode', whole),
					bytes: take.take('responsesize', whole),
					mime_type: take.text('contenttype'),
				},
			},
			user_agent: { original: take.text('useragent') },
			file: { name: take.text('responsefilename'), hash: { sha256: take.text('sha256') } },
		};
	},
	network: (take) => ({ network: transportOf(take) }),
	intrusion: (take) => ({
		network: transportOf(take),
		rule: {
			id: take.id('signature.id'),
			name: take.text('signature.label'),
			category: take.text('classification'),
		},
	}),
	retrospective: (take) => ({
		file: { hash: { sha256: take.text('sha256') } },
		url: { domain: take.text('hostname') },
		threat: { software: { name: take.text('malwarename') } },
	}),
};

const transportOf = (take: Taking): Draft => ({
	iana_number: take.id('protocol.id'),
	transport: take.text('protocol.label')?.toLowerCase(),
});

/** As Elastic's integration has it: the address inside is the source, the one outside is what it is translated to. */
function endpointsOf(take: Taking, names: Names): Draft {
	const source = take.ip('sourceip');
	const internal = source ?? take.ip(names.internalIp);
	const external = take.ip(names.externalIp);
	const port = take.port('sourceport');
	const ip = take.ip('destinationip') ?? (names.isLegacy ? take.ip(names.destination) : undefined);
	return {
		source: {
			ip: internal ?? external,
			port,
			nat: internal === undefined || external === undefined ? undefined : { ip: external },
		},
		destination: {
			ip,
			port: ip === undefined ? undefined : (take.port('destinationport') ?? take.port('port')),
		},
	};
}

function originOf(take: Taking, names: Names): Draft {
	const type = originTypeOf(take, names);
	if (type === 'person') return { user: { name: take.text(names.originLabel), id: take.id(names.originId) } };
	if (type === 'computer')
		return { host: { name: take.text(names.originLabel), id: take.id(names.originId) } };
	return {};
}

const whole = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isInteger(value) ? value : undefined;
