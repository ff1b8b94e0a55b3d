import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEMO } from '../scripts/paths.mjs';
import { N8N_VERSION, NODE } from './host.mjs';

/**
 * n8n's database.
 *
 * @param {string} folder n8n's user folder
 */
export const databaseIn = (folder) => join(folder, '.n8n', 'database.sqlite');

/** The same as n8n makes it, before anything is in it: making it takes n8n as long as the rest of its start. */
const EMPTY = join(DEMO, `empty-${N8N_VERSION}.sqlite`);

/**
 * Gives n8n an empty database, if one was kept.
 *
 * @param {string} folder n8n's user folder
 */
export async function placeEmptyDatabase(folder) {
	if (existsSync(EMPTY)) await copyFile(EMPTY, databaseIn(folder));
}

/**
 * Keeps a copy of the database that n8n has just made, while n8n runs on.
 *
 * @param {string} folder n8n's user folder
 */
export async function keepEmptyDatabase(folder) {
	if (existsSync(EMPTY)) return;
	const unfinished = `${EMPTY}.${process.pid}`;
	await rm(unfinished, { force: true });
	const copy = `const { DatabaseSync } = require('node:sqlite');
		const [from, to] = process.argv.slice(1);
		new DatabaseSync(from, { readOnly: true }).prepare('VACUUM INTO ?').run(to);`;
	await promisify(execFile)(NODE, ['-e', copy, databaseIn(folder), unfinished]);
	await rename(unfinished, EMPTY);
}
