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
 * @typedef {{ key: string, fields: Record<string, unknown> }} Ticket
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

		/** @returns {Promise<Ticket[]>} the tickets in its ticket desk, oldest first */
		tickets: () => control('tickets'),
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
