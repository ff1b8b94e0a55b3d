import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packed } from '../scripts/pack/packed.mjs';
import { ROOT } from '../scripts/paths.mjs';
import { placeEmptyDatabase } from './database.mjs';

/**
 * Makes n8n's user folder anew: an empty database, and the package where a community package is installed.
 *
 * @param {string} folder
 */
export async function makeUserFolder(folder) {
	await rm(join(folder, '.n8n'), { recursive: true, force: true });
	await installPackage(folder, ROOT);
	await placeEmptyDatabase(folder);
}

/**
 * Installs what `npm publish` would send: n8n runs the package that people install, not the working folder.
 *
 * @param {string} folder n8n's user folder
 * @param {string} source folder that the package is published from
 */
export async function installPackage(folder, source) {
	const { name, files } = await packed(source);
	const target = packageIn(folder, name);
	for (const { path } of files) {
		await mkdir(dirname(join(target, path)), { recursive: true });
		await cp(join(source, path), join(target, path));
	}
}

/**
 * @param {string} folder n8n's user folder
 * @param {string} name of a package
 */
export const removePackage = (folder, name) => rm(packageIn(folder, name), { recursive: true });

const packageIn = (folder, name) => join(folder, '.n8n', 'nodes', 'node_modules', name);
