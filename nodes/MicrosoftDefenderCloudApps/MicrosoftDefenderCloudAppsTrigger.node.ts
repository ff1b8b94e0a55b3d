import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { newOf } from '../shared/subtitle';
import { triggerProperties } from '../shared/trigger';
import { runPoll } from '../shared/run/pollRun';
import { listSearch } from './apps';
import { properties } from './fields';
import { scanLimits } from './limits';
import { source } from './source';

/** Polls Microsoft Defender for Cloud Apps. */
export class MicrosoftDefenderCloudAppsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Defender for Cloud Apps Trigger',
		name: 'microsoftDefenderCloudAppsTrigger',
		icon: {
			light: 'file:../../icons/microsoftDefenderCloudApps.svg',
			dark: 'file:../../icons/microsoftDefenderCloudApps.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: newOf(properties),
		description: 'Starts when Microsoft Defender for Cloud Apps records an activity',
		defaults: { name: 'Microsoft Defender for Cloud Apps Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
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
		properties: triggerProperties(properties, scanLimits),
	};

	methods = { listSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, source);
	}
}
