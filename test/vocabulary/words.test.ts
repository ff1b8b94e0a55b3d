import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../collector/json';
import { complaints, mappers, vendors } from '../support/vocabularies';

/** Words that every object knows, so that a table which is not asked with care answers with something of its own. */
const WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

const FOLDER = join(__dirname, 'golden');

type Path = readonly string[];

const leavesOf = (value: JsonValue | undefined, path: Path = []): readonly Path[] =>
	typeof value === 'object' && value !== null
		? Object.keys(value).flatMap((name) => leavesOf((value as JsonObject)[name], [...path, name]))
		: [path];

/** The record with another value at one of its leaves. */
function withLeaf(record: JsonObject, path: Path, value: JsonValue): JsonObject {
	const copy = structuredClone(record) as Record<string, unknown>;
	let holder = copy;
	for (const name of path.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
	holder[path.at(-1) ?? ''] = value;
	return copy as JsonObject;
}

const rows = Object.entries(vendors).flatMap(([vendor, { vocabularies }]) =>
	readdirSync(join(FOLDER, vendor)).map((file) => {
		const { record } = JSON.parse(readFileSync(join(FOLDER, vendor, file), 'utf8')) as { record: JsonObject };
		return { vendor, file, vocabularies, record };
	}),
);

describe.each(rows)('$vendor/$file', ({ vocabularies, record }) => {
	describe.each(['ocsf', 'ecs'] as const)('as %s', (vocabulary) => {
		it.each(WORDS)('keeps the word %s wherever it stands', (word) => {
			const lost = leavesOf(record).filter((path) => {
				const { event } = mappers[vocabulary](vocabularies, withLeaf(record, path, word));
				expect(complaints(vocabulary, event)).toEqual([]);
				return !JSON.stringify(event).toLowerCase().includes(word.toLowerCase());
			});
			expect(lost).toEqual([]);
		});

		it('makes no text of what cannot become one', () => {
			for (const path of leavesOf(record))
				for (const value of [{ toString: null, valueOf: null }, [{ toString: 1 }]] as unknown as JsonValue[])
					expect(
						complaints(vocabulary, mappers[vocabulary](vocabularies, withLeaf(record, path, value)).event),
					).toEqual([]);
		});
	});
});
