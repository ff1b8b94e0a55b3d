import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../scripts/paths.mjs';

const FOLDER = join(ROOT, 'examples');

const OUR_NODES = 'n8n-nodes-security-activity.';

/** Names of the vendors by the type of their action node. */
const VENDORS = {
	ciscoUmbrella: 'Cisco Umbrella',
	ciscoCloudlock: 'Cisco Cloudlock',
	informaticaCloud: 'Informatica',
	microsoftDefenderCloudApps: 'Microsoft Defender',
};

const vendorOf = (type) => (type.startsWith(OUR_NODES) ? VENDORS[type.slice(OUR_NODES.length)] : undefined);

/** A node that starts its workflow when something is new at a vendor. */
const isOurTrigger = (type) => type.startsWith(OUR_NODES) && type.endsWith('Trigger');

/**
 * @typedef {object} Node
 * @property {string} name
 * @property {string} type
 * @property {Record<string, any>} parameters
 * @property {Record<string, { id: string, name: string }>} [credentials]
 *
 * @typedef {{ id: string, name: string, nodes: Node[] }} Workflow
 *
 * @typedef {object} Example a workflow that scans when it is told to
 * @property {Workflow} workflow
 * @property {string} vendor
 * @property {string} start name of its manual trigger
 * @property {Node} scan
 * @property {boolean} opensTickets
 */

/** @returns {Promise<Workflow[]>} the workflows in `examples/`, by file name */
export async function loadWorkflows() {
	const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(files.map(loadWorkflow));
}

/**
 * @param {string} file
 * @returns {Promise<Workflow>}
 */
export const loadWorkflow = async (file) => JSON.parse(await readFile(join(FOLDER, file), 'utf8'));

/**
 * @param {Workflow} workflow
 * @returns {Example | undefined} nothing for a workflow that waits for a trigger of ours
 */
export function readExample(workflow) {
	const find = (test) => workflow.nodes.find(({ type }) => test(type));
	if (find(isOurTrigger)) return undefined;
	const scan = find((type) => vendorOf(type) !== undefined);
	const start = find((type) => type === 'n8n-nodes-base.manualTrigger');
	if (!scan || !start) throw new Error(`The example "${workflow.name}" lacks a scan or a manual trigger.`);
	return {
		workflow,
		vendor: vendorOf(scan.type),
		start: start.name,
		scan,
		opensTickets: find((type) => type === 'n8n-nodes-base.jira') !== undefined,
	};
}

/**
 * @param {Workflow} workflow
 * @param {Readonly<Record<string, string>>} ids ids of the credentials by type
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
