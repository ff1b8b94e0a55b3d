import { isArray, isObject, type JsonObject, type JsonValue } from '../collector/json';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const IPV6 = /^(?=.*:.*:)[\da-f:]{2,39}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?$/i;
/** As OCSF takes it: https://schema.ocsf.io/1.8.0/data_types */
const EMAIL = /^[a-zA-Z0-9!#$%&'*+\-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/;

const MOST_PORTS = 65_535;

/**
 * A record of which members are taken one by one, to stand somewhere else: a member that is of another kind than is asked
 * for is left where it is, and {@link rest} is all that nobody took. So nothing is lost, and nothing stands twice.
 */
export class Taking {
	private readonly taken = new Set<string>();

	constructor(private readonly record: JsonObject) {}

	/** The paths of all that was taken, in the order of taking. */
	get paths(): readonly string[] {
		return [...this.taken];
	}

	/** A value at a path like `mainInfo.eventObjects.0.name`, without taking it. */
	look(path: string): JsonValue | undefined {
		return path
			.split('.')
			.reduce<JsonValue | undefined>((value, member) => memberOf(value, member), this.record);
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
		if (found !== undefined) this.taken.add(path);
		return found;
	}

	/** The record without what was taken; `undefined` when nothing is left. In a list `null` stands for what was taken. */
	rest(): JsonObject | undefined {
		const left = this.without(this.record, '');
		return isObject(left) ? left : undefined;
	}

	private without(value: JsonValue, path: string): JsonValue | undefined {
		if (this.taken.has(path)) return undefined;
		if (isArray(value)) {
			const left = value.map((element, i) => this.without(element, below(path, String(i))));
			if (value.length > 0 && left.every((element) => element === undefined)) return undefined;
			return left.map((element) => element ?? null);
		}
		if (!isObject(value)) return value;
		const left = Object.entries(value).flatMap(([member, one]): [string, JsonValue][] => {
			const kept = one === undefined ? undefined : this.without(one, below(path, member));
			return kept === undefined ? [] : [[member, kept]];
		});
		const wasEmpty = Object.keys(value).length === 0;
		return left.length > 0 || wasEmpty ? Object.fromEntries(left) : undefined;
	}
}

const below = (path: string, member: string): string => (path === '' ? member : `${path}.${member}`);

function memberOf(value: JsonValue | undefined, member: string): JsonValue | undefined {
	if (isArray(value)) return value[Number(member)] as JsonValue | undefined;
	return isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
}

/** A number, also one that is written as text. */
export function numberIn(value: JsonValue | undefined): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export const isIp = (text: string): boolean => IPV4.test(text) || IPV6.test(text);

export const isEmail = (text: string): boolean => EMAIL.test(text);
