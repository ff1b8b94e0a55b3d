import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from '../scripts/npm.mjs';
import { DEMO, HOST } from '../scripts/paths.mjs';
import { install, isInstalled } from '../scripts/setup.mjs';

/** The Node.js that comes with the host: n8n 2.41 asks for version 24. */
export const NODE = join(
	HOST,
	'node_modules',
	'node',
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

const N8N = join(HOST, 'node_modules', 'n8n', 'bin', 'n8n');

const { dependencies } = JSON.parse(readFileSync(join(HOST, 'package.json'), 'utf8'));

/** The version of n8n that the demo runs. */
export const N8N_VERSION = dependencies.n8n;

/** Whether n8n is there and its own Node.js can load the SQLite driver. */
export async function isHostReady() {
	return isInstalled(HOST) && (await loadsSqlite());
}

async function loadsSqlite() {
	try {
		const print = 'require("sqlite3"); console.log(process.versions.node)';
		const { stdout } = await promisify(execFile)(NODE, ['-e', print], { cwd: HOST });
		return stdout.trim() === dependencies.node;
	} catch {
		return false;
	}
}

/**
 * Installs the pinned n8n. Its install scripts stay off, but for the two packages that are nothing without
 * theirs: the SQLite driver (downloaded ready-made or compiled) and the Node.js binary.
 *
 * @param {import('../scripts/setup.mjs').Announce} announce
 */
export async function installHost(announce) {
	await install(HOST, 'install-n8n', () =>
		announce('3 GB of npm packages, about 4 minutes, the first time only'),
	);
	if (await loadsSqlite()) return;
	announce('SQLite driver and Node.js 24, about a minute');
	await npm(HOST, ['rebuild', 'sqlite3', 'node', '--ignore-scripts=false', '--foreground-scripts'], {
		log: 'install-n8n-native',
		env: { JOBS: 'max', ...headersOfThisNode() },
		causes: [
			[
				/not found: make|find Python|make: .*(g\+\+|c\+\+)|No such file or directory.*\+\+/,
				"n8n's SQLite driver could not be compiled. Install python3, make and a C++ compiler (on Debian and Ubuntu: sudo apt-get install -y python3 make g++) and run the same command again.",
			],
		],
	});
}

/** Where the driver can be had ready-made for this machine. The driver's own install script asks the same address. */
export function prebuiltUrl() {
	const { packages } = JSON.parse(readFileSync(join(HOST, 'package-lock.json'), 'utf8'));
	const { version } = packages['node_modules/sqlite3'];
	return `https://github.com/TryGhost/node-sqlite3/releases/download/v${version}/sqlite3-v${version}-napi-v6-${process.platform}-${process.arch}.tar.gz`;
}

/**
 * The driver uses Node-API, which is the same in every Node.js. If this one has its headers beside it, they need
 * no download.
 */
function headersOfThisNode() {
	const prefix = dirname(dirname(process.execPath));
	return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: prefix } : {};
}

/** Modules of n8n that have no part in what we show. */
export const QUIET_MODULES = [
	'agents',
	'chat-hub',
	'instance-ai',
	'mcp',
	'mcp-registry',
	'quick-connect',
	'workflow-builder',
];

/** Everything that would look something up elsewhere, ask the person questions or fill the log. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_DISABLED_MODULES: QUIET_MODULES.join(','),
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
};

/** Settings for another n8n, for npm and for the way out: they would reach into ours, which stays on this machine. */
const FOREIGN = /^(N8N|DB|QUEUE|EXECUTIONS|npm)_|_PROXY$/i;

const ownEnvironment = () =>
	Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));

/** An empty database is made in about ten seconds; on a busy machine it takes a few times that. */
const START_WITHIN_MS = 180_000;

/**
 * @typedef {object} HostSettings
 * @property {number} port where n8n listens
 * @property {number} runnerPort where its task broker listens
 * @property {string} folder n8n's user folder
 * @property {string} log file
 * @property {Readonly<Record<string, string>>} [env] further settings
 *
 * @typedef {ReturnType<typeof import('./services.mjs').createServices>} Services
 */

/**
 * Starts n8n on the loopback address.
 *
 * @param {Services} services
 * @param {HostSettings} settings
 */
export const startHost = (services, settings) =>
	startN8n(services, settings, 'n8n', ['start'], {
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(settings.port),
		N8N_SECURE_COOKIE: 'false',
		DB_TYPE: 'sqlite',
	});

/**
 * Starts a worker of n8n's queue mode on the loopback address. Its settings name the queue and the database.
 *
 * @param {Services} services
 * @param {HostSettings & { concurrency: number }} settings how many executions it runs at one time
 */
export const startWorker = (services, settings) =>
	startN8n(services, settings, "n8n's worker", ['worker', `--concurrency=${settings.concurrency}`], {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(settings.port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	});

/**
 * @param {Services} services
 * @param {HostSettings} settings
 * @param {string} name for sentences
 * @param {readonly string[]} command
 * @param {Readonly<Record<string, string>>} ownEnv what this kind of process is told
 */
async function startN8n(services, { port, runnerPort, folder, log, env = {} }, name, command, ownEnv) {
	const url = `http://127.0.0.1:${port}`;
	const { stop, kill } = await services.start({
		name,
		program: NODE,
		args: [N8N, ...command],
		cwd: folder,
		env: {
			...ownEnvironment(),
			...QUIET,
			N8N_USER_FOLDER: folder,
			N8N_ENCRYPTION_KEY: 'only-for-the-demo',
			N8N_RUNNERS_BROKER_PORT: String(runnerPort),
			GENERIC_TIMEZONE: 'UTC',
			NODE_COMPILE_CACHE: join(DEMO, 'compile-cache'),
			...ownEnv,
			...env,
		},
		log,
		readyUrl: `${url}/healthz/readiness`,
		withinMs: START_WITHIN_MS,
	});
	return { url, stop, kill };
}
