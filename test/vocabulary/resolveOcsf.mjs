/**
 * Resolves the OCSF classes that records are mapped to into one JSON Schema, from a checkout of the public schema:
 *
 *     git clone --branch 1.8.0 https://github.com/ocsf/ocsf-schema
 *     node test/vocabulary/resolveOcsf.mjs ocsf-schema
 *
 * What the metaschema of OCSF says in its own words becomes JSON Schema: inheritance (`extends`), included profiles,
 * enumerations, requirements, and the constraints `at_least_one` and `just_one`, which are inherited too. Attributes of a
 * profile are allowed where `metadata.profiles` names it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argv } from 'node:process';

/** @typedef {Record<string, any>} Json */

const CLASSES = [
	'base_event',
	'detection_finding',
	'account_change',
	'authentication',
	'entity_management',
	'group_management',
	'network_activity',
	'http_activity',
	'dns_activity',
	'web_resources_activity',
	'api_activity',
	'file_hosting',
];

const NOTICE =
	'Resolved from https://github.com/ocsf/ocsf-schema at tag 1.8.0, Copyright OCSF a Series of LF Projects, LLC, licensed under the Apache License 2.0: https://github.com/ocsf/ocsf-schema/blob/1.8.0/LICENSE';

/** @param {string} root of the checkout */
function resolve(root) {
	/** @type {(path: string) => Json} */
	const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
	const dictionary = read('dictionary.json');
	const categories = read('categories.json').attributes;
	const events = named(root, 'events', read);
	const objects = named(root, 'objects', read);
	/** @type {Json} */
	const definitions = {};

	/** What an entity and its ancestors say, the oldest first. */
	const lineage = (/** @type {Record<string, Json>} */ all, /** @type {string} */ name) => {
		const found = all[name];
		if (!found) throw new Error(`${name} is not in the schema.`);
		return [...(found.extends ? lineage(all, found.extends) : []), found];
	};

	/** The attributes of a file, those of the files it includes before its own. */
	const attributesOf = (/** @type {Json} */ file) => {
		const { $include = [], ...own } = file.attributes ?? {};
		const included = $include.map((/** @type {string} */ path) => {
			const { attributes, meta, name } = read(path);
			const profile = meta === 'profile' ? { profile: name } : {};
			return Object.fromEntries(
				Object.entries(attributes).map(([key, value]) => [key, { ...profile, ...value }]),
			);
		});
		return [...included, own].reduce(merge, {});
	};

	const typeOf = (/** @type {string} */ type) => {
		const known = dictionary.types.attributes[type];
		if (!known) {
			define(type);
			return { $ref: `#/definitions/${type}` };
		}
		return primitive(type, known);
	};

	const property = (/** @type {string} */ name, /** @type {Json} */ attribute) => {
		const entry = dictionary.attributes[name];
		if (!entry) throw new Error(`${name} is not in the dictionary.`);
		const { type, is_array: isArray, enum: choices } = merge({ x: entry }, { x: attribute }).x;
		const one = choices ? { ...typeOf(type), enum: valuesOf(type, choices) } : typeOf(type);
		return isArray ? { type: 'array', items: one } : one;
	};

	const schemaOf = (
		/** @type {Json[]} */ files,
		/** @type {Json[]} */ constraints,
		/** @type {Json} */ fixed = {},
	) => {
		const attributes = files.map(attributesOf).reduce(merge, {});
		const isEvent = 'class_uid' in attributes;
		// Whether an object may have what a profile brings cannot be seen in the object: nothing of ours needs it.
		const kept = Object.entries(attributes).filter(
			([, { requirement, profile }]) => requirement !== undefined && (isEvent || !profile),
		);
		const rules = [...constraints.flatMap(rulesOf), ...profilesOf(kept)];
		const properties = Object.fromEntries(kept.map(([name, value]) => [name, property(name, value)]));
		const required = kept.filter(([, { requirement, profile }]) => requirement === 'required' && !profile);
		return {
			type: 'object',
			properties: { ...properties, ...fixed },
			required: required.map(([name]) => name),
			additionalProperties: false,
			...(rules.length > 0 ? { allOf: rules } : {}),
		};
	};

	function define(/** @type {string} */ name) {
		if (definitions[name]) return;
		definitions[name] = {};
		const files = lineage(objects, name);
		// An object's own rule replaces that of its ancestors; an event must keep both.
		const own = files.reduce((kept, { constraints }) => ({ ...kept, ...constraints }), {});
		definitions[name] = name === 'object' ? { type: 'object' } : schemaOf(files, [own]);
	}

	const classes = CLASSES.map((name) => {
		const files = lineage(events, name);
		const category = files.reduce((found, { category }) => category ?? found, 'other');
		const categoryUid = categories[category]?.uid ?? 0;
		const classUid = categoryUid * 1_000 + (files.at(-1)?.uid ?? 0);
		const activities = Object.keys(files.map(attributesOf).reduce(merge, {}).activity_id.enum).map(Number);
		return {
			...schemaOf(
				files,
				files.map(({ constraints = {} }) => constraints),
				{
					category_uid: { const: categoryUid },
					class_uid: { const: classUid },
					type_uid: { enum: activities.map((activity) => classUid * 100 + activity) },
				},
			),
			$comment: name,
		};
	});
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		$id: 'ocsf-1.8.0',
		$comment: NOTICE,
		type: 'object',
		required: ['class_uid'],
		allOf: classes.map((schema) => ({
			if: { properties: { class_uid: schema.properties.class_uid } },
			then: schema,
		})),
		properties: { class_uid: { enum: classes.map(({ properties }) => properties.class_uid.const) } },
		definitions,
	};
}

/** @returns {Record<string, Json>} the files below a folder by the name they give themselves */
function named(
	/** @type {string} */ root,
	/** @type {string} */ folder,
	/** @type {(path: string) => Json} */ read,
) {
	const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	return Object.fromEntries(
		files
			.filter((file) => file.endsWith('.json'))
			.map((file) => {
				const content = read(join(folder, file));
				return [content.name ?? basename(file, '.json'), content];
			}),
	);
}

/** The later one wins, member by member; enumerations grow. */
function merge(/** @type {Json} */ earlier, /** @type {Json} */ later) {
	const merged = Object.entries(later).map(([name, value]) => {
		const before = earlier[name];
		const both = { ...before, ...value };
		return [name, before?.enum && value?.enum ? { ...both, enum: { ...before.enum, ...value.enum } } : both];
	});
	return { ...earlier, ...Object.fromEntries(merged) };
}

/** @returns {Json} */
function primitive(
	/** @type {string} */ name,
	/** @type {Json} */ { type = name, regex, max_len: maxLength, range },
) {
	const base = { boolean_t: 'boolean', float_t: 'number', integer_t: 'integer', long_t: 'integer' }[type];
	if (name === 'json_t') return {};
	if (base) return { type: base, ...(range ? { minimum: range[0], maximum: range[1] } : {}) };
	return {
		type: 'string',
		...(regex ? { pattern: regex } : {}),
		...(maxLength ? { maxLength } : {}),
	};
}

const valuesOf = (/** @type {string} */ type, /** @type {Json} */ choices) =>
	Object.keys(choices).map((key) => (type === 'integer_t' || type === 'long_t' ? Number(key) : key));

/** @returns {Json[]} */
const rulesOf = (/** @type {Json} */ constraints) =>
	Object.entries(constraints).map(([rule, names]) => ({
		[rule === 'just_one' ? 'oneOf' : 'anyOf']: names.map((/** @type {string} */ name) => ({
			required: [name],
		})),
	}));

/** An attribute that only a profile brings shows that the profile is applied, and the event must say so. */
const profilesOf = (/** @type {[string, Json][]} */ attributes) =>
	[...new Set(attributes.map(([, { profile }]) => profile).filter(Boolean))].map((profile) => ({
		if: {
			anyOf: attributes
				.filter(([, value]) => value.profile === profile)
				.map(([name]) => ({ required: [name] })),
		},
		then: {
			properties: {
				metadata: { required: ['profiles'], properties: { profiles: { contains: { const: profile } } } },
			},
		},
	}));

const target = new URL('./ocsf-1.8.0.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(resolve(argv[2] ?? 'ocsf-schema'), null, '\t')}\n`);
