import { join } from 'node:path';
import { createServices } from '../demo/services.mjs';
import { askJson } from '../demo/http.mjs';
import { freePort } from '../demo/preflight.mjs';
import { LOGS, ROOT } from '../scripts/paths.mjs';

/** A million records are made ready in a few seconds; a busy machine takes a few times that. */
const START_WITHIN_MS = 120_000;

/** Records beyond this many are made when they are asked for: held, they would fill the memory. */
const MOST_HELD = 400_000;

const HEAP_MIB = 8_192;

const SECOND_MS = 1_000;

/**
 * @typedef {object} LoggedRequest
 * @property {string} method
 * @property {string} path
 * @property {string} query
 * @property {string} body
 *
 * @typedef {LoggedRequest & { kind: 'data' | 'auth', vendor: string, status: number, at: number }} LogEntry
 *
 * @typedef {object} World
 * @property {import('./vendors/vendor.mjs').Vendor} vendor
 * @property {number} records
 * @property {number} latencyMs every answer waits
 * @property {Readonly<Record<string, unknown>>} [switches] of the vendor
 */

/**
 * Starts an emulator of one vendor in a process of its own, uses it, and stops it.
 *
 * @template T
 * @param {World} world
 * @param {(emulator: { url: string, window: import('./vendors/vendor.mjs').Window, held: number, log: () => Promise<LogEntry[]> }) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withEmulator({ vendor, records, latencyMs, switches = {} }, use) {
	const services = createServices();
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const order = {
		port,
		vendor: vendor.emulator,
		source: vendor.source,
		records,
		days: vendor.days,
		latencyMs,
		switches,
		isHeld: records <= MOST_HELD,
	};
	try {
		await services.start({
			name: 'The emulator',
			program: process.execPath,
			args: [
				`--max-old-space-size=${HEAP_MIB}`,
				'--import',
				'tsx',
				'bench/vendorProcess.ts',
				JSON.stringify(order),
			],
			cwd: ROOT,
			log: join(LOGS, 'bench-emulator.log'),
			readyUrl: `${url}/__emulator/switches`,
			withinMs: START_WITHIN_MS,
		});
		const control = async (path) => (await askJson(`${url}/__emulator/${path}`)).body;
		// Informatica writes a sign-in down by its second, also that of whoever is about to be measured.
		const to = Math.floor(Date.now() / SECOND_MS) * SECOND_MS;
		const window = { from: to - vendor.reachBack - WIDER_MS, to };
		const query = new URLSearchParams({ from: String(window.from), to: String(to) });
		const { count } = await control(`records/${vendor.source}?${query}`);
		return await Promise.race([
			use({ url, window, held: count, log: () => control('log') }),
			services.failed,
		]);
	} finally {
		await services.stop();
	}
}

/** The window begins before the first record, so that a loop without an exact lower bound reads the same. */
const WIDER_MS = 60_000;
