import { isArray, isObject, type JsonObject, type JsonValue } from '../../collector/json';
import { compact, type Draft } from '../compact';
import { Taking } from '../taking';
import { isoMoment } from '../times';

/** The version of the field reference that documents are written in: https://www.elastic.co/docs/reference/ecs */
export const ECS_VERSION = '9.4.0';

/** Stands for a time that the record does not tell: nobody takes it for a real one. */
const BEGINNING = '1970-01-01T00:00:00.000Z';

/** What a vendor's mapper makes of a record, before the fields that all documents have. */
export interface DocumentDraft {
	/** When it happened, ms; `undefined` where the record does not say. */
	readonly time: number | undefined;
	/** `event.category` and `event.type`, in pairs that ECS allows. */
	readonly category: readonly string[];
	readonly type: readonly string[];
	readonly event: Draft;
	readonly fields: Draft;
	/** Set when the vendor's word for what happened is in no table of ours. */
	readonly unknownKind?: string | undefined;
}

export type DocumentMapper = (take: Taking, record: JsonObject) => DocumentDraft;

/** Where the fields of one vendor stand that ECS has no name for: `cisco.umbrella`. */
export type Namespace = readonly [vendor: string, product: string];

export interface MappedDocument {
	readonly event: JsonObject;
	/** Where in the record the document's fields come from. */
	readonly paths: readonly string[];
	readonly unknownKind?: string | undefined;
}

/**
 * A record as a document of the Elastic Common Schema. What ECS has no field for stands below the vendor's namespace, so that
 * nothing is lost.
 *
 * @param id what the record is known by for good
 */
export function toDocument(
	record: JsonObject,
	mapper: DocumentMapper,
	[vendor, product]: Namespace,
	id: string,
	raw?: string,
): MappedDocument {
	const take = new Taking(record);
	const { time, category, type, event, fields, unknownKind } = mapper(take, record);
	const known = compact(fields) ?? {};
	const document = compact({
		'@timestamp': isoMoment(time) ?? BEGINNING,
		ecs: { version: ECS_VERSION },
		event: { id, kind: 'event', category, type, ...event, original: raw },
		...known,
		related: relatedIn(known),
	});
	const rest = take.rest();
	const own = rest === undefined ? {} : { [vendor]: { [product]: rest } };
	return {
		event: { ...document, ...own },
		get paths() {
			return take.paths;
		},
		unknownKind,
	};
}

/** The fields whose values others look for, whichever field they stand in. */
const RELATED = {
	ip: [
		['source', 'ip'],
		['source', 'nat', 'ip'],
		['destination', 'ip'],
	],
	user: [
		['user', 'name'],
		['user', 'email'],
		['user', 'target', 'name'],
	],
	hosts: [
		['host', 'name'],
		['dns', 'question', 'name'],
		['url', 'domain'],
	],
} as const;

function relatedIn(fields: JsonObject): Draft {
	const of = (paths: readonly (readonly string[])[]): readonly string[] | undefined => {
		const found = paths.map((path) => valueAt(fields, path)).filter((value) => typeof value === 'string');
		return found.length > 0 ? [...new Set(found)] : undefined;
	};
	return { ip: of(RELATED.ip), user: of(RELATED.user), hosts: of(RELATED.hosts) };
}

const valueAt = (fields: JsonObject, path: readonly string[]): JsonValue | undefined =>
	path.reduce<JsonValue | undefined>(
		(value, member) => (isObject(value) && !isArray(value) ? value[member] : undefined),
		fields,
	);
