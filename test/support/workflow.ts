import { type IDataObject, type INode, type INodeType, type INodeTypes, Workflow } from 'n8n-workflow';

const nodeTypesOf = (type: INodeType): INodeTypes => ({
	getByName: () => type,
	getByNameAndVersion: () => type,
	getKnownTypes: () => ({}),
});

/** A workflow of one node. */
export function workflowOf(
	node: INode,
	type: INodeType,
	staticData?: IDataObject,
	timezone?: string,
): Workflow {
	return new Workflow({
		id: 'a-workflow',
		name: 'A workflow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf(type),
		...(staticData ? { staticData } : {}),
		...(timezone === undefined ? {} : { settings: { timezone } }),
	});
}

const mockType = { description: { properties: [] } } as unknown as INodeType;

/** What n8n resolves a credential's own expressions in. */
export const emptyWorkflow = (): Workflow =>
	workflowOf(
		{ id: 'mock', name: '', typeVersion: 1, type: 'mock', position: [0, 0], parameters: {} },
		mockType,
	);
