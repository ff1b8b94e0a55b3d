import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, normalize } from 'node:path';
import { Problem } from '../problem.mjs';
import { reachableFrom } from './imports.mjs';

const require = createRequire(import.meta.url);

/**
 * What a package of one vendor is made of, as paths below the project's folder.
 *
 * @typedef {object} Parts
 * @property {string[]} nodes built files that n8n loads as nodes
 * @property {string[]} credentials built files that n8n loads as credentials
 * @property {string[]} sources TypeScript files behind both
 * @property {string[]} assets icons, codex files and sample output schemas
 */

/**
 * Found out from the built nodes themselves: the credentials they name, the icons they show, what they import.
 *
 * @param {string} root the project's folder, built
 * @param {string} folder of the vendor below `nodes/`
 * @param {{ nodes: string[], credentials: string[] }} n8n what package.json tells n8n to load
 * @returns {Parts}
 */
export function partsOf(root, folder, n8n) {
	const nodes = n8n.nodes.filter((file) => file.startsWith(`dist/nodes/${folder}/`));
	if (nodes.length === 0) throw new Problem(`package.json lists no node of dist/nodes/${folder}.`);
	const used = new Set(nodes.flatMap((file) => credentialsOf(described(root, file))));
	const credentials = n8n.credentials.filter((file) => used.has(instance(root, file).name));
	const entries = [...nodes, ...credentials].map(sourceOf);
	return {
		nodes,
		credentials,
		sources: reachableFrom(root, entries),
		assets: [
			...new Set([
				...nodes.flatMap((file) => iconsOf(file, described(root, file).icon)),
				...credentials.flatMap((file) => iconsOf(file, instance(root, file).icon)),
				...nodes.map((file) => sourceOf(file).replace(/\.ts$/, '.json')),
				...schemasOf(root, `nodes/${folder}`),
			]),
		].sort(),
	};
}

/** @param {string} built */
const sourceOf = (built) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/**
 * An object of the class that n8n would take from a file: the one that the file is named after.
 *
 * @param {string} root
 * @param {string} file
 */
function instance(root, file) {
	const path = join(root, file);
	if (!existsSync(path)) throw new Problem(`${file} is missing. Run \`npm run build\`.`);
	const Type = require(path)[basename(file).split('.')[0]];
	return new Type();
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {import('n8n-workflow').INodeTypeDescription}
 */
const described = (root, file) => instance(root, file).description;

/** @param {import('n8n-workflow').INodeTypeDescription} description */
const credentialsOf = ({ credentials = [] }) => credentials.map(({ name }) => name);

/**
 * @param {string} file that names the icons, relative to itself
 * @param {unknown} icon
 * @returns {string[]}
 */
function iconsOf(file, icon) {
	const urls = typeof icon === 'string' ? [icon] : Object.values(icon ?? {});
	return urls.map((url) => normalize(join(dirname(sourceOf(file)), url.replace(/^file:/, ''))));
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} the sample outputs that n8n finds beside a node
 */
function schemasOf(root, folder) {
	const path = join(root, folder, '__schema__');
	if (!existsSync(path)) return [];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => normalize(join(folder, '__schema__', entry.parentPath.slice(path.length), entry.name)));
}
