import type { INodeParameters } from 'n8n-workflow';
import { builtPackage } from '../support/builtNodes';
import type { AnyNode } from '../support/searchList';
import { workflowOf } from '../support/workflow';

interface Row {
	readonly node: AnyNode;
	readonly chosen: INodeParameters;
	readonly reads: string;
}

const security = { resource: 'securityActivity' };
const log = { resource: 'securityLog' };
const activity = { resource: 'activity' };

const rows: readonly Row[] = [
	{ node: 'ciscoUmbrella', chosen: { ...security, operation: 'scan' }, reads: 'Scan: Security Activity' },
	{
		node: 'ciscoUmbrella',
		chosen: { ...activity, operation: 'getAll', trafficType: 'all' },
		reads: 'Get Many: Activity',
	},
	{
		node: 'ciscoUmbrella',
		chosen: { ...activity, operation: 'scan', trafficType: 'ampRetrospective' },
		reads: 'Scan: Activity (AMP Retrospective)',
	},
	{ node: 'ciscoUmbrella', chosen: { ...activity, operation: 'scan' }, reads: 'Scan: Activity' },
	{
		node: 'ciscoUmbrella',
		chosen: { ...security, operation: 'scan', trafficType: 'dns' },
		reads: 'Scan: Security Activity',
	},
	{ node: 'ciscoCloudlock', chosen: { ...activity, operation: 'get' }, reads: 'Get: Activity' },
	{ node: 'informaticaCloud', chosen: { ...log, operation: 'scan' }, reads: 'Scan: Security Log' },
	{
		node: 'microsoftDefenderCloudApps',
		chosen: { ...activity, operation: 'getAll' },
		reads: 'Get Many: Activity',
	},
	{ node: 'ciscoUmbrellaTrigger', chosen: security, reads: 'New: Security Activity' },
	{
		node: 'ciscoUmbrellaTrigger',
		chosen: { ...activity, trafficType: 'dns' },
		reads: 'New: Activity (DNS)',
	},
	{ node: 'ciscoCloudlockTrigger', chosen: activity, reads: 'New: Activity' },
	{ node: 'informaticaCloudTrigger', chosen: log, reads: 'New: Security Log' },
	{ node: 'microsoftDefenderCloudAppsTrigger', chosen: activity, reads: 'New: Activity' },
	{
		node: 'ciscoCloudlock',
		chosen: { ...activity, operation: 'ofALaterVersion' },
		reads: 'ofALaterVersion: Activity',
	},
];

test.each(rows)('$node of $chosen reads $reads', async ({ node: name, chosen, reads }) => {
	const type = (await builtPackage()).node(name);
	const node = {
		id: 'a',
		name: 'A',
		type: name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: chosen,
	};
	const workflow = workflowOf(node, type);
	const { subtitle } = type.description;
	expect(workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(reads);
});
