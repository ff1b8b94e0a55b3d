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
import { excludeOwnLogins, properties } from './fields';
import { limits } from './limits';
import { source } from './source';

/** Polls Informatica Intelligent Cloud Services. */
export class InformaticaCloudTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Informatica Cloud Trigger',
		name: 'informaticaCloudTrigger',
		icon: {
			light: 'file:../../icons/informaticaCloud.svg',
			dark: 'file:../../icons/informaticaCloud.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: newOf(properties),
		description: 'Starts when the security log of Informatica Intelligent Cloud Services gets an entry',
		defaults: { name: 'Informatica Cloud Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'informaticaCloudApi', required: true }],
		properties: triggerProperties(properties, limits, excludeOwnLogins),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, source);
	}
}
