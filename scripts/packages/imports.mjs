import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { Problem } from '../problem.mjs';

/**
 * Every source file that some files reach through their imports, those of types alone too.
 *
 * @param {string} root folder that all paths are relative to
 * @param {readonly string[]} entries TypeScript files
 * @returns {string[]} the entries and what they reach, sorted
 * @throws {Problem} if an import names a file that is not there
 */
export function reachableFrom(root, entries) {
	const seen = new Set();
	const waiting = [...entries];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		if (seen.has(file)) continue;
		seen.add(file);
		waiting.push(...importedBy(root, file));
	}
	return [...seen].sort();
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {string[]} the project's own files that it imports
 */
function importedBy(root, file) {
	const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
	return importedFiles
		.map(({ fileName }) => fileName)
		.filter((wanted) => wanted.startsWith('.'))
		.map((wanted) => resolved(root, file, wanted));
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} wanted
 */
function resolved(root, file, wanted) {
	const target = normalize(join(dirname(file), wanted));
	const found = [`${target}.ts`, join(target, 'index.ts')].find((path) => existsSync(join(root, path)));
	if (found === undefined) throw new Problem(`${file} imports ${wanted}, which is not there.`);
	return found;
}
