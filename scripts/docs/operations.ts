import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { builtPackage } from '../../test/support/builtNodes';
import type { NodeName } from '../../test/support/runNode';
import { plain, table } from './markdown';

const optionsOf = (property: INodeProperties): readonly INodePropertyOptions[] =>
	(property.options ?? []) as INodePropertyOptions[];

const named = (description: INodeTypeDescription, name: string): readonly INodeProperties[] =>
	description.properties.filter((property) => property.name === name);

/** What a node can be told to do, in the words of its own panel. */
export async function operations(node: NodeName): Promise<string> {
	const { description } = (await builtPackage()).node(node);
	const resources = new Map(
		named(description, 'resource')
			.flatMap(optionsOf)
			.map((resource) => [resource.value, resource]),
	);
	const rows = [...resources.values()].flatMap((resource) =>
		named(description, 'operation')
			.filter(({ displayOptions }) => displayOptions?.show?.['resource']?.includes(resource.value))
			.flatMap(optionsOf)
			.map((operation) => [
				plain(resource.name),
				`**${plain(operation.name)}**`,
				plain(operation.description ?? ''),
			]),
	);
	return table(['Resource', 'Operation', 'What it does'], rows);
}
