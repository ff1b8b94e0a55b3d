import type { JsonObject, JsonValue } from './json';
import { mix } from './random';

/** Members that say what is thought of an event or how somebody is called, and nothing of what happened. */
const JUDGED = ['categories', 'policycategories'];

/**
 * A third of the records, another one with every request, as a vendor shows them that has meanwhile renamed a device,
 * marked it as deleted, judged a domain anew, learnt to tell more, and writes its members in another order.
 */
export function relabelled(record: JsonObject, ordinal: number, request: number): JsonObject {
	if (mix(ordinal, request, 5) % 3 > 0) return record;
	const told = Object.entries(record).map(([name, value]): [string, JsonValue] => [
		name,
		anew(name, value, request),
	]);
	return Object.fromEntries([['reviewed', { by: 'inventory', round: request }], ...told.reverse()]);
}

function anew(name: string, value: JsonValue, request: number): JsonValue {
	if (name === 'originLabel') return `${String(value)} (${request})`;
	if (name === 'originType') return `Group ${request}`;
	if (JUDGED.includes(name) && Array.isArray(value))
		return [...value.map(renamed), ...value.slice(0, 1).map(renamed)];
	if (name !== 'identities' || !Array.isArray(value)) return value;
	const identities = (value as readonly JsonObject[]).map((identity) => ({
		...identity,
		label: `renamed ${request}`,
		deleted: request % 2 === 0,
	}));
	return identities.reverse();
}

/** A category under another name; what kind it is of stays, as Cisco's own lists keep it. */
const renamed = (category: JsonValue): JsonValue =>
	typeof category === 'object' && category !== null
		? { ...category, label: 'Judged anew' }
		: `${String(category)}, judged anew`;
