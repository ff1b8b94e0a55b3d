/**
 * Turns the published field list of the Elastic Common Schema into one JSON Schema, from a checkout of it:
 *
 *     git clone --branch v9.4.0 https://github.com/elastic/ecs
 *     node test/vocabulary/resolveEcs.mjs ecs
 *
 * Every field by its name and type, lists where the field is one, and `event.type` as its category allows. Beside those there
 * may be nothing but what stands below a vendor's name.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { parse } from 'yaml';

/** @typedef {Record<string, any>} Json */

const NOTICE =
	'Resolved from https://github.com/elastic/ecs at tag v9.4.0, Copyright 2018-2021 Elasticsearch B.V., licensed under the Apache License 2.0: https://github.com/elastic/ecs/blob/v9.4.0/LICENSE.txt';

/** What stands below these is the vendor's own. */
const VENDORS = ['cisco', 'informatica', 'microsoft'];

/** The field sets that records of ours can have anything to do with; the others stay out of the file. */
const SETS = [
	...['base', 'ecs', 'event', 'cloud', 'destination', 'dns', 'file', 'group', 'host', 'http', 'network'],
	...[
		'observer',
		'organization',
		'related',
		'rule',
		'service',
		'source',
		'threat',
		'url',
		'user',
		'user_agent',
	],
];

const TEXT = { type: 'string' };
const WHOLE = { type: 'integer' };
const NUMBER = { type: 'number' };
const OBJECT = { type: 'object' };

/** @type {Record<string, Json>} */
const TYPES = {
	keyword: TEXT,
	constant_keyword: TEXT,
	wildcard: TEXT,
	text: TEXT,
	match_only_text: TEXT,
	long: WHOLE,
	integer: WHOLE,
	short: WHOLE,
	float: NUMBER,
	double: NUMBER,
	scaled_float: NUMBER,
	boolean: { type: 'boolean' },
	date: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z$' },
	ip: { type: 'string', pattern: '^[0-9A-Fa-f:.]+$' },
	geo_point: {
		type: 'object',
		required: ['lat', 'lon'],
		properties: { lat: NUMBER, lon: NUMBER },
		additionalProperties: false,
	},
	object: OBJECT,
	flattened: OBJECT,
	nested: OBJECT,
};

/** @param {Json} fields by their dotted names */
function resolve(fields) {
	/** @type {Json} */
	const root = { type: 'object', properties: {}, additionalProperties: false };
	const chosen = Object.entries(fields).filter(([name]) => {
		const [set, rest] = name.split('.', 1).concat(name.includes('.') ? ['nested'] : []);
		return SETS.includes(rest ? set : 'base');
	});
	for (const [name, { type, normalize = [], allowed_values: allowed }] of chosen) {
		const known = TYPES[type];
		if (!known) throw new Error(`${name} is of the unknown type ${type}.`);
		const one = allowed ? { ...known, enum: allowed.map((/** @type {Json} */ { name }) => name) } : known;
		put(root, name.split('.'), normalize.includes('array') ? { type: 'array', items: one } : one);
	}
	for (const vendor of VENDORS) root.properties[vendor] = OBJECT;
	const categories = fields['event.category'].allowed_values;
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		$id: 'ecs-9.4.0',
		$comment: NOTICE,
		...root,
		required: ['@timestamp', 'ecs', 'event'],
		allOf: categories.map((/** @type {Json} */ { name, expected_event_types: types }) => ({
			if: { properties: { event: { required: ['category'], properties: { category: { const: [name] } } } } },
			then: { properties: { event: { properties: { type: { items: { enum: types } } } } } },
		})),
	};
}

/**
 * @param {Json} schema
 * @param {readonly string[]} path
 * @param {Json} value
 */
function put(schema, [name, ...deeper], value) {
	const { properties } = schema;
	if (deeper.length === 0) {
		// A field that has fields of its own below it is an object, whatever else it may be.
		properties[name] ??= value;
		return;
	}
	if (properties[name]?.properties === undefined)
		properties[name] = { type: 'object', properties: {}, additionalProperties: false };
	put(properties[name], deeper, value);
}

const list = readFileSync(join(argv[2] ?? 'ecs', 'generated/ecs/ecs_flat.yml'), 'utf8');
const target = new URL('./ecs-9.4.0.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(resolve(parse(list)), null, '\t')}\n`);
