import './host';
import { LoadOptionsContext } from 'n8n-core';
import {
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	NodeHelpers,
} from 'n8n-workflow';
import type { Emulator } from '../../emulator';
import { builtPackage } from './builtNodes';
import type { CredentialsHelper } from './credentialsHelper';
import { additionalDataOf } from './executeContext';
import { credentialsFor, type NodeName } from './runNode';
import { workflowOf } from './workflow';

export type AnyNode = NodeName | `${NodeName}Trigger`;

export interface Searching {
	readonly search?: string;
	readonly token?: string | undefined;
	readonly parameters?: INodeParameters;
	readonly helper?: CredentialsHelper;
}

/** What the editor gets for a list of a built node: through n8n-core's own context. @throws what the list throws */
export async function searchList(
	emulator: Emulator,
	name: AnyNode,
	list: string,
	{ search, token, parameters = {}, helper = credentialsFor(emulator) }: Searching = {},
): Promise<INodeListSearchResult> {
	const nodeType = (await builtPackage()).node(name);
	const { properties } = nodeType.description;
	const all =
		NodeHelpers.getNodeParameters(properties, parameters, true, false, null, nodeType.description) ?? {};
	// As n8n names and numbers the node that it makes for the purpose (packages/cli `dynamic-node-parameters.service.ts`).
	const node: INode = {
		id: 'uuid-1234',
		name: 'Temp-Node',
		type: name,
		typeVersion: 1,
		position: [0, 0],
		parameters: all,
		credentials: Object.fromEntries(
			[...helper.stored.keys()].map((type) => [type, { id: type, name: type }]),
		),
	};
	const context = new LoadOptionsContext(
		workflowOf(node, nodeType),
		node,
		additionalDataOf(helper, all),
		'parameters.filters',
	) as unknown as ILoadOptionsFunctions;
	const method = nodeType.methods?.listSearch?.[list];
	if (!method) throw new Error(`${name} has no list ${list}.`);
	return await method.call(context, search, token);
}

/** Every page of a list, as a person would scroll through it. */
export async function wholeList(
	emulator: Emulator,
	name: AnyNode,
	list: string,
	searching: Omit<Searching, 'token'> = {},
): Promise<ReadonlyArray<INodeListSearchResult['results']>> {
	const pages: Array<INodeListSearchResult['results']> = [];
	for (let token: string | undefined, n = 0; n < 100; n++) {
		const page = await searchList(emulator, name, list, { ...searching, token });
		pages.push(page.results);
		token = page.paginationToken;
		if (token === undefined) return pages;
	}
	throw new Error(`${list} never ends.`);
}
