import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, type JsonValue, startEmulator } from '../../emulator';

interface Schema {
	readonly type: string;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

const nodes = join(__dirname, '../../nodes');
const folder = (vendor: string): string => join(nodes, vendor, '__schema__/v1.0.0');
const read = (path: string): Schema => JSON.parse(readFileSync(path, 'utf8')) as Schema;

let emulator: Emulator;
beforeAll(async () => {
	const switches = { cloudlock: { locationNumbers: 'number' } } as const;
	emulator = await startEmulator({ switches, records: { defender: 400 } });
});
afterAll(async () => {
	await emulator.close();
});

const typeOf = (value: JsonValue | bigint): string =>
	value === null
		? 'null'
		: Array.isArray(value)
			? 'array'
			: typeof value === 'bigint'
				? 'number'
				: typeof value;

/** Paths at which a record holds something else than the schema promises; absent, null and further fields are fine. */
function broken(schema: Schema, value: JsonValue | bigint | undefined, path = ''): readonly string[] {
	if (value === undefined || value === null || schema.type === 'null') return [];
	const expected = schema.type === 'integer' ? 'number' : schema.type;
	if (typeOf(value) !== expected) return [`${path} is ${typeOf(value)}, not ${expected}`];
	if (Array.isArray(value))
		return value.flatMap((item: JsonValue) => (schema.items ? broken(schema.items, item, `${path}[]`) : []));
	if (typeof value !== 'object') return [];
	const members = value as Readonly<Record<string, JsonValue>>;
	return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
		broken(inner, members[name], `${path}.${name}`),
	);
}

const rows = [
	['CiscoUmbrella', 'securityActivity', 'ciscoUmbrella.securityActivity', ['getAll', 'scan']],
	['CiscoUmbrella', 'activity', 'ciscoUmbrella.activity', ['getAll', 'scan']],
	['CiscoCloudlock', 'activity', 'ciscoCloudlock.activity', ['get', 'getAll', 'scan']],
	['InformaticaCloud', 'securityLog', 'informaticaCloud.securityLog', ['getAll', 'scan']],
	[
		'MicrosoftDefenderCloudApps',
		'activity',
		'microsoftDefenderCloudApps.activity',
		['get', 'getAll', 'scan'],
	],
] as const;

test.each(rows)(
	'%s %s: each operation and the trigger have a sample schema that the records of the vendor keep',
	(vendor, resource, source, operations) => {
		const files = readdirSync(join(folder(vendor), resource));
		expect(files.sort()).toEqual(operations.map((operation) => `${operation}.json`));
		// The trigger has no operation, so n8n looks for the resource alone (n8n-core `output-schema-resolver.js`).
		const paths = [...files.map((file) => join(resource, file)), `${resource}.json`];
		const schemas = paths.map((path) => read(join(folder(vendor), path)));
		for (const schema of schemas) expect(schema).toEqual(schemas[0]);
		const records = emulator.records(source).slice(0, 400);
		expect(records.length).toBeGreaterThan(20);
		const [schema] = schemas;
		const problems = new Set(
			records.flatMap((record) => (schema ? broken(schema, record as never) : ['no schema'])),
		);
		expect([...problems]).toEqual([]);
	},
);

const everyVendor = ['SIEM', 'SOC', 'security events', 'log collection'];

/** What people type who do not know the name of the node. */
const words = [
	['CiscoUmbrella', ['Umbrella', 'OpenDNS', 'Secure Access', 'DNS', 'SWG', 'firewall logs']],
	['CiscoCloudlock', ['Cloudlock', 'CASB', 'UEBA', 'audit', 'audit log']],
	['InformaticaCloud', ['Informatica', 'IICS', 'IDMC', 'audit', 'audit log']],
	[
		'MicrosoftDefenderCloudApps',
		['MCAS', 'MDCA', 'CASB', 'Microsoft Cloud App Security', 'UEBA', 'audit', 'audit log'],
	],
] as const;

test.each(words.flatMap(([vendor, own]) => ['', 'Trigger'].map((kind) => [vendor, kind, own] as const)))(
	'%s%s is found in the node list by its words',
	(vendor, kind, own) => {
		const codex = JSON.parse(readFileSync(join(nodes, vendor, `${vendor}${kind}.node.json`), 'utf8')) as {
			node: string;
			alias: string[];
			resources: Record<string, Array<{ url: string }>>;
		};
		const name = `${vendor[0]?.toLowerCase()}${vendor.slice(1)}${kind}`;
		expect(codex.node).toBe(`n8n-nodes-security-activity.${name}`);
		expect(codex.alias).toEqual(expect.arrayContaining([...everyVendor, ...own]));
		expect(codex.alias).toEqual([...new Set(codex.alias)]);
		const links = Object.values(codex.resources).flat();
		expect(links.length).toBeGreaterThan(1);
		for (const { url } of links) expect(new URL(url).protocol).toBe('https:');
	},
);

const icons = ['ciscoUmbrella', 'ciscoCloudlock', 'informaticaCloud', 'microsoftDefenderCloudApps'];

test.each(icons)('%s has an icon for light and one for dark', (name) => {
	const [light, dark] = ['', '.dark'].map((theme) => join(nodes, '../icons', `${name}${theme}.svg`));
	expect([light, dark].map((path) => existsSync(path ?? ''))).toEqual([true, true]);
	expect(readFileSync(light ?? '', 'utf8')).not.toBe(readFileSync(dark ?? '', 'utf8'));
});
