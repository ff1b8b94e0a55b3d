import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../scripts/paths.mjs';
import { npmProgram } from '../scripts/npm.mjs';
import { placeEmptyDatabase } from './database.mjs';

/**
 * Makes n8n's user folder anew: an empty database, and the package where a community package is installed.
 *
 * @param {string} folder
 */
export async function makeUserFolder(folder) {
	const n8n = join(folder, '.n8n');
	await rm(n8n, { recursive: true, force: true });
	const { name, files } = await packed();
	const target = join(n8n, 'nodes', 'node_modules', name);
	await mkdir(target, { recursive: true });
	await placeEmptyDatabase(folder);
	for (const { path } of files) {
		await mkdir(dirname(join(target, path)), { recursive: true });
		await cp(join(ROOT, path), join(target, path));
	}
}

/**
 * What `npm publish` would send: n8n runs the package that people install, not the working folder.
 *
 * @returns {Promise<{ name: string, files: { path: string }[] }>}
 */
async function packed() {
	const [program, ...before] = npmProgram();
	const args = [...before, 'pack', '--dry-run', '--json', '--ignore-scripts'];
	const { stdout } = await promisify(execFile)(program, args, { cwd: ROOT, maxBuffer: 16 * 1024 ** 2 });
	return JSON.parse(stdout)[0];
}
