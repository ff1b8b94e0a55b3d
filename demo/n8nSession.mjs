import { askJson } from './http.mjs';

/** The owner of this n8n: an account on this machine only, made anew with each user folder. */
export const OWNER = {
	email: 'demo@example.com',
	password: 'Collect-24x7',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** What the API key may do. */
const SCOPES = ['execution:read', 'execution:list'];

/**
 * Makes the owner account of a fresh n8n and signs in. The session outlives a restart of n8n.
 *
 * @param {string} url
 */
export async function openSession(url) {
	const { headers } = await askJson(`${url}/rest/owner/setup`, json(OWNER));
	const cookie = headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	const ask = async (path, init) => (await askJson(`${url}/rest${path}`, init)).body.data;
	const post = (path, body) => ask(path, json(body, { cookie }));
	const { rawApiKey } = await post('/api-keys', { label: 'demo', scopes: SCOPES, expiresAt: null });
	return {
		/**
		 * The editor's own interface, which imports, runs and publishes workflows.
		 *
		 * @param {string} path
		 * @returns {Promise<any>} what the answer carries as its data
		 */
		get: (path) => ask(path, { headers: { cookie } }),

		/**
		 * @param {string} path
		 * @param {unknown} body
		 * @returns {Promise<any>}
		 */
		post,

		/**
		 * The public API, which reads what executions gave.
		 *
		 * @param {string} path
		 * @returns {Promise<any>}
		 */
		async read(path) {
			const headers = { 'X-N8N-API-KEY': rawApiKey, 'Accept-Encoding': 'identity' };
			return (await askJson(`${url}/api/v1${path}`, { headers })).body;
		},

		/** @returns {Promise<{ name: string, version: number | number[] }[]>} the nodes that the editor offers */
		nodeTypes: async () => (await askJson(`${url}/types/nodes.json`, { headers: { cookie } })).body,

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
