import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../collector/json';
import { complaints, mappers, vendors } from '../support/vocabularies';

/**
 * A file for each row of the mapping tables: a record, and what it becomes. Those that begin with `published` hold a record
 * as its `source` prints it. `GOLDEN=write npm test -- --selectProjects vocabulary` writes what they become anew; the
 * difference is read like code.
 */
const FOLDER = join(__dirname, 'golden');

interface Golden {
	/** Where the record is published; it is invented where this is missing. */
	readonly source?: string;
	readonly record: JsonObject;
	readonly ocsf: JsonObject;
	readonly ecs: JsonObject;
}

const rows = Object.entries(vendors).flatMap(([vendor, { vocabularies }]) =>
	readdirSync(join(FOLDER, vendor)).map((file) => ({ vendor, file, vocabularies })),
);

describe.each(rows)('$vendor/$file', ({ vendor, file, vocabularies }) => {
	const path = join(FOLDER, vendor, file);
	const golden = JSON.parse(readFileSync(path, 'utf8')) as Golden;
	const found = {
		...golden,
		ocsf: mappers.ocsf(vocabularies, golden.record).event,
		ecs: mappers.ecs(vocabularies, golden.record).event,
	};

	it('becomes what the file says', () => {
		if (process.env['GOLDEN'] === 'write') writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
		expect(JSON.parse(readFileSync(path, 'utf8'))).toStrictEqual(found);
	});

	it.each(['ocsf', 'ecs'] as const)('is valid %s', (vocabulary) => {
		expect(complaints(vocabulary, found[vocabulary])).toEqual([]);
	});
});

it('covers every vendor', () => {
	expect(Object.keys(vendors).map((vendor) => rows.some((row) => row.vendor === vendor))).toEqual(
		Object.keys(vendors).map(() => true),
	);
});
