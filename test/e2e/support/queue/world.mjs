import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startWorker } from '../../../../demo/host.mjs';
import { freePort } from '../../../../demo/preflight.mjs';
import { createServices } from '../../../../demo/services.mjs';
import { makeUserFolder } from '../../../../demo/userFolder.mjs';
import { hostIn, MORTAL, onStage, settle } from '../world.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

/** As a supervisor would set it: the main does nothing but poll, plan and serve the editor. */
const QUEUE = { EXECUTIONS_MODE: 'queue', OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' };

/** How soon n8n gives up on a worker that died: some seconds in place of a minute and more. */
const IMPATIENT = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** One execution at a time in each, so that two at one time are on two workers. */
const CONCURRENCY = 1;

/** @typedef {Awaited<ReturnType<typeof openQueueWorld>>} QueueWorld */

/**
 * n8n's queue mode: PostgreSQL, Redis and the main are up, and two workers wait to be started. Every process has a user
 * folder of its own with the package in it, as on machines of their own.
 *
 * @param {string} theme names the folders
 */
export const openQueueWorld = (theme) =>
	onStage(theme, async ({ services, emulator, folder, logs, atEnd }) => {
		const servers = createServices();
		atEnd(servers.stop);
		await mkdir(folder, { recursive: true });
		const postgres = await startPostgres(servers, join(logs, 'postgres.log'));
		atEnd(postgres.remove);
		const redis = await startRedis(servers, folder, join(logs, 'redis.log'));
		const env = { ...QUEUE, ...IMPATIENT, ...postgres.env, ...redis };
		const startMain = await hostIn(services, join(folder, 'main'), logs, env);
		const worker = (name) => workerIn(services, join(folder, name), join(logs, `${name}.log`), env);
		const [main, ...workers] = await Promise.all([
			settle(startMain, services, emulator),
			worker('worker-1'),
			worker('worker-2'),
		]);
		return { ...main, workers };
	});

/**
 * @param {import('../../../../demo/host.mjs').Services} services
 * @param {string} folder its user folder
 * @param {string} log file
 * @param {Readonly<Record<string, string>>} env
 */
async function workerIn(services, folder, log, env) {
	await makeUserFolder(folder);
	const settings = {
		port: await freePort(),
		runnerPort: await freePort(),
		folder,
		log,
		env: { ...MORTAL, ...env },
		concurrency: CONCURRENCY,
	};
	/** @type {Awaited<ReturnType<typeof startWorker>>} */
	let worker;
	return {
		async start() {
			worker = await startWorker(services, settings);
		},

		/** Ends it as a power cut would. */
		kill: () => worker.kill(),

		/** @returns {Promise<string[]>} the executions it began since it was started */
		async ran() {
			const begun = (await readFile(log, 'utf8')).matchAll(/Worker started execution (\d+)/g);
			return [...begun].map(([, id]) => id);
		},
	};
}
