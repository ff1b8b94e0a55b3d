import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { type Emulator, exactDigitsAsText, startEmulator } from '../../emulator';
import { type BuiltPackage, loadPackage } from '../support/builtNodes';
import { validCredentials } from '../support/credentials';
import { CredentialsHelper } from '../support/credentialsHelper';
import { credentialTypes } from '../support/credentialTypes';
import { difference, EXACT } from '../support/feedDrain';
import { listing, type NodeSource, nodeSources } from '../support/nodeSources';
import { type NodeName, runNode, summaryOf } from '../support/runNode';

interface VendorPackage {
	readonly name: string;
	readonly node: NodeName;
	readonly credentials: readonly string[];
}

const packages: readonly VendorPackage[] = [
	{
		name: 'n8n-nodes-cisco-umbrella',
		node: 'ciscoUmbrella',
		credentials: ['ciscoUmbrellaLegacyApi', 'ciscoUmbrellaReportingApi'],
	},
	{ name: 'n8n-nodes-cisco-cloudlock', node: 'ciscoCloudlock', credentials: ['ciscoCloudlockApi'] },
	{ name: 'n8n-nodes-informatica-cloud', node: 'informaticaCloud', credentials: ['informaticaCloudApi'] },
	{
		name: 'n8n-nodes-microsoft-defender-cloud-apps',
		node: 'microsoftDefenderCloudApps',
		credentials: ['microsoftDefenderCloudAppsApi', 'microsoftDefenderCloudAppsOAuth2Api'],
	},
];

const folderOf = (name: string): string => resolve(__dirname, '../../build/packages', name);

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({
		switches: { informatica: { loginAddsEntry: false } },
		records: { umbrella: 300, umbrellaLegacy: 300, cloudlock: 300, informatica: 300, defender: 300 },
	});
});
afterAll(async () => await emulator.close());

/** Signs with the credential types of the package, and the one of n8n that one of them extends. */
function helperFor({ loader }: BuiltPackage): CredentialsHelper {
	const own: ICredentialType[] = Object.values(loader.credentialTypes).map(({ type }) => type);
	const parents = credentialTypes.filter(({ name }) => name === 'oAuth2Api');
	return new CredentialsHelper(new Map(Object.entries(validCredentials(emulator))), [...own, ...parents]);
}

const wholeRange = (source: NodeSource) => listing(source, 'scan', { lastAmount: 40, lastUnit: 'days' });

describe.each(packages)('$name', ({ name, node, credentials }) => {
	const folder = folderOf(name);

	test('gives n8n the node, its trigger and its credentials, and nothing more', async () => {
		const { loader } = await loadPackage(folder);
		expect(loader.packageName).toBe(name);
		expect(Object.keys(loader.nodeTypes).sort()).toEqual([node, `${node}Trigger`]);
		expect(Object.keys(loader.credentialTypes).sort()).toEqual(credentials);
		for (const credential of credentials) expect(loader.getCredential(credential).type.test).toBeDefined();
	});

	test.each([node, `${node}Trigger`])(
		'shows the icons and the codex of %s out of its own files',
		async (type) => {
			const { iconUrl, codex } = (await loadPackage(folder)).node(type).description;
			const icons = Object.values(iconUrl ?? {}).map((url) => String(url).replace(`icons/${name}/`, ''));
			expect(icons).toHaveLength(2);
			for (const icon of icons) expect(readFileSync(join(folder, icon), 'utf8')).toContain('<svg');
			expect(codex?.alias).toContain('SIEM');
		},
	);

	test.each(nodeSources.filter((source) => source.node === node))(
		'scans $name and hands over every record',
		async (source) => {
			const from = await loadPackage(folder);
			const ran = await runNode(emulator, node, {
				from,
				helper: helperFor(from),
				parameters: wholeRange(source),
			});
			const summary = summaryOf(ran);
			const window = { from: Date.parse(String(summary['from'])), to: Date.parse(String(summary['to'])) };
			const truth = emulator.records(source.truth, window);

			expect(summary).toMatchObject({ source: source.source, complete: true, reason: null });
			expect(truth.length).toBeGreaterThan(100);
			expect(
				difference(
					(ran.outputs[0] ?? []).map(({ json }) => JSON.stringify(json)),
					truth.map((record) => JSON.stringify(exactDigitsAsText(record))),
				),
			).toEqual(EXACT);
		},
	);

	test('previews its output before the first run', () => {
		const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
			readonly n8n: { readonly nodes: readonly string[] };
		};
		const [file = ''] = manifest.n8n.nodes;
		expect(existsSync(join(folder, file, '../__schema__'))).toBe(true);
	});
});
