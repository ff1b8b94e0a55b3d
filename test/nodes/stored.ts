import { type INodeParameters, NodeHelpers } from 'n8n-workflow';
import { properties as cloudlock } from '../../nodes/CiscoCloudlock/fields';
import { properties as umbrella } from '../../nodes/CiscoUmbrella/fields';
import { properties as informatica } from '../../nodes/InformaticaCloud/fields';
import { properties as defender } from '../../nodes/MicrosoftDefenderCloudApps/fields';

export const nodes = { umbrella, cloudlock, informatica, defender };
export type NodeName = keyof typeof nodes;

/** What n8n stores for a node after a person chose `chosen` and left the rest alone. */
export const stored = (node: NodeName, chosen: INodeParameters = {}): INodeParameters =>
	NodeHelpers.getNodeParameters(nodes[node], chosen, true, false, null, null) ?? {};
