import { Host } from './n8n.mjs';

/**
 * n8n's own HTTP Request node with pagination. It hands over an item a page; a node that would split them into
 * records is left out, to its advantage.
 *
 * @type {import('./contender.mjs').Prepare}
 */
export async function prepare(vendor, { url }) {
	const host = new Host([]);
	await host.load();
	return async (window) => {
		const { credentials, nodes, rows } = vendor.httpRequest(url, window);
		const [pages] = await host.run({
			credentials,
			steps: nodes.map((parameters) => ({ type: 'n8n-nodes-base.httpRequest', parameters })),
		});
		return { records: pages.reduce((sum, page) => sum + rows(page.json).length, 0), held: pages };
	};
}
