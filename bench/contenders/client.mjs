import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HOST } from '../../scripts/paths.mjs';

const { Pool } = createRequire(join(HOST, 'package.json'))('undici');

/**
 * The leanest client at hand: undici's own request, one connection a hand.
 *
 * @param {string} url origin
 * @param {number} connections
 * @param {Record<string, string>} headers
 */
export function leanClient(url, connections, headers) {
	const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
	/**
	 * @param {import('../emulator.mjs').LoggedRequest} request
	 * @returns {Promise<{ arrayBuffer(): Promise<ArrayBuffer>, dump(options: object): Promise<void> }>} the body
	 */
	return async ({ method, path, query, body }) => {
		const answer = await pool.request({
			method,
			path: query ? `${path}?${query}` : path,
			headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
			...(body ? { body } : {}),
		});
		if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode} for ${path}`);
		return answer.body;
	};
}
