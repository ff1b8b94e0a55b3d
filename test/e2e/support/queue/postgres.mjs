import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../../demo/preflight.mjs';
import { programsOf } from '../../../../scripts/servers.mjs';

const ask = promisify(execFile);

const USER = 'n8n';
const START_WITHIN_MS = 60_000;

/** Only this machine can ask for it, and it is gone after the test: no password, and no waiting for the disk. */
const INIT = ['--username', USER, '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'];
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'unix_socket_directories='];

/**
 * Starts a PostgreSQL of our own, in a folder of its own.
 *
 * @param {import('../../../../demo/host.mjs').Services} services
 * @param {string} log file
 */
export async function startPostgres(services, log) {
	const bin = programsOf('postgres');
	const as = await userToRunAs();
	const home = await mkdtemp(join(tmpdir(), 'n8n-postgres-'));
	if (as.length > 0) await ask('chown', [SYSTEM_USER, home]);
	const data = join(home, 'data');
	const command = (program, ...args) => [...as, join(bin, program), ...args];
	const [first, ...rest] = command('initdb', '--pgdata', data, ...INIT);
	await ask(first, rest, { cwd: home });

	const port = String(await freePort());
	const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
	const [program, ...args] = command('postgres', '-D', data, '-h', '127.0.0.1', '-p', port, ...settings);
	await services.start({
		name: 'PostgreSQL',
		program,
		args,
		cwd: home,
		env: process.env,
		log,
		isReady: () => answers(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', port, '-U', USER, '-q']),
		withinMs: START_WITHIN_MS,
	});
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_DATABASE: 'postgres',
		},

		/** Takes its folder away; it has to be stopped before. */
		remove: () => rm(home, { recursive: true, force: true }),
	};
}

/** The user that comes with PostgreSQL's package. */
const SYSTEM_USER = 'postgres';

/**
 * PostgreSQL refuses to run as root. `setpriv` becomes the program it starts, so that a signal reaches PostgreSQL itself.
 *
 * @returns {Promise<string[]>} what to put before a command
 */
async function userToRunAs() {
	if (process.getuid?.() !== 0) return [];
	const ids = await Promise.all(['-u', '-g'].map((which) => ask('id', [which, SYSTEM_USER])));
	const [user, group] = ids.map(({ stdout }) => stdout.trim());
	return ['setpriv', '--reuid', user, '--regid', group, '--clear-groups'];
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
async function answers(program, args) {
	try {
		await ask(program, args);
		return true;
	} catch {
		return false;
	}
}
