import { asText, type JsonObject } from '../../collector/json';
import { rowOf } from '../../vocabulary/table';

/** The documentation says "User group" where entries say "Group". */
const CATEGORIES: Readonly<Record<string, string>> = { 'user group': 'group', 'user groups': 'group' };

export const eventOf = (record: JsonObject): string => asText(record['actionEvent']).trim().toUpperCase();

export function categoryOf(record: JsonObject): string {
	const spelled = asText(record['actionCategory']).trim().toLowerCase();
	return rowOf(CATEGORIES, spelled) ?? spelled;
}
