import { textAt, type JsonObject } from '../../json';

export type Operator = '==' | '!=' | '>' | '>=' | '<=';

export interface Condition {
	readonly field: 'entryTime' | 'actionCategory' | 'actor' | 'objectName';
	readonly operator: Operator;
	readonly value: string;
}

const shape =
	/^\s*(entryTime|actionCategory|actor|objectName)\s*(==|!=|>=|<=|>)\s*(?:"([^"]*)"|'([^']*)')\s*/;
const separator = /^(?:;|and\s)/;

/**
 * Reads a `q`: conditions with `;` between (https://developer.informatica.com/tpn/v2.0/reference/security-log), or
 * ` and ` as one client writes (jonbowring/idmc-cli src/idmc_cli/api.py); both kinds of quotes, as the page's example
 * mixes them. A value ends at its own closing quote: what stands behind it must be a separator, or the whole is
 * refused. So a value that breaks out of its quotes is either a 400 or one condition more than the caller meant, and
 * both can be seen in the request log. Operators other than `==` and `!=` are for entryTime only.
 */
export function parseQuery(text: string): readonly Condition[] | undefined {
	const conditions: Condition[] = [];
	let rest = text;
	while (rest.trim() !== '' || conditions.length === 0) {
		const match = shape.exec(rest);
		const [whole, field, operator] = match ?? [];
		if (!match || whole === undefined || !isField(field) || !isOperator(operator)) return undefined;
		if (field !== 'entryTime' && operator !== '==' && operator !== '!=') return undefined;
		conditions.push({ field, operator, value: match[3] ?? match[4] ?? '' });
		rest = rest.slice(whole.length);
		const between = separator.exec(rest)?.[0];
		if (rest !== '' && between === undefined) return undefined;
		rest = rest.slice(between?.length ?? 0);
		if (between?.startsWith('and') && rest.trim() === '') return undefined;
	}
	return conditions;
}

const isField = (text: string | undefined): text is Condition['field'] =>
	text === 'entryTime' || text === 'actionCategory' || text === 'actor' || text === 'objectName';

const isOperator = (text: string | undefined): text is Operator =>
	text === '==' || text === '!=' || text === '>' || text === '>=' || text === '<=';

/** The four documented forms; `Z` may be a numeric offset. Anything else is `undefined`. */
export function readEntryTime(text: string): number | undefined {
	const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?)(Z|[+-]\d{2}:?\d{2})$/.exec(text);
	if (!match) return undefined;
	const [, clock = '', zone = 'Z'] = match;
	const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
	const time = Date.parse(clock + offset);
	return Number.isNaN(time) ? undefined : time;
}

/** What a `q` says about time: the range, and instants that are asked for or left out. */
export interface Range {
	readonly from: number | undefined;
	readonly to: number | undefined;
	readonly fromIsOpen: boolean;
	readonly only: readonly number[];
	readonly not: readonly number[];
}

/** `undefined` when a time cannot be read. */
export function readRange(conditions: readonly Condition[]): Range | undefined {
	let range: Range = { from: undefined, to: undefined, fromIsOpen: false, only: [], not: [] };
	for (const { field, operator, value } of conditions) {
		if (field !== 'entryTime') continue;
		const time = readEntryTime(value);
		if (time === undefined) return undefined;
		if (operator === '<=') range = { ...range, to: Math.min(time, range.to ?? time) };
		else if (operator === '==') range = { ...range, only: [...range.only, time] };
		else if (operator === '!=') range = { ...range, not: [...range.not, time] };
		else if (range.from === undefined || time >= range.from)
			range = { ...range, from: time, fromIsOpen: operator === '>' };
	}
	return range;
}

/** Do the conditions that are not about time hold? */
export function holds(conditions: readonly Condition[], record: JsonObject, ignoreCase: boolean): boolean {
	return conditions.every(({ field, operator, value }) => {
		if (field === 'entryTime') return true;
		const fold = (text: string): string =>
			ignoreCase && field !== 'actionCategory' ? text.toLowerCase() : text;
		const equal = fold(textAt(record, field)) === fold(value);
		return operator === '==' ? equal : !equal;
	});
}
