import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { ROOT, SCANNER, TEST_HOSTS } from './paths.mjs';

/**
 * Told what there is to do and how long it takes; not called when all is there already.
 *
 * @typedef {(what: string) => void} Announce
 */

/** @param {Announce} [announce] */
export const installTools = (announce) =>
	install(ROOT, 'install-tools', () => announce?.('npm packages, about a minute, the first time only'));

/** @param {Announce} [announce] */
export const installTestHosts = (announce) =>
	install(TEST_HOSTS, 'install-test-hosts', () =>
		announce?.('older n8n engines for the tests, about half a minute, the first time only'),
	);

/** @param {Announce} [announce] */
export const installScanner = (announce) =>
	install(SCANNER, 'install-scanner', () =>
		announce?.("n8n's scanner of community packages, a few seconds, the first time only"),
	);

/**
 * Installs what the lock file of a folder names, unless it is there.
 *
 * @param {string} folder
 * @param {string} log name of the log file
 * @param {() => void} announce
 */
export async function install(folder, log, announce) {
	if (isInstalled(folder)) return;
	announce();
	await npm(folder, ['ci', '--ignore-scripts', '--include=dev', '--include=optional'], { log });
}

/**
 * Whether `npm ci` has run to its end in a folder, for the lock file that is there now. npm writes what it
 * installed to `node_modules/.package-lock.json` as its last act, so an interrupted run shows.
 *
 * @param {string} folder
 */
export function isInstalled(folder) {
	const wanted = lockedPackages(join(folder, 'package-lock.json'));
	const there = lockedPackages(join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !there) return false;
	return Object.entries(wanted).every(([path, want]) => {
		const have = there[path];
		return have
			? have.version === want.version && have.integrity === want.integrity
			: mayBeMissing(path, want);
	});
}

/**
 * @typedef {{ version: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} Locked
 *
 * @param {string} file
 * @returns {Record<string, Locked> | undefined} by path; nothing if there is no readable lock file
 */
function lockedPackages(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/**
 * The project itself stands in its lock file, and so do packages for other machines than this one.
 *
 * @param {string} path
 * @param {Locked} entry
 */
const mayBeMissing = (path, { optional, os, cpu }) => path === '' || Boolean(optional || os || cpu);
