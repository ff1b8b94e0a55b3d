import { readFileSync } from 'node:fs';
import { leanClient } from './client.mjs';
import { loginClient } from './login.mjs';

/**
 * What `JSON.parse` and `JSON.stringify` take for the bytes of the answers that a scan got.
 *
 * @type {import('./contender.mjs').Prepare}
 */
export async function prepare(vendor, { url, requests }) {
	/** @type {import('../emulator.mjs').LoggedRequest[]} */
	const asked = JSON.parse(readFileSync(requests, 'utf8'));
	const ask = leanClient(url, 1, await vendor.signIn(loginClient, url));
	return async () => {
		let micros = 0;
		let length = 0;
		for (const request of asked) {
			const text = Buffer.from(await (await ask(request)).arrayBuffer()).toString('utf8');
			const begun = process.cpuUsage();
			const value = JSON.parse(text);
			const written = JSON.stringify(value);
			const { user, system } = process.cpuUsage(begun);
			micros += user + system;
			length += written.length;
		}
		return { records: 0, held: length, cpuMs: micros / 1_000 };
	};
}
