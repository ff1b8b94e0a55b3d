import type { Ticket } from './jira';
import { isList, isObject, jsonText, type JsonValue } from './json';

type TicketTest = (ticket: Ticket) => boolean;

export interface Jql {
	readonly test: TicketTest;
	/** Whether it restricts the search at all. */
	readonly isBounded: boolean;
}

type Compare = (value: string, wanted: string) => boolean;

const equal: Compare = (value, wanted) => value === wanted;

const operators: Readonly<Record<string, Compare>> = {
	'~': (value, wanted) => value.includes(wanted),
	'>=': (value, wanted) => value >= wanted,
	'<=': (value, wanted) => value <= wanted,
	'>': (value, wanted) => value > wanted,
	'<': (value, wanted) => value < wanted,
};

const text = String.raw`(?:"[^"]*"|'[^']*'|[^\s"'(),]+)`;
const list = String.raw`\(\s*${text}(?:\s*,\s*${text})*\s*\)`;
const clause = String.raw`(\w+)\s*(?:(=|!=|~|>=|<=|>|<)\s*(${text})|\b((?:not\s+)?in)\s*(${list}))`;
const clauses = String.raw`${clause}(?:\s+and\s+${clause})*`;
const query = new RegExp(String.raw`^\s*(?:${clauses})?\s*(?:\border\s+by\s.*)?$`, 'i');

/**
 * Reads the part of JQL that looks a ticket up: comparisons and lists joined by AND, any ORDER BY ignored. `undefined`
 * when it cannot be read. https://support.atlassian.com/jira-software-cloud/docs/use-advanced-search-with-jira-query-language-jql/
 */
export function readJql(jql: string): Jql | undefined {
	if (!query.test(jql)) return undefined;
	const tests = [...jql.matchAll(new RegExp(clause, 'gi'))].map(toTest);
	return { test: (ticket) => tests.every((test) => test(ticket)), isBounded: tests.length > 0 };
}

function toTest([
	,
	field = '',
	operator,
	value = '',
	membership,
	members = '',
]: RegExpMatchArray): TicketTest {
	const wanted = (membership ? (members.match(new RegExp(text, 'g')) ?? []) : [value]).map(bare);
	const isNegated = operator === '!=' || /^not/i.test(membership ?? '');
	const compare = operators[operator ?? '='] ?? equal;
	return (ticket) => {
		const values = fieldTexts(ticket, field);
		return values.some((each) => wanted.some((want) => compare(each, want))) !== isNegated;
	};
}

const bare = (quoted: string): string => quoted.replace(/^(["'])(.*)\1$/s, '$2').toLowerCase();

/** All a field can be called by, in lower case. `text` is summary and description together. */
function fieldTexts(ticket: Ticket, field: string): readonly string[] {
	const name = field.toLowerCase();
	if (name === 'key' || name === 'id' || name === 'issuekey') return [ticket.key.toLowerCase(), ticket.id];
	if (name === 'text') return ['summary', 'description'].flatMap((part) => texts(ticket.fields[part]));
	return texts(ticket.fields[name]);
}

function texts(value: JsonValue | undefined): readonly string[] {
	if (value === undefined || value === null) return [];
	if (isList(value)) return value.flatMap(texts);
	if (!isObject(value)) return [String(value).toLowerCase()];
	const called = ['id', 'key', 'name', 'accountId'].flatMap((name) => texts(value[name]));
	return called.length > 0 ? called : [jsonText(value).toLowerCase()];
}
