import { compact, type Draft } from '../../vocabulary/compact';
import { OTHER, status } from '../../vocabulary/ocsf/event';
import { rowOf } from '../../vocabulary/table';
import type { Taking } from '../../vocabulary/taking';
import { type Names, originTypeOf } from './kinds';

const action = { allowed: 1, denied: 2, observed: 3, other: OTHER } as const;
const disposition = { allowed: 1, blocked: 2, logged: 17, other: OTHER } as const;

/** What the verdict means to a security control. */
const VERDICTS: Readonly<Record<string, Draft>> = {
	allowed: { action_id: action.allowed, disposition_id: disposition.allowed },
	blocked: { action_id: action.denied, disposition_id: disposition.blocked, is_alert: true },
	denied: { action_id: action.denied, disposition_id: disposition.blocked, is_alert: true },
	proxied: { action_id: action.observed, disposition_id: disposition.logged },
};

const UNKNOWN_DIRECTION = 0;
const UNKNOWN_DEVICE = 0;

export function evidence(found: Draft): readonly Draft[] | undefined {
	const said = compact(found);
	return said === undefined ? undefined : [said];
}

export const hostOf = (take: Taking): Draft | undefined => {
	const hostname = take.text('hostname');
	return hostname === undefined ? undefined : { hostname };
};

export function verdictOf(take: Taking, names: Names): Draft {
	const word = take.text(names.verdict);
	if (word === undefined) return {};
	const known = rowOf(VERDICTS, word.toLowerCase());
	return (
		known ?? { action_id: action.other, action: word, disposition_id: disposition.other, disposition: word }
	);
}

/** Who asked from where, and what Umbrella did about it: to block is what it is for, so a block is a success. */
export function membersOf(take: Taking, names: Names): Draft {
	const source = take.ip('sourceip');
	const external = source === undefined ? take.ip(names.externalIp) : undefined;
	const isSame = take.look(names.internalIp) === take.look(names.externalIp);
	const internal = isSame ? undefined : take.ip(names.internalIp);
	const who = originOf(take, names);
	const place = { ...who.network, ip: source ?? external ?? (who.network ? undefined : internal) };
	const hasPlace = Object.values(place).some((part) => part !== undefined);
	return {
		status_id: status.success,
		...verdictOf(take, names),
		src_endpoint: hasPlace
			? { ...place, port: source === undefined ? undefined : take.port('sourceport') }
			: who.fallback,
		device: deviceOf(who.device, place.ip === internal ? undefined : internal),
		actor: who.user ? { user: who.user } : undefined,
	};
}

const deviceOf = (device: Draft | undefined, ip: string | undefined): Draft | undefined =>
	device === undefined && ip === undefined ? undefined : { ...device, ip, type_id: UNKNOWN_DEVICE };

interface Origin {
	readonly user?: Draft | undefined;
	readonly device?: Draft | undefined;
	readonly network?: Draft | undefined;
	/** Stands for an address where there is none. */
	readonly fallback?: Draft | undefined;
}

function originOf(take: Taking, names: Names): Origin {
	const type = originTypeOf(take, names);
	const label = take.text(names.originLabel);
	const uid = take.id(names.originId);
	if (label === undefined && uid === undefined) return {};
	const fallback = { name: label, uid };
	if (type === 'person') return { user: { name: label, uid }, fallback: { name: label } };
	if (type === 'computer') return { device: { hostname: label, uid }, fallback: { name: label } };
	return { network: fallback };
}

export function endpoint(take: Taking, address: string, port: string): Draft | undefined {
	const ip = take.ip(address);
	return ip === undefined ? undefined : { ip, port: take.port(port) };
}

export function connectionOf(take: Taking): Draft | undefined {
	const number = take.take('protocol.id', whole);
	const name = take.text('protocol.label');
	if (number === undefined && name === undefined) return undefined;
	return { protocol_num: number, protocol_name: name?.toLowerCase(), direction_id: UNKNOWN_DIRECTION };
}

export const whole = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isInteger(value) ? value : undefined;

export function urlOf(text: string): Draft {
	const hostname = URL.canParse(text) ? new URL(text).hostname : '';
	return { url_string: text, hostname: hostname === '' ? undefined : hostname };
}
