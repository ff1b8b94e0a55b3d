import { loadWorkflow } from '../../../../demo/examples.mjs';

/**
 * Imports an example as it is shipped, but for the parameters that a test changes.
 *
 * @param {import('../world.mjs').World} world
 * @param {string} file
 * @param {(node: import('../../../../demo/examples.mjs').Node) => Record<string, unknown>} [changed]
 */
export async function importExample(world, file, changed = () => ({})) {
	const { id: _, ...shipped } = await loadWorkflow(file);
	const nodes = shipped.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...changed(node) },
	}));
	return await world.importWorkflow({ ...shipped, nodes });
}
