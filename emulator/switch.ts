import type { FaultRule } from './faults';
import { faultKinds } from './faults';
import { isObject, type JsonValue } from './json';

/** One thing about a vendor that can be set: what it may be, what it is at first, what it means, who says so. */
export interface Switch<T> {
	readonly values: string;
	readonly initial: T;
	readonly meaning: string;
	/** The public page, file or issue that is imitated; "inference" where no public source settles it. */
	readonly source: string;
	readonly accepts: (value: unknown) => boolean;
}

export type SwitchTable = Readonly<Record<string, Switch<unknown>>>;

/** The live settings that a table of switches describes. */
export type Settings<T extends SwitchTable> = {
	-readonly [Name in keyof T]: T[Name] extends Switch<infer Value> ? Value : never;
};

type About = readonly [meaning: string, source: string];

function make<T>(values: string, initial: T, about: About, accepts: (value: unknown) => boolean): Switch<T> {
	return { values, initial, meaning: about[0], source: about[1], accepts };
}

export const flag = (initial: boolean, ...about: About): Switch<boolean> =>
	make('true, false', initial, about, (value) => typeof value === 'boolean');

export function choice<const Values extends ReadonlyArray<string | number>>(
	values: Values,
	initial: NoInfer<Values[number]>,
	...about: About
): Switch<Values[number]> {
	return make(values.join(', '), initial, about, (value) => values.some((known) => known === value));
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

export const count = (initial: number, ...about: About): Switch<number> =>
	make('whole number', initial, about, isCount);

/** A whole number, or `null` for "not at all". */
export const optionalCount = (initial: number | null, ...about: About): Switch<number | null> =>
	make('whole number or null', initial, about, (value) => value === null || isCount(value));

export const optionalText = (initial: string | null, ...about: About): Switch<string | null> =>
	make('text or null', initial, about, (value) => value === null || typeof value === 'string');

export const names = (initial: readonly string[], ...about: About): Switch<readonly string[]> =>
	make(
		'list of names',
		initial,
		about,
		(value) => Array.isArray(value) && value.every((name) => typeof name === 'string'),
	);

/** Every service has its list of faults. */
export const faults: Switch<readonly FaultRule[]> = make<readonly FaultRule[]>(
	'list of rules',
	[],
	['Answers that go wrong, by number of the request; see "Faults"', 'inference'],
	(value) => Array.isArray(value) && value.every(isRule),
);

const isRule = (value: unknown): boolean =>
	isObject(value) && 'on' in value && faultKinds.some((kind) => kind === value['kind']);

export function initialSettings<T extends SwitchTable>(table: T): Settings<T> {
	const entries = Object.entries(table).map(([name, entry]) => [name, entry.initial]);
	return Object.fromEntries(entries) as Settings<T>;
}

/**
 * Sets what `wanted` names.
 * @throws Error with a sentence when a name is unknown or a value is not one of the switch's.
 */
export function applySettings(room: string, table: SwitchTable, live: object, wanted: object): void {
	for (const [name, value] of Object.entries(wanted)) {
		const entry = table[name];
		if (!entry)
			throw new Error(`There is no switch ${room}.${name}. Known: ${Object.keys(table).join(', ')}.`);
		if (!entry.accepts(value)) {
			throw new Error(`${room}.${name} takes ${entry.values}, not ${JSON.stringify(value as JsonValue)}.`);
		}
		Object.assign(live, { [name]: value });
	}
}
