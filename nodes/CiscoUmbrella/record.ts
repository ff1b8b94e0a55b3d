import { factsOf } from '../../collector/facts';
import type { VendorRecord } from '../../collector/feed';
import { asText, isArray, isObject, textOfRecord } from '../../collector/json';
import { parseTime } from '../../collector/time';

/** Numbers below this are seconds: as milliseconds they would lie in 1973. */
const FIRST_MILLISECONDS = 1e11;

/**
 * Time of a record of the current API. `timestamp` is in milliseconds, but in seconds for AMP retrospective
 * (OtherF/cisco-umbrella-mcp `docs/cisco_umbrella_reporting_api_2_0_0.yaml`).
 */
export function timeOfActivity(record: VendorRecord): number | undefined {
	const { timestamp } = record;
	if (typeof timestamp !== 'number' || !Number.isFinite(timestamp)) return undefined;
	return timestamp < FIRST_MILLISECONDS ? timestamp * 1_000 : timestamp;
}

/** Time of a record of Reporting v1: `datetime`, ISO 8601. */
export const timeOfSecurityActivity = (record: VendorRecord): number | undefined =>
	typeof record['datetime'] === 'string' ? parseTime(record['datetime']) : undefined;

/**
 * What Reporting v1 called security activity, told from a record of the current API: blocked, and for the sake of
 * a security category. Cisco's category types: `docs/cisco_umbrella_reporting_api_2_0_0.yaml` of OtherF/cisco-umbrella-mcp.
 */
export const isSecurityActivity = (record: VendorRecord): boolean =>
	asText(record['verdict']).toLowerCase() === 'blocked' &&
	[record['policycategories'], record['categories']].some(hasSecurityCategory);

const hasSecurityCategory = (categories: unknown): boolean =>
	isArray(categories) &&
	categories.some((category) => isObject(category) && asText(category['type']).toLowerCase() === 'security');

/** When, and what was decided: said by every kind. */
const ALWAYS = ['type', 'verdict'];
const WHOM = ['identities.id', 'internalip', 'externalip'];
const TUPLE = ['sourceip', 'sourceport', 'destinationip', 'destinationport', 'protocol.id'];

/**
 * What tells one event from another, by traffic type: what happened, to whom and by which rule. Left out are labels,
 * flags, categories, threats and applications, which Cisco may name or judge anew, and what a later check of a file finds.
 * Members as in `docs/cisco_umbrella_reporting_api_2_0_0.yaml` of OtherF/cisco-umbrella-mcp; `rule` as seen live in
 * LanternOps/breeze issue 4597.
 */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
	dns: [...WHOM, 'domain', 'querytype', 'returncode', 'rule.id'],
	proxy: [
		...WHOM,
		'url',
		'destinationip',
		'port',
		'requestmethod',
		'statuscode',
		'requestsize',
		'responsesize',
		'useragent',
		'policy.rulesetid',
		'policy.ruleid',
	],
	firewall: ['identities.id', ...TUPLE, 'direction', 'packetsize', 'rule.id'],
	intrusion: [
		'identities.id',
		...TUPLE,
		'sessionid',
		'signature.generatorid',
		'signature.id',
		'signaturelist.id',
	],
	ip: [...WHOM, ...TUPLE],
};

/** The retrospective kind names no type: what was found in which file from where. */
const RETROSPECTIVE = ['sha256', 'hostname', 'firstseenat', 'disposition'];

/** A record of Reporting v1. */
const LEGACY = ['originId', 'internalIp', 'externalIp', 'destination', 'actionTaken'];

/** Of a type that is not known here yet, whatever is known of another. */
const ANY = [...new Set([...Object.values(MEMBERS).flat(), ...RETROSPECTIVE, ...LEGACY])];

/**
 * No record id exists, so a record is known by what happened, when, to whom and by which rule: that stays as it is when
 * Cisco names, judges or orders anew what it says about it. Records that agree in all of it are twins.
 */
export function identityOf(record: VendorRecord): string {
	const members = membersOf(record);
	const facts = factsOf(record, [...ALWAYS, ...members]);
	const time = timeOfActivity(record) ?? timeOfSecurityActivity(record);
	if (facts === undefined) return textOfRecord(record);
	// Without a time that can be read, the one that is shown.
	return textOfRecord(time === undefined ? { ...facts, ...factsOf(record, SHOWN) } : { ...facts, at: time });
}

const SHOWN = ['date', 'time'];

function membersOf(record: VendorRecord): readonly string[] {
	const type = asText(record['type']).toLowerCase();
	if (type !== '') return Object.hasOwn(MEMBERS, type) ? (MEMBERS[type] ?? ANY) : ANY;
	return 'datetime' in record ? LEGACY : 'sha256' in record ? RETROSPECTIVE : ANY;
}

/** All that a record says: what versions before 0.2 knew it by. */
export const wordingOf = (record: VendorRecord): string => textOfRecord(record);
