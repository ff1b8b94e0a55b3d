import { isList, isObject, type JsonObject, type JsonValue } from './json';

type Check = (value: JsonValue) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isTime: Check = (value) => Number.isInteger(value);
const isTexts: Check = (value) => isList(value) && value.every(isText);
const level =
	(least: number, most: number): Check =>
	(value) =>
		Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** The statuses a fresh TheHive 5 knows, and the stage each belongs to. */
export const alertStatuses: readonly JsonObject[] = [
	{ value: 'New', stage: 'New' },
	{ value: 'Updated', stage: 'New' },
	{ value: 'InProgress', stage: 'InProgress' },
	{ value: 'Ignored', stage: 'Closed' },
	{ value: 'Duplicated', stage: 'Closed' },
	{ value: 'Imported', stage: 'Imported' },
];

export const stageOf = (status: JsonValue | undefined): JsonValue | undefined =>
	alertStatuses.find(({ value }) => value === status)?.['stage'];

export const observableTypes = ['domain', 'fqdn', 'hash', 'hostname', 'ip', 'mail', 'other', 'url'] as const;

const isObservable: Check = (value) =>
	isObject(value) &&
	observableTypes.some((type) => type === value['dataType']) &&
	isText(value['data'] ?? null);

type Fields = Readonly<Record<string, Check>>;

const textUpTo =
	(most: number): Check =>
	(value) =>
		typeof value === 'string' && value.length > 0 && value.length <= most;

/** How long each may be: https://docs.strangebee.com/thehive/api-docs/ under "Create alert". */
const identity: Fields = { type: textUpTo(32), source: textUpTo(64), sourceRef: textUpTo(128) };

const written: Fields = {
	...identity,
	title: textUpTo(512),
	description: isText,
	date: isTime,
	externalLink: isText,
	severity: level(1, 4),
	tags: isTexts,
	tlp: level(0, 4),
	pap: level(0, 3),
	customFields: isList,
	summary: isText,
	status: (value) => stageOf(value) !== undefined,
};

/** What may be said of an alert, and what must: TheHive-Project/TheHive4py `thehive4py/types/alert.py`. */
export interface Form {
	readonly required: readonly string[];
	readonly known: Fields;
}

export const creation: Form = {
	required: [...Object.keys(identity), 'title', 'description'],
	known: {
		...written,
		flag: isFlag,
		caseTemplate: isText,
		observables: (value) => isList(value) && value.every(isObservable),
	},
};

export const update: Form = {
	required: [],
	known: { ...written, follow: isFlag, lastSyncDate: isTime, addTags: isTexts, removeTags: isTexts },
};

/**
 * What is wrong with the fields, or nothing. TheHive takes no notice of fields that it does not know; here they are
 * refused, so that a misspelt one shows.
 */
export function problemWith(fields: JsonObject, { required, known }: Form): string | undefined {
	const missing = required
		.filter((name) => fields[name] === undefined)
		.map((name) => `Missing attribute ${name}`);
	const wrong = Object.entries(fields).flatMap(([name, value]) => {
		const check = known[name];
		if (!check) return [`Unknown attribute ${name}`];
		return check(value) ? [] : [`Invalid format for ${name}`];
	});
	const said = [...missing, ...wrong];
	return said.length === 0 ? undefined : said.map((text) => `[${text}]`).join('');
}
