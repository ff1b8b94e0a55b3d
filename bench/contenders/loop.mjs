import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HOST } from '../../scripts/paths.mjs';

const { default: axios } = createRequire(join(HOST, 'package.json'))('axios');

/**
 * A loop that asks for page after page over one connection, with the axios that n8n itself brings.
 *
 * @type {import('./contender.mjs').Prepare}
 */
export async function prepare(vendor, { url, pageSize = vendor.pageSize }) {
	const client = axios.create({ httpAgent: new Agent({ keepAlive: true }), proxy: false });
	return async (window) => {
		const held = [];
		for await (const rows of vendor.loop(client, url, window, pageSize))
			for (const row of rows) held.push(row);
		return { records: held.length, held };
	};
}
