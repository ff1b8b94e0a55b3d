import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEMO } from '../scripts/paths.mjs';
import { N8N_VERSION, NODE } from './host.mjs';

/** n8n's database in the demo's user folder. */
const DATABASE = join(DEMO, '.n8n', 'database.sqlite');

/** The same as n8n makes it, before anything is in it: making it takes n8n as long as the rest of its start. */
const EMPTY = join(DEMO, `empty-${N8N_VERSION}.sqlite`);

/** Gives n8n an empty database, if one was kept. */
export async function placeEmptyDatabase() {
	if (existsSync(EMPTY)) await copyFile(EMPTY, DATABASE);
}

/** Keeps a copy of the database that n8n has just made, while n8n runs on. */
export async function keepEmptyDatabase() {
	if (existsSync(EMPTY)) return;
	const unfinished = `${EMPTY}.part`;
	await rm(unfinished, { force: true });
	const copy = `const { DatabaseSync } = require('node:sqlite');
		const [from, to] = process.argv.slice(1);
		new DatabaseSync(from, { readOnly: true }).prepare('VACUUM INTO ?').run(to);`;
	await promisify(execFile)(NODE, ['-e', copy, DATABASE, unfinished]);
	await rename(unfinished, EMPTY);
}
