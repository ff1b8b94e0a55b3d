import type { IDataObject } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource } from '../support/nodeSources';
import { runNode } from '../support/runNode';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({
		records: { umbrella: 50, umbrellaLegacy: 50, cloudlock: 50, informatica: 50, defender: 50 },
	});
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.log.length = 0;
});

const addresses = [
	{ source: 'Umbrella', field: 'customBaseUrl', label: 'Custom Base URL' },
	{ source: 'Umbrella', field: 'tokenUrl', label: 'Token URL' },
	{ source: 'Umbrella legacy', field: 'baseUrl', label: 'Base URL' },
	{ source: 'Cloudlock', field: 'baseUrl', label: 'Base URL' },
	{ source: 'Informatica', field: 'loginUrl', label: 'Login URL' },
	{ source: 'Defender, API token', field: 'portalUrl', label: 'Portal URL' },
	{ source: 'Defender, OAuth2', field: 'portalUrl', label: 'Portal URL' },
] as const;

const typed = [
	{
		name: 'plain http to another machine',
		address: 'http://api.example.test',
		says: /must start with https:/,
	},
	{ name: 'plain http to a private address', address: 'http://10.0.0.7', says: /must start with https:/ },
	{
		name: 'a host that only begins like this machine',
		address: 'http://127.0.0.1.example.test',
		says: /must start with https:/,
	},
	{ name: 'a host alone', address: 'api.example.test', says: /is not a URL/ },
	{ name: 'another scheme', address: 'ftp://api.example.test', says: /must start with https:/ },
	{ name: 'a user in front of the host', address: 'https://me:pw@api.example.test', says: /no user name/ },
	{ name: 'a query', address: 'https://api.example.test/?x=1', says: /no question mark/ },
];

const run = async (name: string, changes: IDataObject, operation: 'getAll' | 'scan' = 'scan') => {
	const { node, credential, ...source } = nodeSource(name);
	return await runNode(emulator, node, {
		parameters: listing({ node, credential, ...source }, operation),
		credentials: { [credential]: changes },
	});
};

describe.each(addresses)('$source, $label', ({ source, field, label }) => {
	it.each(typed)('$name is refused before a secret is sent', async ({ address, says }) => {
		const failure = await failureOf(run(source, { [field]: address }));
		expect(failure.message).toContain(label);
		expect(failure.message).toMatch(says);
		expect(failure.everything).not.toContain('me:pw');
		expect(failure.itemIndex).toBe(0);
		expect(emulator.log).toEqual([]);
	});

	it('plain http to this machine is accepted', async () => {
		await run(source, {});
		expect(emulator.log.map(({ status }) => status)).toContain(200);
	});
});

const missing = [
	{ source: 'Umbrella', field: 'apiKey', label: 'API Key' },
	{ source: 'Umbrella', field: 'apiSecret', label: 'API Secret' },
	{ source: 'Umbrella legacy', field: 'organizationId', label: 'Organization ID' },
	{ source: 'Informatica', field: 'username', label: 'User Name' },
	{ source: 'Informatica', field: 'password', label: 'Password' },
	{ source: 'Cloudlock', field: 'accessToken', label: 'Access Token' },
	{ source: 'Umbrella legacy', field: 'apiKey', label: 'API Key' },
	{ source: 'Umbrella legacy', field: 'apiSecret', label: 'API Secret' },
	{ source: 'Defender, API token', field: 'apiToken', label: 'API Token' },
	{ source: 'Defender, OAuth2', field: 'tenantId', label: 'Tenant ID' },
] as const;

it.each(missing)('$source: an empty $label is named before any request', async ({ source, field, label }) => {
	for (const operation of ['getAll', 'scan'] as const) {
		const failure = await failureOf(run(source, { [field]: '' }, operation));
		expect(failure.message).toContain(label);
		expect(failure.itemIndex).toBe(0);
		expect(emulator.log).toEqual([]);
	}
});
