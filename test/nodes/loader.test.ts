import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type INodeParameters, type INodeTypeDescription, NodeHelpers, Workflow } from 'n8n-workflow';
import { builtPackage } from '../support/builtNodes';
import type { NodeName } from '../support/runNode';
import { workflowOf } from '../support/workflow';

const ROOT = resolve(__dirname, '../..');

interface Manifest {
	readonly name: string;
	readonly license: string;
	readonly dependencies?: unknown;
	readonly peerDependencies: Readonly<Record<string, string>>;
	readonly files: readonly string[];
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

const NODES: Readonly<Record<NodeName, readonly string[]>> = {
	ciscoUmbrella: ['ciscoUmbrellaReportingApi', 'ciscoUmbrellaLegacyApi'],
	ciscoCloudlock: ['ciscoCloudlockApi'],
	informaticaCloud: ['informaticaCloudApi'],
	microsoftDefenderCloudApps: ['microsoftDefenderCloudAppsApi', 'microsoftDefenderCloudAppsOAuth2Api'],
};
const names = Object.keys(NODES) as readonly NodeName[];
const triggers = names.map((name) => `${name}Trigger` as const);
const credentials = Object.values(NODES).flat();

/** Icons as the loader hands them to the editor: addresses below the package's own folder. */
function iconFiles(iconUrl: unknown): readonly string[] {
	const { light, dark } = (iconUrl ?? {}) as { readonly light?: string; readonly dark?: string };
	return [light, dark].map((url) => join(ROOT, String(url).replace(`icons/${manifest.name}/`, '')));
}

test('the package brings nothing along and asks for n8n-workflow alone', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.files).toEqual(['dist']);
	expect(manifest.license).toBe('MIT');
});

test('the manifest lists the nodes, their triggers and the credentials that the loader finds, each once', async () => {
	const { loader } = await builtPackage();
	expect(Object.keys(loader.nodeTypes).sort()).toEqual([...names, ...triggers].sort());
	expect(Object.keys(loader.credentialTypes).sort()).toEqual([...credentials].sort());
	expect(manifest.n8n.nodes).toHaveLength(names.length + triggers.length);
	expect(manifest.n8n.credentials).toHaveLength(credentials.length);
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials])
		expect(existsSync(join(ROOT, file))).toBe(true);
	expect((await builtPackage()).node.bind(undefined, 'noSuchNode')).toThrow('no noSuchNode');
});

const describedAs = async (name: string): Promise<INodeTypeDescription> =>
	(await builtPackage()).node(name).description;

describe.each(names)('%s', (name) => {
	const described = async () => await describedAs(name);

	test('has an icon for light and one for dark, as files of the built package', async () => {
		const files = iconFiles((await described()).iconUrl);
		expect(files).toHaveLength(2);
		for (const file of files) expect(readFileSync(file, 'utf8')).toContain('<svg');
		expect(files[0]).not.toBe(files[1]);
	});

	test('is found by its codex', async () => {
		const { codex } = await described();
		expect(codex?.categories?.length).toBeGreaterThan(0);
		expect(codex?.alias).toEqual(expect.arrayContaining(['SIEM']));
	});

	test('may be used as a tool, and says what it is and does', async () => {
		const { usableAsTool, subtitle, version, displayName, defaults, inputs } = await described();
		expect(usableAsTool).toBe(true);
		expect(subtitle).toContain('$parameter["operation"]');
		expect(version).toBe(1);
		expect(defaults.name).toBe(displayName);
		expect(inputs).toEqual(['main']);
	});

	test('knows its credentials, and each knows its test', async () => {
		const { loader } = await builtPackage();
		const used = ((await described()).credentials ?? []).map(({ name: credential }) => credential);
		expect(used).toEqual(NODES[name]);
		for (const credential of used)
			expect(loader.getCredential(credential).type.test).toMatchObject({
				request: { method: expect.any(String) },
			});
	});

	test.each([
		{ operation: 'scan', outputs: ['Activities', 'Summary'] },
		{ operation: 'getAll', outputs: [undefined] },
		{ operation: 'get', outputs: [undefined] },
	])('$operation has the outputs $outputs', async ({ operation, outputs }) => {
		expect((await outputsOf(name, { operation })).map(({ displayName }) => displayName)).toEqual(outputs);
	});
});

describe.each(triggers)('%s', (name) => {
	test('polls, has no input and one output, and is found by its codex and icons', async () => {
		const { polling, inputs, outputs, group, usableAsTool, codex, iconUrl } = await describedAs(name);
		expect({ polling, inputs, outputs, group, usableAsTool }).toEqual({
			polling: true,
			inputs: [],
			outputs: ['main'],
			group: ['trigger'],
			usableAsTool: undefined,
		});
		expect(codex?.alias).toEqual(expect.arrayContaining(['SIEM']));
		for (const file of iconFiles(iconUrl)) expect(readFileSync(file, 'utf8')).toContain('<svg');
	});
});

async function outputsOf(name: NodeName, parameters: INodeParameters) {
	const type = (await builtPackage()).node(name);
	const node = {
		id: 'a',
		name: 'A',
		type: name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow: Workflow = workflowOf(node, type);
	return NodeHelpers.getNodeOutputs(workflow, node, type.description).map((output) =>
		typeof output === 'string' ? { type: output, displayName: undefined } : output,
	);
}

describe.each(credentials)('%s', (name) => {
	test('has icons, a link to its documentation and no readable secret', async () => {
		const { iconUrl, documentationUrl, properties, displayName } = (await builtPackage()).credential(name);
		for (const file of iconFiles(iconUrl)) expect(readFileSync(file, 'utf8')).toContain('<svg');
		expect(new URL(String(documentationUrl)).protocol).toBe('https:');
		expect(displayName).toMatch(/API$|API \(/i);
		const secrets = properties.filter(({ name: field }) => /secret|password|token$|sessionId/i.test(field));
		for (const { typeOptions } of secrets) expect(typeOptions?.password).toBe(true);
	});
});

test('the built code imports n8n-workflow, parts of Node.js and its own files only', async () => {
	const { loader } = await builtPackage();
	const seen = new Set<string>();
	const foreign = new Set<string>();
	const visit = (file: string): void => {
		if (seen.has(file)) return;
		seen.add(file);
		const text = readFileSync(file, 'utf8');
		for (const [, wanted = ''] of text.matchAll(/require\("([^"]+)"\)/g)) {
			if (wanted.startsWith('.')) visit(resolve(file, '..', `${wanted}.js`));
			else foreign.add(wanted);
		}
	};
	for (const { sourcePath } of [...Object.values(loader.nodeTypes), ...Object.values(loader.credentialTypes)])
		visit(resolve(ROOT, sourcePath));
	expect(seen.size).toBeGreaterThan(40);
	expect(
		[...foreign].filter((wanted) => !/^(n8n-workflow|crypto|zlib|stream|buffer|node:\w+)$/.test(wanted)),
	).toEqual([]);
});
