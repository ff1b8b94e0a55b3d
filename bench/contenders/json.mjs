import { readFileSync } from 'node:fs';
import { leanClient } from './client.mjs';
import { loginClient } from './login.mjs';

/**
 * What `JSON.parse` and `JSON.stringify` take for the bytes of the answers that a scan got; with `keeps` nothing that was
 * parsed is let go before the end, as by everybody who hands over items.
 *
 * @type {import('./contender.mjs').Prepare}
 */
export async function prepare(vendor, { url, requests, keeps }) {
	/** @type {import('../emulator.mjs').LoggedRequest[]} */
	const asked = JSON.parse(readFileSync(requests, 'utf8'));
	const ask = leanClient(url, 1, await vendor.signIn(loginClient, url));
	return async () => {
		let micros = 0;
		let length = 0;
		const kept = [];
		for (const request of asked) {
			const text = Buffer.from(await (await ask(request)).arrayBuffer()).toString('utf8');
			const begun = process.cpuUsage();
			const value = JSON.parse(text);
			const written = JSON.stringify(value);
			const { user, system } = process.cpuUsage(begun);
			micros += user + system;
			length += written.length;
			if (keeps) kept.push(value);
		}
		return { records: 0, held: [length, kept], cpuMs: micros / 1_000 };
	};
}
