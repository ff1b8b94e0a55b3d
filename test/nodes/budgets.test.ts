import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { source as cloudlock } from '../../nodes/CiscoCloudlock/source';
import { source as defender } from '../../nodes/MicrosoftDefenderCloudApps/source';
import type { Connection, Source } from '../../nodes/shared/run/source';
import { builtPackage } from '../support/builtNodes';
import { CredentialsHelper } from '../support/credentialsHelper';
import { executeContext } from '../support/executeContext';
import type { NodeName } from '../support/runNode';

interface Key {
	readonly type: string;
	readonly data: IDataObject;
	readonly parameters?: INodeParameters;
}

const token = (accessToken: string): Key => ({
	type: 'ciscoCloudlockApi',
	data: { baseUrl: 'https://api.cloudlock.com/api/v2', accessToken },
});
const byToken = (portalUrl: string, apiToken: string): Key => ({
	type: 'microsoftDefenderCloudAppsApi',
	data: { portalUrl, apiToken },
});
const byEntra = (portalUrl: string, tenantId: string): Key => ({
	type: 'microsoftDefenderCloudAppsOAuth2Api',
	data: { portalUrl, tenantId },
	parameters: { authentication: 'oAuth2' },
});

const OWN = 'https://contoso.us2.portal.cloudappsecurity.com';
const GENERAL = 'https://portal.cloudappsecurity.com';
const REGION = 'https://us2.portal.cloudappsecurity.com';

interface Row {
	readonly name: string;
	readonly node: NodeName;
	readonly source: Source;
	readonly keys: readonly [Key, Key];
	readonly budgets: 1 | 2;
}

const node = 'microsoftDefenderCloudApps';
const rows: readonly Row[] = [
	{
		name: 'two Cloudlock customers on the shared host',
		node: 'ciscoCloudlock',
		source: cloudlock,
		keys: [token('one'), token('other')],
		budgets: 2,
	},
	{
		name: 'one Cloudlock token in two credentials',
		node: 'ciscoCloudlock',
		source: cloudlock,
		keys: [token('one'), token('one')],
		budgets: 1,
	},
	...[GENERAL, REGION].map(
		(portal): Row => ({
			name: `two Defender tokens on ${portal}`,
			node,
			source: defender,
			keys: [byToken(portal, 'one'), byToken(portal, 'other')],
			budgets: 2,
		}),
	),
	{
		name: 'two Defender tenants on the general address, by Entra',
		node,
		source: defender,
		keys: [byEntra(GENERAL, 'tenant-1'), byEntra(GENERAL, 'tenant-2')],
		budgets: 2,
	},
	{
		name: 'a token and an application of one Defender tenant, on its own address',
		node,
		source: defender,
		keys: [byToken(OWN, 'one'), byEntra(OWN, 'tenant')],
		budgets: 1,
	},
];

async function connected(
	{ node: name, source }: Row,
	{ type, data, parameters = {} }: Key,
): Promise<Connection> {
	const nodeType = (await builtPackage()).node(name);
	const credentials = new CredentialsHelper(new Map([[type, data]]) as never);
	const { context } = executeContext({ nodeType, parameters, credentials });
	return await source.connect(context as unknown as IExecuteFunctions, 0);
}

it.each(rows)('$name: $budgets', async (row) => {
	const connections = await Promise.all(row.keys.map(async (key) => await connected(row, key)));
	const budgets = new Set(connections.map(({ baseUrl, countedBy }) => `${baseUrl.origin} ${countedBy}`));
	expect(budgets.size).toBe(row.budgets);
	for (const { belongsTo } of connections) expect(belongsTo).not.toMatch(/one|other/);
});
