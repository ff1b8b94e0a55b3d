import { isList, isObject, listAt, valueAt, type JsonObject, type JsonValue } from '../../json';
import { DAY_MS } from '../../vendor';

type Scalar = string | number | boolean | bigint | null;

/** What a filter looks at: every value of the record that may match. */
type Values = (record: JsonObject) => readonly Scalar[];

interface Filter {
	readonly operators: readonly string[];
	readonly values: Values;
}

const scalar = (value: JsonValue | undefined): readonly Scalar[] =>
	value === undefined ? [] : isList(value) ? value.flatMap(scalar) : isObject(value) ? [] : [value];

const at =
	(...paths: readonly string[]): Values =>
	(record) =>
		paths.flatMap((path) => scalar(valueAt(record, path)));

const objects =
	(...fields: readonly string[]): Values =>
	(record) =>
		listAt(record, 'mainInfo.eventObjects').flatMap((item) =>
			fields.flatMap((field) => scalar(valueAt(item, field))),
		);

const both =
	(...sources: readonly Values[]): Values =>
	(record) =>
		sources.flatMap((source) => source(record));

const users = at('user.userName', 'failedUserData.userName');
const none: Values = () => [];
const text: Values = (record) => [
	JSON.stringify(record, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
];
const domains: Values = (record) => users(record).map((name) => String(name).split('@')[1] ?? '');

const equality = ['eq', 'neq'] as const;
const presence = ['isset', 'isnotset'] as const;
const strings = [...equality, ...presence, 'startswith'] as const;

const filter = (values: Values, ...operators: readonly string[]): Filter => ({ values, operators });

/**
 * The filter table of https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities (api-activities.md), plus
 * the names that only clients send (microsoft/MCAS Functions/Get-MCASActivity.ps1). Which field of a record a filter
 * looks at is inference. `_id` is the emulator's own way on through a page of one single instant.
 */
export const filterTable: Readonly<Record<string, Filter>> = {
	service: filter(at('appId'), ...equality),
	instance: filter(at('instanceId'), ...equality),
	'user.orgUnit': filter(at('user.orgUnit'), ...equality, ...presence),
	actionType: filter(at('mainInfo.rawOperationName'), 'contains', ...equality, ...presence),
	'activity.eventActionType': filter(at('eventTypeName', 'eventTypeValue'), ...equality),
	'activity.eventType': filter(at('eventTypeName', 'eventTypeValue'), ...equality),
	'activity.actionType': filter(
		(record) => [
			`${String(record['appId'])}:${String(record['eventTypeValue'])}:${String(valueAt(record, 'mainInfo.rawOperationName'))}`,
		],
		...equality,
	),
	'activity.id': filter(at('_id'), 'eq'),
	'activity.impersonated': filter(at('impersonated'), 'eq'),
	'activity.type': filter((record) => [valueAt(record, 'eventRouting.adminEvent') === true], 'eq'),
	'activity.takenAction': filter(at('takenAction'), ...equality),
	'device.type': filter(at('userAgent.deviceType'), ...equality),
	'device.tags': filter(at('device.tags'), ...equality),
	'userAgent.userAgent': filter(at('device.userAgent'), 'contains', 'ncontains'),
	'userAgent.tags': filter(at('userAgent.tags'), ...equality),
	'location.country': filter(at('location.countryCode'), ...equality, ...presence),
	'location.organizations': filter(
		at('location.organizationSearchable'),
		...equality,
		...presence,
		'contains',
	),
	'ip.address': filter(at('device.clientIP'), ...strings, 'doesnotstartwith'),
	'ip.category': filter(at('location.category'), ...equality),
	'ip.tags': filter(at('device.ipTags'), ...equality),
	fileSelector: filter(objects('id'), ...equality),
	fileId: filter(objects('id'), 'eq'),
	fileLabels: filter(none, 'eq'),
	office365url: filter(at('rawDataJson.ObjectId'), 'eq', 'startswith', 'endswith'),
	text: filter(text, 'eq', 'startswithsingle', 'text'),
	date: filter(at('timestamp'), 'lte', 'gte', 'range', 'lte_ndays', 'gte_ndays'),
	created: filter(at('created'), 'lte', 'gte', 'range', 'gt', 'lt', 'eq'),
	policy: filter(at('policy'), ...equality, ...presence),
	source: filter(at('source'), ...equality),
	'activity.alertId': filter(at('adallom.alertMongoId'), 'eq'),
	activityObject: filter(objects('id'), ...equality),
	entity: filter(both(objects('id'), users), ...strings),
	'user.username': filter(users, ...strings),
	'user.tags': filter(at('user.userTags'), ...strings),
	'user.domain': filter(domains, ...equality, ...presence),
	_id: filter(at('_id'), 'lt'),
};

type Test = (values: readonly Scalar[], wanted: readonly JsonValue[]) => boolean;

const same = (value: Scalar, wanted: JsonValue): boolean =>
	String(value) === String(isObject(wanted) ? (wanted['id'] ?? '') : wanted);

const anyPair =
	(test: (value: string, wanted: string) => boolean): Test =>
	(values, wanted) =>
		values.some((value) => wanted.some((want) => test(String(value), String(want))));

const anyNumber =
	(test: (value: number, wanted: number) => boolean): Test =>
	(values, wanted) =>
		values.some((value) => wanted.some((want) => test(Number(value), Number(want))));

const not =
	(test: Test): Test =>
	(values, wanted) =>
		!test(values, wanted);

const equal: Test = (values, wanted) =>
	wanted.some((want) =>
		want === null ? values.length === 0 || values.includes(null) : values.some((value) => same(value, want)),
	);
const contains = anyPair((value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()));
const starts = anyPair((value, wanted) => value.startsWith(wanted));
const set: Test = (values) => values.some((value) => value !== null && value !== '');

/** General operators of api-introduction.md. Several values of one operator are alternatives. */
const tests: Readonly<Record<string, Test>> = {
	eq: equal,
	neq: not(equal),
	contains,
	ncontains: not(contains),
	text: contains,
	startswithsingle: contains,
	startswith: starts,
	doesnotstartwith: not(starts),
	endswith: anyPair((value, wanted) => value.endsWith(wanted)),
	isset: set,
	isnotset: not(set),
	gt: anyNumber((value, wanted) => value > wanted),
	gte: anyNumber((value, wanted) => value >= wanted),
	lt: anyNumber((value, wanted) => value < wanted),
	lte: anyNumber((value, wanted) => value <= wanted),
	range: (values, wanted) =>
		wanted.some((range) => {
			const [start, end] = [
				Number(valueAt(range, 'start') ?? -Infinity),
				Number(valueAt(range, 'end') ?? Infinity),
			];
			return values.some((value) => Number(value) >= start && Number(value) <= end);
		}),
};

export interface ReadFilters {
	readonly passes: (record: JsonObject) => boolean;
	/** The inclusive bounds that `date` and `created` put on their keys. */
	readonly bounds: Readonly<Record<'date' | 'created', Bounds>>;
	/** Are there conditions beyond `date`, `created` and `_id`? */
	readonly selective: boolean;
	/** The row after which a tie goes on. */
	readonly after: string | undefined;
}

export interface Bounds {
	readonly least: number;
	readonly most: number;
}

export interface FilterMode {
	readonly lenient: boolean;
	readonly calendarDays: boolean;
	readonly now: number;
}

/** The value that could not be used, for the 400. */
export interface Rejected {
	readonly invalid: string;
}

/** Reads the `filters` object: all must hold, also several operators in one. */
export function readFilters(filters: JsonObject, mode: FilterMode): ReadFilters | Rejected {
	const conditions: Array<(record: JsonObject) => boolean> = [];
	const bounds = {
		date: { least: -Infinity, most: Infinity },
		created: { least: -Infinity, most: Infinity },
	};
	for (const [name, asked] of Object.entries(filters)) {
		const known = filterTable[name];
		if (!known && mode.lenient) continue;
		if (!known) return { invalid: name };
		if (!isObject(asked)) return { invalid: name };
		for (const [operator, value] of Object.entries(asked)) {
			if (!known.operators.includes(operator)) return { invalid: `${name}.${operator}` };
			const wanted = isList(value) ? value : [value];
			if (name === '_id') continue;
			if (name === 'date' || name === 'created') {
				const narrowed = narrow(bounds[name], operator, wanted, mode);
				if (!narrowed) return { invalid: String(wanted[0]) };
				bounds[name] = narrowed;
				if (wanted.length < 2) continue;
			}
			const test = tests[operator];
			if (test) conditions.push((record) => test(known.values(record), wanted));
		}
	}
	const after = valueAt(filters['_id'], 'lt');
	return {
		passes: (record) => conditions.every((holds) => holds(record)),
		bounds,
		selective: conditions.length > 0,
		after: typeof after === 'string' ? after : undefined,
	};
}

/** Times are integer milliseconds; several values are alternatives. */
function narrow(
	bounds: Bounds,
	operator: string,
	wanted: readonly JsonValue[],
	mode: FilterMode,
): Bounds | undefined {
	const spans = wanted.map((value) => span(operator, value, mode));
	const least = Math.min(...spans.map(([start]) => start));
	const most = Math.max(...spans.map(([, end]) => end));
	if (Number.isNaN(least) || Number.isNaN(most)) return undefined;
	return { least: Math.max(bounds.least, least), most: Math.min(bounds.most, most) };
}

/** The instants one operator allows, both ends included. `_ndays` counts days back from now, or from midnight. */
function span(operator: string, wanted: JsonValue, mode: FilterMode): readonly [number, number] {
	if (operator === 'range') return [numberOf(valueAt(wanted, 'start')), numberOf(valueAt(wanted, 'end'))];
	const value = numberOf(wanted);
	const today = mode.calendarDays ? mode.now - (mode.now % DAY_MS) : mode.now;
	const daysAgo = today - value * DAY_MS;
	const spans: Readonly<Record<string, readonly [number, number]>> = {
		gte: [value, Infinity],
		gt: [value + 1, Infinity],
		lte: [-Infinity, value],
		lt: [-Infinity, value - 1],
		eq: [value, value],
		gte_ndays: [daysAgo, Infinity],
		lte_ndays: [-Infinity, daysAgo],
	};
	return spans[operator] ?? [Number.NaN, Number.NaN];
}

const numberOf = (value: JsonValue | undefined): number =>
	typeof value === 'number'
		? value
		: typeof value === 'string' && value.trim() !== ''
			? Number(value)
			: Number.NaN;
