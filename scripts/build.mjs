import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { npm } from './npm.mjs';
import { ROOT } from './paths.mjs';
import rooms from './rooms.js';

/** Holds the hash of the sources that the last finished build was made from. */
const STAMP = join(ROOT, 'node_modules', '.cache', 'security-activity', 'built-from');

/**
 * Builds the package into `dist/`, unless it is there and made from the sources as they are now.
 *
 * @param {import('./setup.mjs').Announce} [announce]
 */
export async function build(announce) {
	const hash = hashOfSources(ROOT);
	if (isBuilt() && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
	announce?.('the package, a few seconds, when its sources have changed');
	rmSync(STAMP, { force: true });
	await npm(ROOT, ['run', 'build'], { log: 'build' });
	mkdirSync(dirname(STAMP), { recursive: true });
	writeFileSync(STAMP, hash);
}

/**
 * Builds the package, and from it the packages of one vendor each.
 *
 * @param {import('./setup.mjs').Announce} [announce]
 */
export async function buildPackages(announce) {
	await build(announce);
	const { assemblePackages } = await import('./packages/assemble.mjs');
	assemblePackages(ROOT);
}

/** Whether every file that package.json tells n8n to load is there. */
function isBuilt() {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	return [...n8n.credentials, ...n8n.nodes].every((file) => existsSync(join(ROOT, file)));
}

/**
 * Changes with every file that the package is built from.
 *
 * @param {string} root the project's folder
 */
export function hashOfSources(root) {
	const hash = createHash('sha256');
	for (const file of rooms.BUILT_FROM.flatMap((source) => filesIn(root, source)).sort())
		hash.update(`${file}\0`).update(readFileSync(join(root, file)));
	return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} source
 * @returns {string[]} the files below a folder, or the file itself, relative to the project
 */
function filesIn(root, source) {
	const path = join(root, source);
	if (!existsSync(path)) return [];
	if (source.includes('.')) return [source];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)));
}
