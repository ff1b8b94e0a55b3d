import { isArray, isObject, type JsonObject } from './json';

/**
 * Some members of a record, written so that nothing else about the record shows: by name in the order given, numbers and
 * texts alike, lists by what they hold whatever its order, and what is empty like what is absent.
 *
 * @param members names, with a dot between for what lies within an object: `rule.id`; in a list, of each of its objects
 * @returns `undefined` when none of them says anything
 */
export function factsOf(record: JsonObject, members: readonly string[]): JsonObject | undefined {
	const facts = members.flatMap((member): ReadonlyArray<readonly [string, string]> => {
		const said = [...new Set(sayings(record, member.split('.')))].sort();
		return said.length === 0 ? [] : [[member, said.length === 1 ? (said[0] ?? '') : JSON.stringify(said)]];
	});
	return facts.length === 0 ? undefined : Object.fromEntries(facts);
}

function sayings(value: unknown, [member, ...further]: readonly string[]): readonly string[] {
	// A list within a list is left out: no record has one there, and a deep one would take all of the stack.
	if (isArray(value))
		return value
			.filter((one) => !isArray(one))
			.flatMap((one) => sayings(one, member === undefined ? [] : [member, ...further]));
	if (member !== undefined)
		return isObject(value) && Object.hasOwn(value, member) ? sayings(value[member], further) : [];
	return value === null || value === undefined || value === '' || isObject(value) ? [] : [String(value)];
}
