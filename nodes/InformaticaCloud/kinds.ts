import type { JsonObject } from '../../collector/json';

/** The documentation says "User group" where entries say "Group". */
const CATEGORIES: Readonly<Record<string, string>> = { 'user group': 'group', 'user groups': 'group' };

const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export const eventOf = (record: JsonObject): string => word(record['actionEvent']).toUpperCase();

export function categoryOf(record: JsonObject): string {
	const spelled = word(record['actionCategory']).toLowerCase();
	return CATEGORIES[spelled] ?? spelled;
}
