import { isArray, isObject, type JsonObject, type JsonValue } from '../collector/json';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const LOOKS_LIKE_IPV6 = /^[\da-f]*:[\da-f:.]+$/i;
/** As OCSF takes it: https://schema.ocsf.io/1.8.0/data_types */
const EMAIL = /^[a-zA-Z0-9!#$%&'*+\-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/;

/** As people write one: neither hexadecimal nor with an exponent. */
const DECIMAL = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;

const MOST_PORTS = 65_535;

/** The members that lead to a value, from the outermost. */
type Path = readonly string[];

/**
 * A record of which members are taken one by one, to stand somewhere else: a member that is of another kind than is asked
 * for is left where it is, and {@link rest} is all that nobody took. So nothing is lost, and nothing stands twice.
 */
export class Taking {
	private readonly taken: Path[] = [];

	constructor(private readonly record: JsonObject) {}

	/** The paths of all that was taken. */
	get paths(): readonly string[] {
		return [...new Set(this.taken.map((members) => members.join('.')))];
	}

	/** A value at a path like `mainInfo.eventObjects.0.name`, without taking it. */
	look(path: string): JsonValue | undefined {
		return valueAt(this.record, membersOf(path));
	}

	/** Text that says something. */
	text(path: string): string | undefined {
		return this.take(path, textIn);
	}

	/** Text, or a number as text: identifiers are either. */
	id(path: string): string | undefined {
		return this.take(path, idIn);
	}

	/** A number, also one that is written as text. */
	number(path: string): number | undefined {
		return this.take(path, numberIn);
	}

	boolean(path: string): boolean | undefined {
		return this.take(path, booleanIn);
	}

	ip(path: string): string | undefined {
		return this.take(path, ipIn);
	}

	port(path: string): number | undefined {
		return this.take(path, portIn);
	}

	/** What `read` makes of the value; taken only if it makes something. */
	take<T>(path: string, read: (value: JsonValue) => T | undefined): T | undefined {
		const members = membersOf(path);
		const value = valueAt(this.record, members);
		const found = value === undefined ? undefined : read(value);
		if (found !== undefined) this.taken.push(members);
		return found;
	}

	/** The record without what was taken; `undefined` when nothing is left. In a list `null` stands for what was taken. */
	rest(): JsonObject | undefined {
		const left = without(this.record, this.taken, 0);
		return isObject(left) ? left : undefined;
	}
}

/** The members of each path that was ever asked for: to split one takes longer than all else that is done with it. */
const known = new Map<string, Path>();

function membersOf(path: string): Path {
	const met = known.get(path);
	if (met) return met;
	const members = path.split('.');
	known.set(path, members);
	return members;
}

function valueAt(record: JsonObject, members: Path): JsonValue | undefined {
	let value: JsonValue | undefined = record;
	for (let depth = 0; depth < members.length; depth++) value = memberOf(value, members[depth] as string);
	return value;
}

function memberOf(value: JsonValue | undefined, member: string): JsonValue | undefined {
	if (isArray(value)) return value[Number(member)] as JsonValue | undefined;
	return isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
}

/** What is left of a value that stands `depth` members deep on each of the paths that were taken. */
function without(value: JsonValue | undefined, taken: readonly Path[], depth: number): JsonValue | undefined {
	if (taken.length === 0) return value;
	if (isArray(value)) {
		const left = value.map((element: JsonValue, i) => leftOf(element, String(i), taken, depth));
		return left.every((element) => element === undefined)
			? undefined
			: left.map((element) => element ?? null);
	}
	if (!isObject(value)) return value;
	let left: Record<string, JsonValue> | undefined;
	for (const member of Object.keys(value)) {
		const kept = leftOf(value[member], member, taken, depth);
		if (kept === undefined) continue;
		left ??= {};
		if (member === '__proto__') Object.defineProperty(left, member, ownMember(kept));
		else left[member] = kept;
	}
	return left;
}

/** What nobody has taken anything of is not copied. */
function leftOf(
	value: JsonValue | undefined,
	member: string,
	taken: readonly Path[],
	depth: number,
): JsonValue | undefined {
	let isTouched = false;
	for (let i = 0; i < taken.length; i++) {
		const path = taken[i] as Path;
		if (path[depth] !== member) continue;
		if (path.length === depth + 1) return undefined;
		isTouched = true;
	}
	if (!isTouched) return value;
	return without(
		value,
		taken.filter((path) => path[depth] === member),
		depth + 1,
	);
}

const ownMember = (value: JsonValue): PropertyDescriptor => ({
	value,
	enumerable: true,
	writable: true,
	configurable: true,
});

const textIn = (value: JsonValue): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value : undefined;

const idIn = (value: JsonValue): string | undefined =>
	typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;

const booleanIn = (value: JsonValue): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const ipIn = (value: JsonValue): string | undefined =>
	typeof value === 'string' && isIp(value) ? value : undefined;

const portIn = (value: JsonValue): number | undefined =>
	typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_PORTS
		? value
		: undefined;

/** A number, also one that is written as text. */
export function numberIn(value: JsonValue | undefined): number | undefined {
	const number = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export const isIp = (text: string): boolean =>
	IPV4.test(text) || (LOOKS_LIKE_IPV6.test(text) && URL.canParse(`http://[${text}]`));

export const isEmail = (text: string): boolean => EMAIL.test(text);
