import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { listSearch } from './apps';
import { properties } from './fields';
import { getActivity } from './get';
import { getManyActivities } from './getMany';
import { executeOperations } from '../shared/run/execute';
import { outputs } from '../shared/run/outputs';
import { operationOn } from '../shared/subtitle';
import { source } from './source';

/** Microsoft Defender for Cloud Apps: activities in the connected cloud apps. */
export class MicrosoftDefenderCloudApps implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Defender for Cloud Apps',
		name: 'microsoftDefenderCloudApps',
		icon: {
			light: 'file:../../icons/microsoftDefenderCloudApps.svg',
			dark: 'file:../../icons/microsoftDefenderCloudApps.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: operationOn(properties),
		description: 'Collect activities from Microsoft Defender for Cloud Apps',
		defaults: { name: 'Microsoft Defender for Cloud Apps' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [
			{
				name: 'microsoftDefenderCloudAppsApi',
				required: true,
				displayOptions: { show: { authentication: ['apiToken'] } },
			},
			{
				name: 'microsoftDefenderCloudAppsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, source, { get: getActivity, getAll: getManyActivities });
	}
}
