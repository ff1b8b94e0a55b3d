import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { examplesFor } from './examples.mjs';
import { manifestOf } from './manifest.mjs';
import { partsOf } from './parts.mjs';
import { readmeOf } from './readme.mjs';
import { PACKAGES, VENDOR_PACKAGES } from './vendors.mjs';

/** What a person wants to find in any package. */
const PAPERS = ['LICENSE', 'CHANGELOG.md'];

/**
 * Lays out the package of each vendor: what npm publishes, and beside it the sources, where n8n's scan looks
 * for them, and the example workflows.
 *
 * @param {string} root the project's folder, built
 * @returns {string[]} the folders of the packages
 */
export function assemblePackages(root) {
	rmSync(join(root, PACKAGES), { recursive: true, force: true });
	return VENDOR_PACKAGES.map((vendor) => assemble(root, vendor));
}

/**
 * @param {string} root
 * @param {import('./vendors.mjs').VendorPackage} vendor
 */
function assemble(root, vendor) {
	const target = join(root, PACKAGES, vendor.name);
	const whole = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const parts = partsOf(root, vendor.folder, whole.n8n);
	const manifest = manifestOf(whole, vendor, parts);
	for (const file of [...PAPERS, ...parts.sources, ...parts.sources.flatMap(compiled)])
		copy(root, target, file);
	for (const file of parts.assets.flatMap((asset) => [asset, `dist/${asset}`])) {
		if (file.endsWith('.node.json')) write(target, file, json(ownCodex(root, file, manifest.name)));
		else copy(root, target, file);
	}
	for (const [file, workflow] of Object.entries(examplesFor(root, whole.name, manifest)))
		write(target, file, json(workflow));
	write(target, 'package.json', json(manifest));
	write(target, 'README.md', readmeOf(root, manifest, whole.name));
	return target;
}

/** @param {string} source */
const compiled = (source) => ['.js', '.d.ts'].map((ending) => `dist/${source.replace(/\.ts$/, ending)}`);

/**
 * A codex file names its node with the package before it.
 *
 * @param {string} root
 * @param {string} file
 * @param {string} name of the package
 */
function ownCodex(root, file, name) {
	const codex = JSON.parse(readFileSync(join(root, file), 'utf8'));
	return { ...codex, node: `${name}.${codex.node.split('.').at(-1)}` };
}

/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, '\t')}\n`;

/**
 * @param {string} root
 * @param {string} target
 * @param {string} file
 */
function copy(root, target, file) {
	mkdirSync(dirname(join(target, file)), { recursive: true });
	cpSync(join(root, file), join(target, file));
}

/**
 * @param {string} target
 * @param {string} file
 * @param {string} text
 */
function write(target, file, text) {
	mkdirSync(dirname(join(target, file)), { recursive: true });
	writeFileSync(join(target, file), text);
}
