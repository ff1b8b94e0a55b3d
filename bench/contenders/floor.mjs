import { readFileSync } from 'node:fs';
import { loginClient } from './login.mjs';
import { leanClient } from './client.mjs';

/**
 * The floor: the requests that a scan has made, made again as many at a time, their answers thrown away.
 *
 * @type {import('./contender.mjs').Prepare}
 */
export async function prepare(vendor, { url, requests, parallel }) {
	/** @type {import('../emulator.mjs').LoggedRequest[]} */
	const asked = JSON.parse(readFileSync(requests, 'utf8'));
	const ask = leanClient(url, parallel, await vendor.signIn(loginClient, url));
	return async () => {
		const waiting = asked.values();
		const hand = async () => {
			for (const request of waiting) await (await ask(request)).dump({ limit: Infinity });
		};
		await Promise.all(Array.from({ length: parallel }, hand));
		return { records: 0, held: undefined };
	};
}
