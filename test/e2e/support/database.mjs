import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { databaseIn } from '../../../demo/database.mjs';
import { NODE } from '../../../demo/host.mjs';

/** Run by the Node.js of n8n, which has SQLite built in. */
const READ = `const { DatabaseSync } = require('node:sqlite');
	const [file, query] = process.argv.slice(1);
	console.log(JSON.stringify(new DatabaseSync(file, { readOnly: true }).prepare(query).all()));`;

/**
 * Looks into n8n's database for what no interface of n8n shows.
 *
 * @param {string} folder n8n's user folder
 * @param {string} query
 * @returns {Promise<Record<string, unknown>[]>}
 */
export async function rows(folder, query) {
	const { stdout } = await promisify(execFile)(NODE, ['-e', READ, databaseIn(folder), query]);
	return JSON.parse(stdout);
}
