import { asText, type JsonObject, type JsonValue } from '../../collector/json';
import { rowOf } from '../../vocabulary/table';
import { isIp, type Taking } from '../../vocabulary/taking';

/** Where the two generations of the API write down the same thing. */
export interface Names {
	readonly isLegacy: boolean;
	readonly time: string;
	readonly destination: string;
	readonly internalIp: string;
	readonly externalIp: string;
	readonly verdict: string;
	readonly originId: string;
	readonly originLabel: string;
	readonly originType: string;
}

const LEGACY: Names = {
	isLegacy: true,
	time: 'datetime',
	destination: 'destination',
	internalIp: 'internalIp',
	externalIp: 'externalIp',
	verdict: 'actionTaken',
	originId: 'originId',
	originLabel: 'originLabel',
	originType: 'originType',
};

const CURRENT: Names = {
	isLegacy: false,
	time: 'timestamp',
	destination: 'domain',
	internalIp: 'internalip',
	externalIp: 'externalip',
	verdict: 'verdict',
	originId: 'identities.0.id',
	originLabel: 'identities.0.label',
	originType: 'identities.0.type.label',
};

export const namesOf = (record: JsonObject): Names => (isLegacy(record) ? LEGACY : CURRENT);

const isLegacy = (record: JsonObject): boolean => record['timestamp'] === undefined && 'datetime' in record;

export type Kind = 'dns' | 'web' | 'network' | 'intrusion' | 'retrospective';

const TYPES: Readonly<Record<string, Kind>> = {
	dns: 'dns',
	proxy: 'web',
	firewall: 'network',
	ip: 'network',
	intrusion: 'intrusion',
};

/** What a record is about; `undefined` for what nobody has described. */
export function kindOf(record: JsonObject): Kind | undefined {
	if (isLegacy(record)) {
		const destination = asText(record['destination']);
		if (/:\/\/|\//.test(destination)) return 'web';
		return isIp(destination) ? 'network' : 'dns';
	}
	if (record['type'] === undefined && typeof record['sha256'] === 'string') return 'retrospective';
	return rowOf(TYPES, asText(record['type']));
}

/** The word of a record that {@link kindOf} does not know. */
export const unknownKindOf = (record: JsonObject): string => asText(record['type']) || 'no type';

/** Identity types that stand for a computer, and those that stand for a person; all others are places of the network. */
const COMPUTERS = /computer|endpoint|mobile|chromebook|(?<!network.)device/i;
const PEOPLE = /user|directory|(?<!tunnel.)group|anyconnect/i;

/** What a record says it comes from. */
export function originTypeOf(take: Taking, names: Names): 'computer' | 'person' | 'place' {
	const type = asText(take.look(names.originType)) || asText(take.look('identities.0.type.type'));
	if (COMPUTERS.test(type)) return 'computer';
	return PEOPLE.test(type) ? 'person' : 'place';
}

/** The name of a host, without the dot that it may end in. */
export function hostnameIn(value: JsonValue): string | undefined {
	const name = asText(value).replace(/\.$/, '');
	return name.trim() === '' ? undefined : name;
}
