import { readFileSync } from 'node:fs';
import { loginClient } from './login.mjs';
import { Host } from './n8n.mjs';

/**
 * The floor of any node: the requests that a scan has made, made again as many at a time by the one way n8n gives nodes to
 * ask, their answers thrown away as text.
 *
 * @type {import('./contender.mjs').Prepare}
 */
export async function prepare(vendor, { url, requests, parallel }) {
	/** @type {import('../emulator.mjs').LoggedRequest[]} */
	const asked = JSON.parse(readFileSync(requests, 'utf8'));
	const signedIn = await vendor.signIn(loginClient, url);
	const host = new Host([], { [REPLAY]: replayNode(url, asked, signedIn, parallel) });
	await host.load();
	return async () => {
		await host.run({ credentials: {}, steps: [{ type: REPLAY, parameters: {} }] });
		return { records: 0, held: undefined };
	};
}

const REPLAY = 'bench.replay';

/**
 * @param {string} origin
 * @param {readonly import('../emulator.mjs').LoggedRequest[]} asked
 * @param {Record<string, string>} headers
 * @param {number} parallel
 */
const replayNode = (origin, asked, headers, parallel) => ({
	description: {
		name: REPLAY,
		version: 1,
		defaults: { name: REPLAY },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const waiting = asked.values();
		const hand = async () => {
			for (const { method, path, query, body } of waiting) {
				await this.helpers.httpRequest({
					method,
					url: origin + path + (query ? `?${query}` : ''),
					headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
					...(body ? { body } : {}),
					encoding: 'text',
					returnFullResponse: true,
				});
			}
		};
		await Promise.all(Array.from({ length: parallel }, hand));
		return [[]];
	},
});
