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

/** Nodes that start their workflow when something is new at a vendor, or somebody asks. */
const waits = (type) =>
	(type.startsWith(OUR_NODES) && type.endsWith('Trigger')) || type === '@n8n/n8n-nodes-langchain.chatTrigger';

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
 * @property {string} start name of its manual trigger
 * @property {readonly Scan[]} scans one for each vendor, in the order of the canvas
 *
 * @typedef {{ vendor: string, nodes: readonly [Node, ...Node[]] }} Scan of which the second node and so on read on
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
 * @returns {Example | undefined} nothing for a workflow that waits for something to happen
 */
export function readExample(workflow) {
	if (workflow.nodes.some(({ type }) => waits(type))) return undefined;
	const vendors = new Set(workflow.nodes.flatMap(({ type }) => vendorOf(type) ?? []));
	const scans = [...vendors].map((vendor) => ({
		vendor,
		nodes: workflow.nodes.filter(({ type }) => vendorOf(type) === vendor),
	}));
	const start = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (scans.length === 0 || !start)
		throw new Error(`The example "${workflow.name}" lacks a scan or a manual trigger.`);
	return { workflow, start: start.name, scans };
}

/** Where the examples post to until somebody writes an address of their own there. */
const SOME_CHAT = 'https://chat.example.com/hooks/your-incoming-webhook';

/**
 * @param {Workflow} workflow
 * @param {string} address of an incoming webhook
 * @returns {Workflow} the workflow, posting there
 */
export function bindChat(workflow, address) {
	const nodes = workflow.nodes.map((node) =>
		node.parameters.url === SOME_CHAT ? { ...node, parameters: { ...node.parameters, url: address } } : node,
	);
	return { ...workflow, nodes };
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
