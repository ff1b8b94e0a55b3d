import { openSession } from './n8nSession.mjs';

/** How often a running execution is asked whether it is done. */
const ASK_EVERY_MS = 150;

/**
 * @typedef {{ json: Record<string, any>, binary?: Record<string, { id: string }> }} Item
 *
 * @typedef {object} Execution
 * @property {string} id
 * @property {string} status `success`, `error`, ...
 * @property {string | undefined} error what stopped it
 * @property {(node: string, output: number) => Item[]} items what a node gave on one of its outputs, in all its turns
 */

/**
 * Makes the owner account of a fresh n8n and signs in.
 *
 * @param {string} url
 */
export async function signUp(url) {
	const session = await openSession(url);
	const { post, read, download } = session;

	/** @param {import('./credentials.mjs').Credential} credential */
	const createCredential = async (credential) => (await post('/credentials', credential)).id;

	/**
	 * @param {string} id
	 * @returns {Promise<Execution>} what it gave
	 */
	const execution = async (id) => readExecution(await read(`/executions/${id}?includeData=true`));

	return {
		session,
		download,
		execution,

		/**
		 * @param {readonly import('./credentials.mjs').Credential[]} credentials
		 * @returns {Promise<Record<string, string>>} their ids by type
		 */
		async createCredentials(credentials) {
			/** @type {Record<string, string>} */
			const ids = {};
			for (const credential of credentials) ids[credential.type] = await createCredential(credential);
			return ids;
		},

		/**
		 * @param {import('./examples.mjs').Workflow} workflow
		 * @returns {Promise<{ id: string, versionId: string }>}
		 */
		createWorkflow: (workflow) => post('/workflows', workflow),

		/**
		 * Runs a workflow from one of its triggers, to its end.
		 *
		 * @param {string} id
		 * @param {string} trigger name of the trigger node
		 * @param {Record<string, unknown>} [given] what the trigger hands over, in place of what it would by itself
		 * @returns {Promise<Execution>}
		 */
		async run(id, trigger, given) {
			const triggerToStartFrom = { name: trigger, ...(given && { data: outputOf(given) }) };
			const { executionId } = await post(`/workflows/${id}/run`, { triggerToStartFrom });
			while ((await read(`/executions/${executionId}`)).stoppedAt === null) {
				await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
			}
			return await execution(executionId);
		},
	};
}

/** One item, as a trigger's turn would have given it. */
const outputOf = (json) => ({
	startTime: Date.now(),
	executionTime: 0,
	executionIndex: 0,
	executionStatus: 'success',
	source: [],
	data: { main: [[{ json }]] },
});

/**
 * @param {{ id: string, status: string, data: { resultData: { runData?: Record<string, any[]>, error?: Error } } }} answer
 * @returns {Execution}
 */
function readExecution({ id, status, data }) {
	const { runData = {}, error } = data.resultData;
	return {
		id,
		status,
		error: error?.message,
		items: (node, output) => (runData[node] ?? []).flatMap((turn) => turn.data?.main?.[output] ?? []),
	};
}
