import { askJson } from './http.mjs';

/** The owner of the demo's n8n: an account on this machine only, made anew at each start. */
export const OWNER = {
	email: 'demo@example.com',
	password: 'Collect-24x7',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** How often a running execution is asked whether it is done. */
const ASK_EVERY_MS = 150;

/** What the demo's API key may do. */
const SCOPES = ['execution:read', 'execution:list'];

/**
 * @typedef {{ json: Record<string, any>, binary?: Record<string, { id: string }> }} Item
 *
 * @typedef {object} Execution
 * @property {string} status `success`, `error`, ...
 * @property {string | undefined} error what stopped it
 * @property {(node: string, output: number) => Item[]} items what a node gave on one of its outputs
 */

/**
 * Makes the owner account of a fresh n8n and signs in.
 * The editor's own interface imports and runs workflows; the public API reads what they gave.
 *
 * @param {string} url
 */
export async function signUp(url) {
	const { headers } = await askJson(`${url}/rest/owner/setup`, json(OWNER));
	const cookie = headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');

	const post = async (path, body) => (await askJson(`${url}/rest${path}`, json(body, { cookie }))).body.data;
	const { rawApiKey } = await post('/api-keys', { label: 'demo', scopes: SCOPES, expiresAt: null });
	const read = async (path) =>
		(
			await askJson(`${url}/api/v1${path}`, {
				headers: { 'X-N8N-API-KEY': rawApiKey, 'Accept-Encoding': 'identity' },
			})
		).body;

	return {
		/**
		 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
		 * @returns {Promise<string>} its id
		 */
		createCredential: async (credential) => (await post('/credentials', credential)).id,

		/** @param {import('./examples.mjs').Workflow} workflow */
		createWorkflow: (workflow) => post('/workflows', workflow),

		/**
		 * Runs a workflow from one of its triggers, to its end.
		 *
		 * @param {string} id
		 * @param {string} trigger name of the trigger node
		 * @returns {Promise<Execution>}
		 */
		async run(id, trigger) {
			const { executionId } = await post(`/workflows/${id}/run`, { triggerToStartFrom: { name: trigger } });
			while ((await read(`/executions/${executionId}`)).stoppedAt === null) {
				await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
			}
			return readExecution(await read(`/executions/${executionId}?includeData=true`));
		},

		/**
		 * @param {string} id of a file that an execution made
		 * @returns {Promise<Buffer>} its content
		 */
		async download(id) {
			const query = new URLSearchParams({ id, action: 'download' });
			const response = await fetch(`${url}/rest/binary-data?${query}`, { headers: { cookie } });
			return Buffer.from(await response.arrayBuffer());
		},
	};
}

/**
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 */
const json = (body, headers = {}) => ({
	method: 'POST',
	headers: { 'Content-Type': 'application/json', ...headers },
	body: JSON.stringify(body),
});

/**
 * @param {{ status: string, data: { resultData: { runData?: Record<string, any[]>, error?: Error } } }} answer
 * @returns {Execution}
 */
function readExecution({ status, data }) {
	const { runData = {}, error } = data.resultData;
	return {
		status,
		error: error?.message,
		items: (node, output) => runData[node]?.at(-1)?.data?.main?.[output] ?? [],
	};
}
