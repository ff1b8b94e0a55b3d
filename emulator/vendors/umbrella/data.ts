import type { JsonObject, JsonValue } from '../../json';
import {
	below,
	chance,
	digits,
	hex,
	pick,
	rowRandom,
	weighted,
	type NonEmpty,
	type Random,
} from '../../random';
import { applications, contentCategories, domains, identities, securityCategories } from './catalogue';

export type ActivityType = 'dns' | 'proxy' | 'firewall' | 'intrusion' | 'ip' | 'amp';

const mixture: NonEmpty<readonly [number, ActivityType]> = [
	[60, 'dns'],
	[20, 'proxy'],
	[11, 'firewall'],
	[4, 'intrusion'],
	[3, 'ip'],
	[2, 'amp'],
];

/**
 * Activity records by the fields of Cisco's OpenAPI (OtherF/cisco-umbrella-mcp
 * docs/cisco_umbrella_reporting_api_2_0_0.yaml) plus those seen live
 * (https://github.com/LanternOps/breeze/issues/4597). All values are invented.
 */
export function activityRecord(seed: number, ordinal: number, time: number, only?: ActivityType): JsonObject {
	const random = rowRandom(seed, ordinal);
	const type = weighted(random, mixture);
	return makers[only ?? type](random, time);
}

/** A blocked query for a domain of a security category. */
export const securityRecord = (seed: number, ordinal: number, time: number): JsonObject =>
	dns(rowRandom(seed, ordinal), time, 'security');

const makers: Readonly<Record<ActivityType, (random: Random, time: number) => JsonObject>> = {
	dns: (random, time) => dns(random, time, subject(random)),
	proxy,
	firewall,
	intrusion,
	ip,
	amp,
};

type Subject = 'security' | 'content' | 'allowed' | 'proxied';

const subject = (random: Random): Subject =>
	weighted(random, [
		[20, 'security'],
		[12, 'content'],
		[60, 'allowed'],
		[8, 'proxied'],
	]);

const verdicts: Readonly<Record<Subject, string>> = {
	security: 'blocked',
	content: 'blocked',
	allowed: 'allowed',
	proxied: 'proxied',
};

const address = (random: Random, net: string): string => `${net}.${1 + below(random, 254)}`;

/** What all typed records begin with. (Records are put together by assignment: spreading them is many times slower.) */
const head = (type: string, time: number): JsonObject => {
	const iso = new Date(time).toISOString();
	return { type, timestamp: time, date: iso.slice(0, 10), time: iso.slice(11, 19) };
};

/** One security category, sometimes two, beside a content one: what blocked it stands in policycategories. */
function classified(random: Random, about: Subject): { categories: JsonValue; policycategories: JsonValue } {
	const content = [pick(random, contentCategories)];
	if (about === 'content') return { categories: content, policycategories: content };
	if (about !== 'security') return { categories: chance(random, 0.2) ? [] : content, policycategories: [] };
	const first = pick(random, securityCategories);
	const second = pick(random, securityCategories);
	const blocking = chance(random, 0.3) && second !== first ? [first, second] : [first];
	return {
		categories: chance(random, 0.3) ? [...blocking, ...content] : blocking,
		policycategories: blocking,
	};
}

function dns(random: Random, time: number, about: Subject): JsonObject {
	const threats = about === 'security' && chance(random, 0.4) ? [{ label: 'SampleBot', type: 'Botnet' }] : [];
	const { categories, policycategories } = classified(random, about);
	return Object.assign(head('dns', time), {
		domain: chance(random, 0.5) ? pick(random, domains) : `h${digits(random, 5)}.${pick(random, domains)}`,
		querytype: pick(random, ['A', 'AAAA', 'MX', 'HTTPS', 'TXT']),
		returncode: chance(random, 0.9) ? 0 : 3,
		verdict: verdicts[about],
		internalip: address(random, '10.20.4'),
		externalip: address(random, '203.0.113'),
		categories,
		policycategories,
		threats,
		allapplications: chance(random, 0.2) ? [pick(random, applications)] : [],
		allowedapplications: [],
		blockedapplications: [],
		identities: [pick(random, identities)],
		destinationcountries: [],
		destinationcountrycodes: chance(random, 0.1) ? ['FR'] : [],
		rule: { id: null, label: 'UNKNOWN', traffictype: null },
		device: { id: null },
	});
}

function proxy(random: Random, time: number): JsonObject {
	const about = subject(random);
	const blocked = about === 'security';
	const name = blocked ? `invoice-${digits(random, 4)}.iso` : `rapport d'été ${digits(random, 4)}.pdf`;
	const { categories, policycategories } = classified(random, about);
	return Object.assign(head('proxy', time), {
		url: `http://${pick(random, domains)}/${encodeURIComponent(name)}`,
		verdict: verdicts[about],
		destinationip: address(random, '192.0.2'),
		port: chance(random, 0.05) ? null : pick(random, [80, 443, 8080]),
		requestmethod: pick(random, ['GET', 'POST', 'CONNECT']),
		statuscode: blocked ? 403 : 200,
		requestsize: 200 + below(random, 900),
		responsesize: blocked ? 0 : below(random, 2_000_000),
		contenttype: 'application/octet-stream',
		useragent: 'ExampleBrowser/1.0',
		referer: '',
		sha256: chance(random, 0.5) ? hex(random, 64) : '',
		responsefilename: name,
		blockedfiletype: blocked ? 'iso' : '',
		internalip: address(random, '10.20.4'),
		externalip: address(random, '203.0.113'),
		amp: blocked
			? { disposition: 'malicious', score: 95, malware: 'W32.Sample' }
			: { disposition: '', score: 0, malware: '' },
		antivirusthreats: { puas: [], viruses: blocked ? ['Sample.Trojan'] : [], others: [] },
		policy: {
			ruleid: chance(random, 0.1) ? null : 7011,
			rulesetid: 42,
			destinationlistids: [],
			timebasedrule: false,
		},
		isolated: { state: 'not-isolated', fileaction: '' },
		datalossprevention: { state: '' },
		egress: { ip: '198.51.100.200', type: 'shared' },
		datacenter: { id: 'FRA', label: 'Frankfurt, DE' },
		httperrors: [],
		categories,
		policycategories,
		threats: [],
		allapplications: [],
		allowedapplications: [],
		blockedapplications: [],
		identities: [pick(random, identities)],
		bundleid: 3,
		forwardingmethod: '',
		warnstatus: '',
		tenantcontrols: false,
		securityoverridden: false,
	});
}

const tuple = (random: Random): JsonObject => ({
	sourceip: address(random, '10.20.9'),
	sourceport: 1024 + below(random, 60_000),
	destinationip: address(random, '192.0.2'),
	destinationport: pick(random, [53, 443, 4444]),
	protocol: pick<JsonObject>(random, [
		{ id: 6, label: 'TCP' },
		{ id: 17, label: 'UDP' },
	]),
});

function firewall(random: Random, time: number): JsonObject {
	return Object.assign(head('firewall', time), tuple(random), {
		verdict: chance(random, 0.4) ? 'blocked' : 'allowed',
		rule: { id: 12, label: 'Deny unknown egress' },
		direction: 'towards',
		packetsize: 64 + below(random, 1400),
		categories: [],
		allapplications: [],
		applicationprotocols: [],
		identities: [pick(random, identities)],
	});
}

function intrusion(random: Random, time: number): JsonObject {
	return Object.assign(head('intrusion', time), tuple(random), {
		verdict: pick(random, ['would_block', 'blocked', 'detected']),
		classification: 'trojan-activity',
		severity: pick(random, ['HIGH', 'MEDIUM', 'LOW', 'VERY LOW']),
		sessionid: below(random, 100_000_000),
		signature: { generatorid: 1, id: 58801, label: 'MALWARE-CNC sample beacon', cves: ['cve-2015-0279'] },
		signaturelist: { id: 1112 },
		identities: [],
	});
}

function ip(random: Random, time: number): JsonObject {
	const about = subject(random);
	return Object.assign(head('ip', time), tuple(random), {
		verdict: verdicts[about === 'proxied' ? 'allowed' : about],
		categories: about === 'security' ? [pick(random, securityCategories)] : [],
		identities: [pick(random, identities)],
	});
}

/** Times of this kind are in seconds; it has neither a type nor a verdict. */
function amp(random: Random, time: number): JsonObject {
	const seconds = Math.floor(time / 1000);
	return {
		timestamp: seconds,
		firstseenat: seconds - below(random, 90_000),
		disposition: 'malicious',
		score: 100,
		hostname: pick(random, domains),
		malwarename: 'W32.Sample',
		sha256: hex(random, 64),
	};
}
