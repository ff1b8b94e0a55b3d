import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { properties, subject } from './fields';
import { listSearch } from './lists';
import { executeOperations } from '../shared/run/execute';
import { outputs } from '../shared/run/outputs';
import { operationOn } from '../shared/subtitle';
import { source } from './source';

/** Cisco Umbrella: blocked security events and all other activity. */
export class CiscoUmbrella implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cisco Umbrella',
		name: 'ciscoUmbrella',
		icon: { light: 'file:../../icons/ciscoUmbrella.svg', dark: 'file:../../icons/ciscoUmbrella.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: operationOn(properties, subject),
		description: 'Collect security activity and all other activity from Cisco Umbrella',
		defaults: { name: 'Cisco Umbrella' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [
			{
				name: 'ciscoUmbrellaReportingApi',
				required: true,
				displayOptions: { show: { authentication: ['reportingApi'] } },
			},
			{
				name: 'ciscoUmbrellaLegacyApi',
				required: true,
				displayOptions: { show: { authentication: ['legacyApi'] } },
			},
		],
		properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, source);
	}
}
