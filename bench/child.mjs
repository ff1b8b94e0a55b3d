import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE } from '../demo/host.mjs';
import { HOST, ROOT } from '../scripts/paths.mjs';
import { Problem } from '../scripts/problem.mjs';

/** Settings of another n8n and ways out of this machine must not reach a measured run. */
const FOREIGN = /^(N8N|DB|QUEUE|EXECUTIONS|npm|NODE)_|_PROXY$/i;

/** Room for loops that hold a million records; a scan to a file needs none of it. */
const HEAP_MIB = 12_000;

/** How much a run may say, and how much of it is shown when it fails, in characters. */
const MOST_SAID = 64 * 1024 ** 2;
const LAST_WORDS = 2_000;

const CONTENDER = join(ROOT, 'bench', 'contenders', 'contender.mjs');

/**
 * @typedef {object} Setting what all measured runs share
 * @property {string} scratch a folder for files
 * @property {string} pack the built package as a user would have it: beside no packages but those of n8n
 * @property {string} [profile] folder for CPU profiles
 */

/**
 * @template T
 * @param {string | undefined} profile folder for CPU profiles
 * @param {(setting: Setting) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withSetting(profile, use) {
	const scratch = await mkdtemp(join(tmpdir(), 'bench-'));
	try {
		const pack = join(scratch, 'package');
		await cp(join(ROOT, 'dist'), join(pack, 'dist'), { recursive: true });
		await cp(join(ROOT, 'package.json'), join(pack, 'package.json'));
		return await use({ scratch, pack, profile });
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

/**
 * How many requests a scan has under way at once by default.
 *
 * @param {import('./vendors/vendor.mjs').Vendor} vendor
 * @returns {number}
 */
export function handsOf({ limits: [file, name], pageSize }) {
	const built = (path) => createRequire(import.meta.url)(join(ROOT, 'dist/nodes', path));
	return built('shared/run/parameters.js').handsFor(built(file)[name], pageSize);
}

/**
 * One measured run, in a process of its own.
 *
 * @param {import('./contenders/contender.mjs').Job} job
 * @param {Setting} setting
 * @returns {Promise<import('./contenders/contender.mjs').Measured>}
 * @throws {Problem} with its last words
 */
export async function runContender(job, { scratch, profile }) {
	const folder = await mkdtemp(join(scratch, 'run-'));
	const args = [
		...['--expose-gc', `--max-old-space-size=${HEAP_MIB}`],
		...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
		...[CONTENDER, JSON.stringify(job)],
	];
	const env = {
		...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
		NODE_PATH: join(HOST, 'node_modules'),
		NODE_COMPILE_CACHE: join(scratch, 'compiled'),
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'only-for-the-bench',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		TMPDIR: folder,
	};
	try {
		const { stdout } = await promisify(execFile)(NODE, args, { cwd: folder, env, maxBuffer: MOST_SAID });
		return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
	} catch (error) {
		const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
		const words = (stderr || message).trim().slice(-LAST_WORDS);
		throw new Problem(`${job.contender} at ${job.vendor} failed: ${words}`);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
