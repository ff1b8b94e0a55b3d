import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { properties } from './fields';
import { getActivities } from './get';
import { executeOperations } from '../shared/run/execute';
import { outputs } from '../shared/run/outputs';
import { operationOn } from '../shared/subtitle';
import { source } from './source';

/** Cisco Cloudlock: what users do in the cloud apps it watches. */
export class CiscoCloudlock implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cisco Cloudlock',
		name: 'ciscoCloudlock',
		icon: { light: 'file:../../icons/ciscoCloudlock.svg', dark: 'file:../../icons/ciscoCloudlock.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: operationOn(properties),
		description: 'Collect user activity in cloud apps from Cisco Cloudlock',
		defaults: { name: 'Cisco Cloudlock' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [{ name: 'ciscoCloudlockApi', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, source, { get: getActivities });
	}
}
