import { join } from 'node:path';
import { LOGS, ROOT } from '../scripts/paths.mjs';
import { emulatorKeys } from './credentials.mjs';
import { askJson } from './http.mjs';

/**
 * As each vendor's documentation limits its callers, and with enough records that paging, splitting of windows and
 * rate limits have to work: per vendor how many, over how many days.
 */
const SIZES = [
	...['--rate-limits'],
	...['--umbrella', '45000', '--umbrella-days', '3'],
	...['--cloudlock', '18000', '--cloudlock-days', '30'],
	...['--informatica', '12000', '--informatica-days', '30'],
	...['--defender', '24000', '--defender-days', '30'],
];

/** Generous: it answers within two seconds on a machine that is not busy. */
const START_WITHIN_MS = 60_000;

/**
 * What workflows left with the desks of the emulator, oldest first.
 *
 * @typedef {object} Delivered
 * @property {{ key: string, fields: Record<string, unknown> }[]} tickets Jira
 * @property {Record<string, unknown>[]} alerts TheHive
 * @property {{ text: string }[]} messages the chat
 * @property {{ key: string, size: number }[]} objects the object store
 */

/**
 * Starts the vendor emulator, and gives a view of what it holds through its control plane.
 *
 * @param {ReturnType<typeof import('./services.mjs').createServices>} services
 * @param {number} port
 */
export async function startEmulator(services, port) {
	const url = `http://127.0.0.1:${port}`;
	await services.start({
		name: 'The emulator',
		program: process.execPath,
		args: ['--import', 'tsx', 'emulator/main.ts', '--port', String(port), ...SIZES],
		cwd: ROOT,
		log: join(LOGS, 'emulator.log'),
		readyUrl: `${url}/__emulator/switches`,
		withinMs: START_WITHIN_MS,
	});
	return emulatorAt(url);
}

/** @param {string} url of a running emulator */
export function emulatorAt(url) {
	const control = async (path) => (await askJson(`${url}/__emulator/${path}`)).body;
	return {
		url,

		/**
		 * How many records the emulator holds in the window of a scan.
		 *
		 * @param {Record<string, any>} summary of the scan: its `source` and window, `to` exclusive
		 * @param {Record<string, any>} parameters of the scan's node
		 * @returns {Promise<number>}
		 */
		async count({ source, from, to }, parameters) {
			const filters = parameters.filters?.conditions;
			if (filters) return await countFiltered(url, filters, { from, to });
			return (await control(`records/${source}?${new URLSearchParams({ from, to })}`)).count;
		},

		/** @returns {Promise<Delivered>} */
		async delivered() {
			const [tickets, alerts, messages, objects] = await Promise.all(
				['tickets', 'alerts', 'messages', 'objects'].map(control),
			);
			return { tickets, alerts, messages, objects };
		},

		/**
		 * @param {string} key
		 * @returns {Promise<Buffer>} what lies under it in the object store
		 */
		async object(key) {
			const response = await fetch(`${url}/__emulator/object?${new URLSearchParams({ key })}`);
			return Buffer.from(await response.arrayBuffer());
		},
	};
}

/**
 * The control plane counts whole sources; what passes a filter, the emulated Defender counts itself.
 *
 * @param {string} url
 * @param {readonly { field: string, operator: string, value: unknown }[]} conditions
 * @param {{ from: string, to: string }} window
 * @returns {Promise<number>}
 */
async function countFiltered(url, conditions, { from, to }) {
	const filters = Object.fromEntries(
		conditions.map(({ field, operator, value }) => [field, { [operator]: value }]),
	);
	const date = { gte: Date.parse(from), lte: Date.parse(to) - 1 };
	const { body } = await askJson(`${url}/api/v1/activities/`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			Authorization: `Token ${(await emulatorKeys()).defender.apiToken}`,
		},
		body: JSON.stringify({ filters: { ...filters, date }, limit: 1 }),
	});
	return body.total;
}
