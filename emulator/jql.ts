import type { Ticket } from './jira';
import { isList, isObject, jsonText, type JsonValue } from './json';

type TicketTest = (ticket: Ticket) => boolean;

const comparison = /^\s*(\w+)\s*(=|!=|~|>=|<=|>|<)\s*(?:"([^"]*)"|'([^']*)'|(\S+))\s*$/;

/**
 * Reads the part of JQL that looks a ticket up: comparisons joined by AND, any ORDER BY ignored. `undefined` when it
 * cannot be read. https://support.atlassian.com/jira-software-cloud/docs/use-advanced-search-with-jira-query-language-jql/
 */
export function readJql(jql: string): TicketTest | undefined {
	const [conditions = ''] = jql.split(/\border\s+by\b/i);
	if (conditions.trim() === '') return () => true;
	const tests = conditions.split(/\band\b/i).map(readComparison);
	return tests.includes(undefined) ? undefined : (ticket) => tests.every((test) => test?.(ticket));
}

function readComparison(text: string): TicketTest | undefined {
	const match = comparison.exec(text);
	const [, field, operator] = match ?? [];
	if (!match || !field || !operator) return undefined;
	const wanted = (match[3] ?? match[4] ?? match[5] ?? '').toLowerCase();
	return (ticket) => {
		const values = fieldTexts(ticket, field);
		switch (operator) {
			case '=':
				return values.includes(wanted);
			case '!=':
				return !values.includes(wanted);
			case '~':
				return values.some((value) => value.includes(wanted));
			case '>=':
				return values.some((value) => value >= wanted);
			case '<=':
				return values.some((value) => value <= wanted);
			case '>':
				return values.some((value) => value > wanted);
			default:
				return values.some((value) => value < wanted);
		}
	};
}

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
