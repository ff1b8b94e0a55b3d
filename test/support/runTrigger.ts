import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IPollFunctions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Emulator } from '../../emulator';
import { builtPackage } from './builtNodes';
import type { CredentialsHelper } from './credentialsHelper';
import { additionalDataOf } from './executeContext';
import { credentialsFor, type NodeName } from './runNode';
import { workflowOf } from './workflow';

export interface Trigger {
	/** One poll, as n8n's schedule starts it. @throws what the node throws */
	poll(mode?: 'trigger' | 'manual'): Promise<readonly INodeExecutionData[] | null>;
	/** Stops n8n and starts it with what it stored: the last state, or an older one after a crash. */
	restart(stored?: string): void;
	/** What a person does when they set the published node to something else. */
	set(parameters: INodeParameters): void;
	readonly state: () => IDataObject;
	/** Messages that n8n would show as failed executions, beside what the polls gave. */
	readonly told: readonly string[];
}

/** A built trigger in n8n-core's poll context, with the static data that n8n keeps for it. */
export async function trigger(
	emulator: Emulator,
	name: `${NodeName}Trigger`,
	parameters: INodeParameters = {},
	helper: CredentialsHelper = credentialsFor(emulator),
	id = `${name}-${Math.random()}`,
): Promise<Trigger> {
	const nodeType = (await builtPackage()).node(name);
	const resolve = (chosen: INodeParameters): INodeParameters =>
		NodeHelpers.getNodeParameters(
			nodeType.description.properties,
			chosen,
			true,
			false,
			{ typeVersion: 1 } as never,
			nodeType.description as never,
		) ?? {};
	const node: INode = {
		id,
		name: nodeType.description.displayName,
		type: name,
		typeVersion: 1,
		position: [0, 0],
		parameters: resolve(parameters),
		credentials: Object.fromEntries(
			[...helper.stored.keys()].map((type) => [type, { id: type, name: type }]),
		),
	};
	let staticData: IDataObject = {};
	const told: string[] = [];
	const contextIn = (mode: 'trigger' | 'manual'): IPollFunctions =>
		new PollContext(
			workflowOf(node, nodeType, staticData),
			node,
			additionalDataOf(helper, node.parameters),
			mode,
			'activate',
			undefined,
			(error) => told.push(error.message),
		) as unknown as IPollFunctions;
	return {
		async poll(mode = 'trigger') {
			const output = await nodeType.poll?.call(contextIn(mode));
			return output?.[0] ?? null;
		},
		restart(stored = JSON.stringify(staticData)) {
			staticData = JSON.parse(stored) as IDataObject;
			// What the process remembers of a node goes by its id, what n8n stores by its name.
			node.id = `${name}-${Math.random()}`;
		},
		set(changed) {
			node.parameters = resolve(changed);
		},
		state: () => staticData,
		told,
	};
}
