import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { ROOT } from '../scripts/paths.mjs';
import { Problem } from '../scripts/problem.mjs';
import { prebuiltUrl } from './host.mjs';

const GIGABYTE = 1024 ** 3;

/** Free disk space: the pinned n8n with its cache, or a start from what is there. */
const SPACE_GB = { firstTime: 5, later: 0.5 };

/** What compiles SQLite's driver, as commands of which one must answer. */
const COMPILER = {
	python3: ['python3', 'python'],
	make: ['make', 'gmake'],
	'a C++ compiler': ['c++', 'g++', 'clang++'],
};

/**
 * Looks at the machine before anything is changed.
 *
 * @param {import('./options.mjs').DemoOptions} options
 * @param {boolean} firstTime whether n8n has to be installed
 * @throws {Problem} naming what is missing and what to do
 */
export async function checkMachine({ port, emulatorPort }, firstTime) {
	await requirePort(port, '--port', 'n8n');
	await requirePort(emulatorPort, '--emulator-port', 'The emulator');
	await requireSpace(firstTime ? SPACE_GB.firstTime : SPACE_GB.later);
	if (firstTime) await requireCompiler();
}

/**
 * @param {number} port
 * @param {string} flag
 * @param {string} user
 */
async function requirePort(port, flag, user) {
	const code = await listenOnce(port);
	if (code === port) return;
	const reason = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${code})`;
	throw new Problem(
		`${user} needs port ${port}, which ${reason}. Stop that program or choose another port: npm run demo -- ${flag} ${port + 2}`,
	);
}

/** @returns {Promise<number>} a port that nobody listens on now */
export async function freePort() {
	return /** @type {number} */ (await listenOnce(0));
}

/**
 * Listens on a port for a moment.
 *
 * @param {number} port 0 for any
 * @returns {Promise<number | string>} the port, or the code of the failure
 */
const listenOnce = (port) =>
	new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error) =>
			resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message),
		);
		server.listen(port, '127.0.0.1', () => {
			const address = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(address.port));
		});
	});

/** @param {number} gigabytes */
async function requireSpace(gigabytes) {
	const { bavail, bsize } = await statfs(ROOT);
	const free = (bavail * bsize) / GIGABYTE;
	if (free >= gigabytes) return;
	throw new Problem(
		`${gigabytes} GB of free disk space are needed in ${ROOT} and there are ${free.toFixed(1)} GB. Free some and try again.`,
	);
}

async function requireCompiler() {
	const missing = [];
	for (const [tool, names] of Object.entries(COMPILER)) if (!(await anyAnswers(names))) missing.push(tool);
	if (missing.length === 0 || (await canDownload(prebuiltUrl()))) return;
	throw new Problem(
		`n8n's SQLite driver has to be compiled here and ${new Intl.ListFormat('en-GB').format(missing)} cannot be found. Install them and try again; on Debian and Ubuntu: sudo apt-get install -y python3 make g++`,
	);
}

/** @param {readonly string[]} names */
async function anyAnswers(names) {
	const answers = await Promise.allSettled(names.map((name) => promisify(execFile)(name, ['--version'])));
	return answers.some(({ status }) => status === 'fulfilled');
}

/** @param {string} url */
async function canDownload(url) {
	try {
		const answer = await fetch(url, {
			method: 'HEAD',
			redirect: 'manual',
			signal: AbortSignal.timeout(5000),
		});
		return answer.status < 400;
	} catch {
		return false;
	}
}
