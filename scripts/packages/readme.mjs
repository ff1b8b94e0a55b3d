import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.mjs';

/** A template for all, and what is said of each vendor. */
const FOLDER = 'scripts/packages/readme';

/**
 * The README of a package of one vendor: the template, with the vendor's part and the facts of its package.json in it.
 *
 * @param {string} root
 * @param {{ name: string, version: string, description: string, repository: { url: string } }} manifest
 * @param {string} whole name of the package that holds all vendors
 */
export function readmeOf(root, { name, version, description, repository }, whole) {
	const read = (file) => readFileSync(join(root, FOLDER, file), 'utf8').trim();
	const facts = { name, version, description, whole, source: repository.url.replace(/\.git$/, '') };
	return `${filled(read('template.md'), { ...facts, vendor: filled(read(`${name}.md`), facts) })}\n`;
}

/**
 * @param {string} text with `{{names}}` of facts in it
 * @param {Readonly<Record<string, string>>} facts
 */
const filled = (text, facts) =>
	text.replace(/\{\{(\w+)\}\}/g, (_, name) => {
		if (facts[name] === undefined)
			throw new Problem(`A README in ${FOLDER} asks for {{${name}}}, which is not known.`);
		return facts[name];
	});
