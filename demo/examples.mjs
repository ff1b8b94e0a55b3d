import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../scripts/paths.mjs';

const FOLDER = join(ROOT, 'examples');

const OUR_NODES = 'n8n-nodes-security-activity.';

/** Names of the vendors by the type of their node. */
const VENDORS = {
	ciscoUmbrella: 'Cisco Umbrella',
	ciscoCloudlock: 'Cisco Cloudlock',
	informaticaCloud: 'Informatica',
	microsoftDefenderCloudApps: 'Microsoft Defender',
};

/**
 * @typedef {object} Node
 * @property {string} name
 * @property {string} type
 * @property {Record<string, any>} parameters
 * @property {Record<string, { id: string, name: string }>} [credentials]
 *
 * @typedef {{ id: string, name: string, nodes: Node[] }} Workflow
 *
 * @typedef {object} Example
 * @property {Workflow} workflow
 * @property {string} vendor
 * @property {string} start name of its manual trigger
 * @property {Node} scan
 * @property {boolean} opensTickets
 */

/** @returns {Promise<Example[]>} the workflows in `examples/`, by file name */
export async function loadExamples() {
	const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => read(JSON.parse(await readFile(join(FOLDER, file), 'utf8')))),
	);
}

/**
 * @param {Workflow} workflow
 * @returns {Example}
 */
function read(workflow) {
	const find = (test) => workflow.nodes.find(({ type }) => test(type));
	const scan = find((type) => type.startsWith(OUR_NODES));
	const start = find((type) => type === 'n8n-nodes-base.manualTrigger');
	if (!scan || !start) throw new Error(`The example "${workflow.name}" lacks a scan or a manual trigger.`);
	return {
		workflow,
		vendor: VENDORS[scan.type.slice(OUR_NODES.length)],
		start: start.name,
		scan,
		opensTickets: find((type) => type === 'n8n-nodes-base.jira') !== undefined,
	};
}

/**
 * @param {Workflow} workflow
 * @param {Record<string, string>} ids ids of the credentials by type
 * @returns {Workflow} the workflow with its nodes bound to these credentials
 */
export function bindCredentials(workflow, ids) {
	const bind = ([type, { name }]) => [type, { id: ids[type], name }];
	const nodes = workflow.nodes.map((node) =>
		node.credentials
			? { ...node, credentials: Object.fromEntries(Object.entries(node.credentials).map(bind)) }
			: node,
	);
	return { ...workflow, nodes };
}
