import { VENDOR_PACKAGES } from './vendors.mjs';

/** What every package has alike. */
const SHARED = ['license', 'homepage', 'author', 'repository', 'engines', 'files', 'peerDependencies'];

const ofSomeVendor = new Set(VENDOR_PACKAGES.flatMap(({ keywords }) => keywords));

/**
 * The package.json of a package of one vendor.
 *
 * @param {Record<string, any>} whole the package.json of the whole package
 * @param {import('./vendors.mjs').VendorPackage} vendor
 * @param {import('./parts.mjs').Parts} parts
 */
export const manifestOf = (whole, { name, description, keywords }, { nodes, credentials }) => ({
	name,
	version: whole.version,
	description,
	keywords: [...whole.keywords.filter((word) => !ofSomeVendor.has(word)), ...keywords],
	...Object.fromEntries(SHARED.map((field) => [field, whole[field]])),
	n8n: { ...whole.n8n, credentials, nodes },
});
