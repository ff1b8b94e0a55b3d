import { isObject, type JsonObject, type JsonValue } from '../../collector/json';
import { add, type Draft, type Members } from '../compact';
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
	const about: Members = { id, kind: 'event', category, type };
	add(about, event);
	if (raw !== undefined) about['original'] = raw;
	const document: Members = {
		'@timestamp': isoMoment(time) ?? BEGINNING,
		ecs: { version: ECS_VERSION },
		event: about,
	};
	add(document, fields);
	const related = relatedIn(document);
	if (related !== undefined) document['related'] = related;
	const rest = take.rest();
	if (rest !== undefined) document[vendor] = { [product]: rest };
	return {
		event: document,
		get paths() {
			return take.paths;
		},
		unknownKind,
	};
}

/** The fields whose values others look for, whichever field they stand in. */
const RELATED: Readonly<Record<string, readonly (readonly string[])[]>> = {
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
};

function relatedIn(document: JsonObject): JsonObject | undefined {
	let related: Members | undefined;
	for (const kind of Object.keys(RELATED)) {
		const values = textsAt(document, RELATED[kind] ?? []);
		if (values.length > 0) (related ??= {})[kind] = values;
	}
	return related;
}

function textsAt(document: JsonObject, paths: readonly (readonly string[])[]): readonly string[] {
	const texts: string[] = [];
	for (const path of paths) {
		const value = valueAt(document, path);
		if (typeof value === 'string' && !texts.includes(value)) texts.push(value);
	}
	return texts;
}

function valueAt(document: JsonObject, path: readonly string[]): JsonValue | undefined {
	let value: JsonValue | undefined = document;
	for (const member of path) value = isObject(value) ? value[member] : undefined;
	return value;
}
