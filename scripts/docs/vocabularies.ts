import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../collector/json';
import type { Vocabularies } from '../../nodes/shared/run/format';
import { toDocument } from '../../vocabulary/ecs/event';
import { toEvent } from '../../vocabulary/ocsf/event';
import { code, codes, table } from './markdown';
import { ROOT } from './pages';

const GOLDEN = join(ROOT, 'test', 'vocabulary', 'golden');

interface Row {
	readonly name: string;
	readonly ocsf: { readonly event: JsonObject; readonly paths: readonly string[] };
	readonly ecs: { readonly event: JsonObject; readonly paths: readonly string[] };
	readonly record: JsonObject;
}

/** What the golden records of a vendor become. */
function rowsOf(vendor: string, { ocsf, ecs, namespace }: Vocabularies): readonly Row[] {
	return readdirSync(join(GOLDEN, vendor)).map((file) => {
		const { record } = JSON.parse(readFileSync(join(GOLDEN, vendor, file), 'utf8')) as { record: JsonObject };
		return {
			name: file.replace(/\.json$/, '').replaceAll('-', ' '),
			record,
			ocsf: toEvent(record, ocsf, 'id'),
			ecs: toDocument(record, ecs, namespace, 'id'),
		};
	});
}

/** Which class and which category each kind of record becomes. */
export const kinds = (vendor: string, vocabularies: Vocabularies): string =>
	table(
		['Record', 'OCSF class', '`type_uid`', 'ECS `event.category`', '`event.type`', '`event.action`'],
		rowsOf(vendor, vocabularies).map(({ name, ocsf, ecs }) => {
			const event = ecs.event['event'] as Readonly<Record<string, unknown>>;
			return [
				name,
				String(ocsf.event['class_name']),
				code(String(ocsf.event['type_uid'])),
				codes(listOf(event['category'])),
				codes(listOf(event['type'])),
				event['action'] === undefined ? '–' : code(String(event['action'])),
			];
		}),
	);

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Where each member of the record goes. */
export function fields(vendor: string, vocabularies: Vocabularies): string {
	const rows = rowsOf(vendor, vocabularies);
	const paths = [...new Set(rows.flatMap(({ ocsf, ecs }) => [...ocsf.paths, ...ecs.paths]))].sort();
	return table(
		['Record', 'OCSF', 'ECS'],
		paths.map((path) => [code(path), places(rows, path, 'ocsf'), places(rows, path, 'ecs')]),
	);
}

function places(rows: readonly Row[], path: string, vocabulary: 'ocsf' | 'ecs'): string {
	const taken = rows.filter((row) => row[vocabulary].paths.includes(path));
	if (taken.length === 0) return 'kept beside';
	const found = taken.flatMap(({ record, [vocabulary]: { event } }) => {
		const value = valueAt(record, path);
		return leaves(event)
			.filter(([name, leaf]) => !SET_ASIDE.test(name) && String(leaf) === String(value))
			.map(([name]) => name);
	});
	return found.length > 0 ? codes([...new Set(found)]) : 'in another form';
}

/** What is there whatever the record says, and what was left over. */
const SET_ASIDE =
	/^(?:unmapped|cisco|informatica|microsoft|related)\.|^(?:activity_id|severity_id|status_id|type_uid)$|(?:type|direction)_id$/;

const valueAt = (record: JsonObject, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>(
			(value, member) => (value as Readonly<Record<string, unknown>> | undefined)?.[member],
			record,
		);

function leaves(
	value: JsonValue | undefined,
	name = '',
): readonly (readonly [name: string, leaf: unknown])[] {
	if (typeof value !== 'object' || value === null) return [[name, value]];
	const isList = Array.isArray(value);
	return Object.entries(value).flatMap(([member, one]) =>
		leaves(one as JsonValue, isList ? `${name}[]` : name === '' ? member : `${name}.${member}`),
	);
}
