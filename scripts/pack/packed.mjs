import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { npmProgram } from '../npm.mjs';

const MOST_OUTPUT = 16 * 1024 ** 2;

/**
 * What `npm publish` would send from a folder.
 *
 * @param {string} folder that holds a package.json
 * @returns {Promise<{ name: string, version: string, unpackedSize: number, files: { path: string }[] }>}
 */
export async function packed(folder) {
	const [program, ...before] = npmProgram();
	const args = [...before, 'pack', '--dry-run', '--json', '--ignore-scripts'];
	const { stdout } = await promisify(execFile)(program, args, { cwd: folder, maxBuffer: MOST_OUTPUT });
	return JSON.parse(stdout)[0];
}
