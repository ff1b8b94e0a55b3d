import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { LOGS } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * What n8n's queue mode needs beside n8n, with the programs we start and the names of its packages.
 *
 * @typedef {object} Server
 * @property {string} name
 * @property {readonly string[]} programs
 * @property {string} debian
 * @property {string} homebrew
 */

/** @satisfies {Record<string, Server>} */
const SERVERS = /** @type {const} */ ({
	redis: {
		name: 'Redis',
		programs: ['redis-server', 'redis-cli'],
		debian: 'redis-server',
		homebrew: 'redis',
	},
	postgres: {
		name: 'PostgreSQL',
		programs: ['postgres', 'initdb', 'pg_isready'],
		debian: 'postgresql',
		homebrew: 'postgresql',
	},
});

/** Debian keeps PostgreSQL's programs out of the path, in a folder for each version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Packages are installed and their own services are not started: the tests start what they need themselves. */
const QUIETLY = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };

/**
 * @param {keyof typeof SERVERS} which
 * @returns {string} the folder with its programs
 * @throws {Problem} if it is not installed
 */
export function programsOf(which) {
	const folder = folderOf(SERVERS[which]);
	if (folder === undefined) throw missing([SERVERS[which]]);
	return folder;
}

/**
 * Installs Redis and PostgreSQL where that can be done without asking: as root, on a system with apt.
 *
 * @param {import('./setup.mjs').Announce} [announce]
 * @throws {Problem} naming what to install, elsewhere
 */
export async function installServers(announce) {
	const wanted = absent();
	if (wanted.length === 0) return;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw missing(wanted);
	announce?.(`${namesOf(wanted)}, half a minute, the first time only`);
	await apt('update', ['update']);
	const packages = wanted.map(({ debian }) => debian);
	await apt('install', ['install', '-y', '--no-install-recommends', ...packages]);
	if (absent().length > 0) throw missing(absent());
}

const absent = () => Object.values(SERVERS).filter((server) => folderOf(server) === undefined);

/** @param {Server} server */
const folderOf = ({ programs }) =>
	[...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...versionsOnDebian()].find((folder) =>
		programs.every((program) => existsSync(join(folder, program))),
	);

/** The newest first. */
const versionsOnDebian = () =>
	existsSync(DEBIAN_POSTGRES)
		? readdirSync(DEBIAN_POSTGRES)
				.sort((a, b) => Number(b) - Number(a))
				.map((version) => join(DEBIAN_POSTGRES, version, 'bin'))
		: [];

/**
 * @param {string} step for the name of the log
 * @param {readonly string[]} args
 */
async function apt(step, args) {
	const log = join(LOGS, `apt-${step}.log`);
	const code = await run('apt-get', args, { env: { ...process.env, ...QUIETLY }, log });
	if (code !== 0) throw new Problem(`\`apt-get ${args.join(' ')}\` failed. Its last words are in ${log}.`);
}

/** @param {readonly Server[]} servers */
const missing = (servers) =>
	new Problem(
		`The tests of queue mode need ${namesOf(servers)}. Install it and run the same command again, or name the other themes. ` +
			`On Debian and Ubuntu: sudo apt-get install -y ${servers.map(({ debian }) => debian).join(' ')}. ` +
			`With Homebrew: brew install ${servers.map(({ homebrew }) => homebrew).join(' ')}.`,
	);

/** @param {readonly Server[]} servers */
const namesOf = (servers) => new Intl.ListFormat('en-GB').format(servers.map(({ name }) => name));
