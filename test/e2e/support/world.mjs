import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chatAt, credentialsFor } from '../../../demo/credentials.mjs';
import { keepEmptyDatabase } from '../../../demo/database.mjs';
import { QUIET_MODULES, startHost } from '../../../demo/host.mjs';
import { signUp } from '../../../demo/n8nApi.mjs';
import { freePort } from '../../../demo/preflight.mjs';
import { createServices } from '../../../demo/services.mjs';
import { makeUserFolder } from '../../../demo/userFolder.mjs';
import { startEmulator } from '../../../emulator/index.ts';
import { DEMO, LOGS } from '../../../scripts/paths.mjs';
import { until } from './until.mjs';
import { workflowsIn } from './workflowsIn.mjs';

/** What a test lets happen is all there is. */
const NOTHING_YET = { umbrella: 0, umbrellaLegacy: 0, cloudlock: 0, informatica: 0, defender: 0 };

/**
 * The module "insights" of n8n 2.41.1 stops n8n from starting when a run died between its making and its start: it reads
 * when such a run began, which is null. A supervisor would start n8n a second time, which then succeeds.
 */
export const MORTAL = { N8N_DISABLED_MODULES: [...QUIET_MODULES, 'insights'].join(',') };

/** n8n ends with the process that started it, if that ends in order. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */

/**
 * A real n8n with the package as it is published and a user folder of its own, and the emulator beside it.
 *
 * @param {string} theme names the folders
 * @param {Readonly<Record<string, string>>} [env] settings of n8n
 * @param {import('../../../emulator/index.ts').EmulatorOptions} [held] what the vendors hold from the start: nothing unless told
 */
export const openWorld = (theme, env, held) =>
	onStage(
		theme,
		async ({ services, emulator, folder, logs }) => {
			const startN8n = await hostIn(services, folder, logs, env);
			return { folder, ...(await settle(startN8n, services, emulator)) };
		},
		held,
	);

/**
 * @typedef {object} Stage
 * @property {ReturnType<typeof createServices>} services
 * @property {Awaited<ReturnType<typeof startEmulator>>} emulator
 * @property {string} folder
 * @property {string} logs folder for them
 * @property {(end: () => Promise<unknown>) => void} atEnd what else to do once n8n has ended, in this order
 */

/**
 * An emulator, a folder, and everything ended and removed afterwards.
 *
 * @template {object} Actors
 * @param {string} theme names the folders
 * @param {(stage: Stage) => Promise<Actors>} enter
 * @param {import('../../../emulator/index.ts').EmulatorOptions} [held] what the vendors hold from the start: nothing unless told
 */
export async function onStage(theme, enter, held) {
	const name = `${theme}-${process.pid}`;
	const folder = join(DEMO, 'e2e', name);
	const services = createServices();
	const emulator = await startEmulator({ records: NOTHING_YET, ...held });
	/** @type {(() => Promise<unknown>)[]} */
	const ends = [];
	const close = async () => {
		await services.stop();
		for (const end of ends) await end();
		await emulator.close();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const logs = join(LOGS, 'e2e', name);
		const actors = await enter({ services, emulator, folder, logs, atEnd: (end) => ends.push(end) });
		return { emulator, close, ...actors };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Makes the user folder, and says how to start n8n in it: always on the same ports, with a log of its own. */
export async function hostIn(services, folder, logs, env) {
	await mkdir(folder, { recursive: true });
	await makeUserFolder(folder);
	const ports = { port: await freePort(), runnerPort: await freePort() };
	let starts = 0;
	return async () => {
		starts += 1;
		const host = await startHost(services, {
			...ports,
			folder,
			log: join(logs, `n8n-${starts}.log`),
			env: { ...MORTAL, ...env },
		});
		if (starts === 1 && env?.DB_TYPE === undefined) await keepEmptyDatabase(folder);
		return host;
	};
}

/** Starts n8n for the first time, with an owner and the credentials. */
export async function settle(startN8n, services, emulator) {
	let host = await startN8n();
	const n8n = await signUp(host.url);
	const credentials = await credentialsFor(emulator.url);
	const ids = await n8n.createCredentials(credentials);

	/** @type {typeof until} that ends at once when n8n ends by itself */
	const untilOrDead = (what, look, options) => until(what, look, { or: services.failed, ...options });

	return {
		url: host.url,
		credentials,
		until: untilOrDead,
		...workflowsIn(n8n, ids, await chatAt(emulator.url), untilOrDead),

		/** Ends n8n as a power cut would. */
		kill: () => host.kill(),

		/** Ends n8n as an upgrade would: it is asked to. */
		stop: () => host.stop(),

		/** Starts n8n again with what it left behind. */
		async start() {
			host = await startN8n();
		},
	};
}
