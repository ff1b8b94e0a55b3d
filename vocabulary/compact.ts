import type { JsonObject, JsonValue } from '../collector/json';

/** What a mapper writes: members that are `undefined` are left out. */
export interface Draft {
	readonly [member: string]: JsonValue | Draft | readonly Draft[] | undefined;
}

/** Members that are being written, one after the other. */
export type Members = Record<string, JsonValue>;

/** The members that say something; `undefined` when none does. Objects that say nothing are left out as well. */
export function compact(draft: Draft): JsonObject | undefined {
	let members: Members | undefined;
	for (const member of Object.keys(draft)) {
		const value = said(draft[member]);
		if (value !== undefined) (members ??= {})[member] = value;
	}
	return members;
}

/** The same, beside the members that are there already. */
export function add(members: Members, draft: Draft): void {
	for (const member of Object.keys(draft)) {
		const value = said(draft[member]);
		if (value !== undefined) members[member] = value;
	}
}

const said = (value: Draft[string]): JsonValue | undefined =>
	isDraft(value) ? compact(value) : (value as JsonValue | undefined);

const isDraft = (value: Draft[string]): value is Draft =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entity that can be told from others; `undefined` for one that has neither a name nor an identifier. */
export const named = (entity: Draft): Draft | undefined =>
	entity['name'] === undefined && entity['uid'] === undefined ? undefined : entity;
