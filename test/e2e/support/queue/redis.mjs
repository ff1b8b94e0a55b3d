import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../../demo/preflight.mjs';
import { programsOf } from '../../../../scripts/servers.mjs';

const START_WITHIN_MS = 30_000;

/**
 * Starts a Redis of our own on the loopback address, which keeps nothing on disk.
 *
 * @param {import('../../../../demo/host.mjs').Services} services
 * @param {string} folder where it runs
 * @param {string} log file
 * @returns {Promise<Record<string, string>>} the settings of n8n that lead there
 */
export async function startRedis(services, folder, log) {
	const bin = programsOf('redis');
	const port = String(await freePort());
	await services.start({
		name: 'Redis',
		program: join(bin, 'redis-server'),
		args: ['--bind', '127.0.0.1', '--port', port, '--save', '', '--appendonly', 'no'],
		cwd: folder,
		env: process.env,
		log,
		isReady: async () => (await ping(join(bin, 'redis-cli'), port)) === 'PONG',
		withinMs: START_WITHIN_MS,
	});
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port };
}

/**
 * @param {string} client
 * @param {string} port
 */
async function ping(client, port) {
	try {
		return (await promisify(execFile)(client, ['-p', port, 'ping'])).stdout.trim();
	} catch {
		return undefined;
	}
}
