import { bindChat, bindCredentials } from '../../../demo/examples.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('../../../demo/n8nApi.mjs').signUp>>} N8n
 * @typedef {import('../../../demo/examples.mjs').Workflow} Workflow
 * @typedef {{ id: string, versionId: string }} Imported
 *
 * @typedef {object} Publication what n8n says of a workflow once it has tried its triggers
 * @property {'published' | 'partial' | 'failed' | 'not_published'} status
 * @property {{ status: string, errorMessage: string | null }[]} triggers
 */

/**
 * What a person does with workflows in the editor: import, publish, look at the runs.
 *
 * @param {N8n} n8n
 * @param {Readonly<Record<string, string>>} credentials ids by type
 * @param {string} chat address of the webhook that examples post to
 * @param {typeof import('./until.mjs').until} until
 */
export function workflowsIn(n8n, credentials, chat, until) {
	const { get, post, read } = n8n.session;

	/**
	 * @param {string} id of the workflow
	 * @param {string} status `running`, `success`, `error`, `crashed`
	 * @returns {Promise<string[]>} ids of its runs
	 */
	const runs = async (id, status) => {
		const filter = JSON.stringify({ workflowId: id, status: [status] });
		const { results } = await get(`/executions?${new URLSearchParams({ filter, limit: '100' })}`);
		return results.map((run) => run.id);
	};

	return {
		runs,

		/** Runs a workflow by hand from one of its triggers, to its end. */
		run: n8n.run,

		/** What a run gave, by its id. */
		execution: n8n.execution,

		/** The content of a file that an execution made. */
		download: n8n.download,

		/** @returns {Promise<Map<string, number[]>>} the versions of each node that this n8n has, by type */
		async nodeVersions() {
			const versions = new Map();
			for (const { name, version } of await n8n.session.nodeTypes())
				versions.set(name, [...(versions.get(name) ?? []), version].flat());
			return versions;
		},

		/**
		 * @param {Workflow} workflow
		 * @param {Readonly<Record<string, string>>} [others] ids of credentials in place of the usual ones, by type
		 * @returns {Promise<Imported>}
		 */
		importWorkflow: (workflow, others = {}) =>
			n8n.createWorkflow(bindChat(bindCredentials(workflow, { ...credentials, ...others }), chat)),

		createCredentials: n8n.createCredentials,

		/**
		 * Publishes a workflow, and waits until n8n has tried its triggers.
		 *
		 * @param {Imported} imported
		 * @returns {Promise<Publication>}
		 */
		async publish({ id, versionId }) {
			await post(`/workflows/${id}/activate`, { versionId });
			return await until('n8n to say whether the workflow is published', async () => {
				const publication = await get(`/workflows/${id}/publication-status`);
				return publication.status !== 'in_progress' && publication;
			});
		},

		/** @param {{ id: string }} imported */
		unpublish: ({ id }) => post(`/workflows/${id}/deactivate`, {}),

		/**
		 * @param {string} run that died before it was done
		 * @returns {Promise<Record<string, unknown>[]>} the records its trigger gave it
		 */
		async given(run) {
			const { data } = await read(`/executions/${run}?includeData=true`);
			const [first] = data.executionData.nodeExecutionStack;
			return first.data.main.flat().map(({ json }) => json);
		},

		/**
		 * @param {string} run that is done
		 * @param {string} node
		 * @param {number} output
		 * @returns {Promise<Record<string, unknown>[]>} what the node gave on this output
		 */
		async gave(run, node, output) {
			const { data } = await read(`/executions/${run}?includeData=true`);
			const [{ data: given }] = data.resultData.runData[node];
			return given.main[output].map(({ json }) => json);
		},

		/** Presses "Retry" on a run, and waits until it is done. */
		retry: (run) => post(`/executions/${run}/retry`, { loadWorkflow: false }),

		/**
		 * @param {string} run
		 * @returns {Promise<string | undefined>} what stopped it, in words
		 */
		async errorOf(run) {
			const { data } = await read(`/executions/${run}?includeData=true`);
			return data.resultData.error?.message;
		},
	};
}
