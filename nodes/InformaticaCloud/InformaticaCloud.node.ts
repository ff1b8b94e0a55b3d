import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { properties } from './fields';
import { executeOperations } from '../shared/run/execute';
import { outputs } from '../shared/run/outputs';
import { operationOn } from '../shared/subtitle';
import { source } from './source';

/** Informatica Intelligent Cloud Services: the security log. */
export class InformaticaCloud implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Informatica Cloud',
		name: 'informaticaCloud',
		icon: {
			light: 'file:../../icons/informaticaCloud.svg',
			dark: 'file:../../icons/informaticaCloud.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: operationOn(properties),
		description: 'Collect the security log of Informatica Intelligent Cloud Services',
		defaults: { name: 'Informatica Cloud' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [{ name: 'informaticaCloudApi', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, source);
	}
}
