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
import { properties, subject } from './fields';
import { reportingLimits } from './limits';
import { listSearch } from './lists';
import { source } from './source';

/** Polls Cisco Umbrella. */
export class CiscoUmbrellaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cisco Umbrella Trigger',
		name: 'ciscoUmbrellaTrigger',
		icon: { light: 'file:../../icons/ciscoUmbrella.svg', dark: 'file:../../icons/ciscoUmbrella.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: newOf(properties, subject),
		description: 'Starts when Cisco Umbrella records security activity or other activity',
		defaults: { name: 'Cisco Umbrella Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
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
		properties: triggerProperties(properties, reportingLimits),
	};

	methods = { listSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, source);
	}
}
