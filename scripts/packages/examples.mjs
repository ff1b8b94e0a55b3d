import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'examples';

/**
 * The example workflows that need no other vendor's node, with the nodes of a package of one vendor in them.
 *
 * @param {string} root
 * @param {string} whole name of the package that the examples are written for
 * @param {{ name: string, n8n: { nodes: string[] } }} manifest of the package of one vendor
 * @returns {Record<string, any>} workflows by their path
 */
export function examplesFor(root, whole, { name, n8n }) {
	const own = new Set(
		n8n.nodes.flatMap((file) => [typeIn(file), asTool(typeIn(file))]).map((type) => `${whole}.${type}`),
	);
	const ofOurs = ({ nodes }) => nodes.map(({ type }) => type).filter((type) => type.startsWith(`${whole}.`));
	const moved = (node) => ({
		...node,
		type: own.has(node.type) ? `${name}${node.type.slice(whole.length)}` : node.type,
	});
	return Object.fromEntries(
		readdirSync(join(root, FOLDER))
			.filter((file) => file.endsWith('.json'))
			.map((file) => [`${FOLDER}/${file}`, JSON.parse(readFileSync(join(root, FOLDER, file), 'utf8'))])
			.filter(
				([, workflow]) => ofOurs(workflow).length > 0 && ofOurs(workflow).every((type) => own.has(type)),
			)
			.map(([path, workflow]) => [path, { ...workflow, nodes: workflow.nodes.map(moved) }]),
	);
}

/** n8n makes a second type of a node that an agent may call. */
const asTool = (type) => `${type}Tool`;

/** @param {string} file `dist/nodes/CiscoUmbrella/CiscoUmbrella.node.js`, which holds `ciscoUmbrella` */
function typeIn(file) {
	const [className] = file.split('/').at(-1).split('.');
	return className.charAt(0).toLowerCase() + className.slice(1);
}
