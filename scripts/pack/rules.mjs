/** A published package holds what runs, what the editor shows, the README and the licence, and nothing else. */
const BELONGS = /^(dist\/.*\.(js|d\.ts|json|svg)|package\.json|README\.md|LICENSE)$/;

/** Built from files that have no place in a package. */
const STRAY = /\.(test|spec)\.|(^|\/)(test|emulator|node_modules)\//;

const PAPERS = ['package.json', 'README.md', 'LICENSE'];

/**
 * What is wrong with a package before it is published, a sentence each; none when nothing is.
 *
 * @param {Record<string, any>} manifest its package.json
 * @param {readonly string[]} paths of the files that npm would publish
 */
export function faultsOf(manifest, paths) {
	const there = new Set(paths);
	const loaded = [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])];
	return [
		...paths
			.filter((path) => !BELONGS.test(path) || STRAY.test(path))
			.map((path) => `${path} does not belong in it`),
		...[...PAPERS, ...loaded].filter((path) => !there.has(path)).map((path) => `${path} is missing`),
		...(loaded.length === 0 ? ['package.json lists nothing for n8n to load'] : []),
		...Object.keys(manifest.dependencies ?? {}).map(
			(name) => `it brings ${name} along, and may bring nothing`,
		),
	];
}
