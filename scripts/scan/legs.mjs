import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { packed } from '../pack/packed.mjs';

/** Of the published package the scanner reads these: `analyzePackageByName` in its `scanner.mjs`. */
const PUBLISHED_PATTERNS = ['**/*.js', 'package.json'];

/**
 * @typedef {object} Verdict
 * @property {string} leg `sources` or `published`
 * @property {boolean} passed
 * @property {string} [found] what the scanner says against it
 */

/**
 * What n8n's scanner would say of a package that is published from a folder. It reads the sources at the commit that
 * the provenance names, and the package that npm hands out; here both are taken from the folder.
 *
 * @param {string} folder
 * @returns {Promise<Verdict[]>}
 */
export const scanned = async (folder) => [
	verdict('sources', await analyzePackage(folder, SOURCE_FILE_PATTERNS)),
	verdict('published', await inPublishedForm(folder, (copy) => analyzePackage(copy, PUBLISHED_PATTERNS))),
];

/**
 * The scanner passes what holds no file to read. We do not.
 *
 * @param {string} leg
 * @param {{ passed: boolean, message?: string, details?: string }} result
 * @returns {Verdict}
 */
const verdict = (leg, { passed, message, details }) => ({
	leg,
	passed: passed && message === undefined,
	found: [message, details].filter(Boolean).join('\n'),
});

/**
 * @template T
 * @param {string} folder
 * @param {(copy: string) => Promise<T>} look
 */
async function inPublishedForm(folder, look) {
	const copy = mkdtempSync(join(tmpdir(), 'published-'));
	try {
		for (const { path } of (await packed(folder)).files) {
			mkdirSync(dirname(join(copy, path)), { recursive: true });
			cpSync(join(folder, path), join(copy, path));
		}
		return await look(copy);
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}
