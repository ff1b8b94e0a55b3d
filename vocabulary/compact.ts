import type { JsonObject, JsonValue } from '../collector/json';

/** What a mapper writes: members that are `undefined` are left out. */
export interface Draft {
	readonly [member: string]: JsonValue | Draft | readonly Draft[] | undefined;
}

/** The members that say something; `undefined` when none does. Objects that say nothing are left out as well. */
export function compact(draft: Draft): JsonObject | undefined {
	const members: Record<string, JsonValue> = {};
	let saysSomething = false;
	for (const member of Object.keys(draft)) {
		const value = draft[member];
		const kept = isDraft(value) ? compact(value) : (value as JsonValue | undefined);
		if (kept === undefined) continue;
		members[member] = kept;
		saysSomething = true;
	}
	return saysSomething ? members : undefined;
}

const isDraft = (value: Draft[string]): value is Draft =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entity that can be told from others; `undefined` for one that has neither a name nor an identifier. */
export const named = (entity: Draft): Draft | undefined =>
	entity['name'] === undefined && entity['uid'] === undefined ? undefined : entity;
