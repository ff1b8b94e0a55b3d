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
import { properties } from './fields';
import { limits } from './limits';
import { source } from './source';

/** Polls Cisco Cloudlock. */
export class CiscoCloudlockTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cisco Cloudlock Trigger',
		name: 'ciscoCloudlockTrigger',
		icon: { light: 'file:../../icons/ciscoCloudlock.svg', dark: 'file:../../icons/ciscoCloudlock.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: newOf(properties),
		description: 'Starts when Cisco Cloudlock records user activity in a cloud app',
		defaults: { name: 'Cisco Cloudlock Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ciscoCloudlockApi', required: true }],
		properties: triggerProperties(properties, limits),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, source);
	}
}
