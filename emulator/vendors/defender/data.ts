import type { JsonObject, JsonValue } from '../../json';
import { below, hex, mix, pick, rowRandom, weighted, type Random } from '../../random';
import { kinds, type Kind } from './kinds';
import { AAD_TENANT_ID, details, people } from './scenes';

const TENANT_ID = 70_112_233;

/** The kind of a row, and how many milliseconds after the event it was saved. */
export function outline(
	seed: number,
	ordinal: number,
): { readonly kind: Kind; readonly lag: number; readonly random: Random } {
	const random = rowRandom(seed, ordinal);
	const kind = weighted(random, kinds);
	return { kind, lag: kind.lag[0] + below(random, kind.lag[1]), random };
}

/** The number of a row, hidden in the last eight hex digits of its id; see `ordinalOf`. */
const mark = (seed: number, ordinal: number): string =>
	((ordinal ^ mix(seed, 11)) >>> 0).toString(16).padStart(8, '0');

export function ordinalOf(seed: number, id: string): number {
	const digits = /[0-9a-f]{8}$/.exec(id)?.[0];
	return digits === undefined ? -1 : (Number.parseInt(digits, 16) ^ mix(seed, 11)) >>> 0;
}

/** Ids as captured: of the O365 connector, of an Entra login, of the product's own events. */
function idOf(kind: Kind, seed: number, ordinal: number, time: number, random: Random): string {
	const tail = mark(seed, ordinal);
	if (kind.name === 'failedLogin') return hex(random, 56) + tail;
	if (kind.name === 'console' || kind.name === 'alert')
		return `${TENANT_ID}_${time}_${hex(random, 24)}${tail}`;
	return `${TENANT_ID}_${kind.appId}_${hex(random, 8)}-1a2b-4c3d-8e4f-${hex(random, 4)}${tail}`;
}

/** When an event is saved: after its lag, but not later than `latest`, the end of the data. */
export const savedAt = (time: number, lag: number, latest: number): number =>
	Math.max(time, Math.min(time + lag, latest));

export interface Making {
	readonly latest: number;
	readonly exactIntegers: boolean;
}

/**
 * One activity by the structure of the captures named in kinds.ts; the values are invented.
 * `exactIntegers` gives some rows a `link` beyond 2^53: a signed 64-bit number where the captures show a small one.
 */
export function activity(seed: number, ordinal: number, time: number, made: Making): JsonObject {
	const { kind, lag, random } = outline(seed, ordinal);
	const created = savedAt(time, lag, made.latest);
	const person = pick(random, people);
	const head: JsonObject = {
		_id: idOf(kind, seed, ordinal, time, random),
		tenantId: TENANT_ID,
		aadTenantId: AAD_TENANT_ID,
		appId: kind.appId,
		saasId: kind.appId,
		appName: kind.appName,
		timestamp: time,
		timestampRaw: time,
		instantiation: Math.max(time, created - 26),
		instantiationRaw: Math.max(time, created - 26),
		created,
		createdRaw: created,
		eventType: kind.eventType,
		eventTypeValue: kind.eventTypeValue,
		eventTypeName: kind.eventTypeName,
		severity: 'INFO',
	};
	return Object.assign(
		head,
		details[kind.name]({ kind, person, random, time, link: linkOf(ordinal, made.exactIntegers) }),
	);
}

/** A number that a double cannot hold: 9007199254740993 and on, and negative ones. */
const bigLink = (ordinal: number): bigint =>
	(ordinal % 2 === 0 ? 1n : -1n) * (9_007_199_254_740_993n + 2n * BigInt(ordinal));

const linkOf = (ordinal: number, exactIntegers: boolean): JsonValue =>
	exactIntegers && ordinal % 40 === 7 ? bigLink(ordinal) : -120_034_567 - ordinal;
