import { isArray, isObject, type JsonObject, type JsonValue } from '../collector/json';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const IPV6 = /^(?=.*:.*:)[\da-f:]{2,39}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?$/i;
/** As OCSF takes it: https://schema.ocsf.io/1.8.0/data_types */
const EMAIL = /^[a-zA-Z0-9!#$%&'*+\-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/;

const MOST_PORTS = 65_535;

/** Which members below a member were taken: all of it, or some. */
type Taken = Map<string, Taken | 'whole'>;

/**
 * A record of which members are taken one by one, to stand somewhere else: a member that is of another kind than is asked
 * for is left where it is, and {@link rest} is all that nobody took. So nothing is lost, and nothing stands twice.
 */
export class Taking {
	private readonly taken: Taken = new Map();

	constructor(private readonly record: JsonObject) {}

	/** The paths of all that was taken. */
	get paths(): readonly string[] {
		return pathsIn(this.taken);
	}

	/** A value at a path like `mainInfo.eventObjects.0.name`, without taking it. */
	look(path: string): JsonValue | undefined {
		let value: JsonValue | undefined = this.record;
		for (const member of membersOf(path)) value = memberOf(value, member);
		return value;
	}

	/** Text that says something. */
	text(path: string): string | undefined {
		return this.take(path, (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined));
	}

	/** Text, or a number as text: identifiers are either. */
	id(path: string): string | undefined {
		return this.take(path, (value) =>
			typeof value === 'number'
				? String(value)
				: typeof value === 'string' && value !== ''
					? value
					: undefined,
		);
	}

	/** A number, also one that is written as text. */
	number(path: string): number | undefined {
		return this.take(path, numberIn);
	}

	boolean(path: string): boolean | undefined {
		return this.take(path, (value) => (typeof value === 'boolean' ? value : undefined));
	}

	ip(path: string): string | undefined {
		return this.take(path, (value) => (typeof value === 'string' && isIp(value) ? value : undefined));
	}

	port(path: string): number | undefined {
		return this.take(path, (value) =>
			typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_PORTS
				? value
				: undefined,
		);
	}

	/** What `read` makes of the value; taken only if it makes something. */
	take<T>(path: string, read: (value: JsonValue) => T | undefined): T | undefined {
		const value = this.look(path);
		const found = value === undefined ? undefined : read(value);
		if (found !== undefined) mark(this.taken, membersOf(path));
		return found;
	}

	/** The record without what was taken; `undefined` when nothing is left. In a list `null` stands for what was taken. */
	rest(): JsonObject | undefined {
		const left = without(this.record, this.taken);
		return isObject(left) ? left : undefined;
	}
}

/** The members of each path that was ever asked for: to split one takes longer than all else that is done with it. */
const known = new Map<string, readonly string[]>();

function membersOf(path: string): readonly string[] {
	const met = known.get(path);
	if (met) return met;
	const members = path.split('.');
	known.set(path, members);
	return members;
}

function memberOf(value: JsonValue | undefined, member: string): JsonValue | undefined {
	if (isArray(value)) return value[Number(member)] as JsonValue | undefined;
	return isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
}

function mark(taken: Taken, [member = '', ...deeper]: readonly string[]): void {
	if (deeper.length === 0) {
		taken.set(member, 'whole');
		return;
	}
	const below = taken.get(member) ?? new Map<string, Taken | 'whole'>();
	if (below === 'whole') return;
	taken.set(member, below);
	mark(below, deeper);
}

const pathsIn = (taken: Taken): readonly string[] =>
	[...taken].flatMap(([member, below]) =>
		below === 'whole' ? [member] : pathsIn(below).map((path) => `${member}.${path}`),
	);

/** What nobody has taken anything of is not copied. */
function without(value: JsonValue | undefined, taken: Taken | 'whole' | undefined): JsonValue | undefined {
	if (taken === 'whole') return undefined;
	if (taken === undefined || taken.size === 0) return value;
	if (isArray(value)) {
		const left = value.map((element: JsonValue, i) => without(element, taken.get(String(i))));
		return left.every((element) => element === undefined)
			? undefined
			: left.map((element) => element ?? null);
	}
	if (!isObject(value)) return value;
	const left: [string, JsonValue][] = [];
	for (const member of Object.keys(value)) {
		const kept = without(value[member], taken.get(member));
		if (kept !== undefined) left.push([member, kept]);
	}
	return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/** A number, also one that is written as text. */
export function numberIn(value: JsonValue | undefined): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export const isIp = (text: string): boolean => IPV4.test(text) || IPV6.test(text);

export const isEmail = (text: string): boolean => EMAIL.test(text);
