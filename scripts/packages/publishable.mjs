import { join, resolve } from 'node:path';
import { ROOT } from '../paths.mjs';
import { PACKAGES, VENDOR_PACKAGES } from './vendors.mjs';

/**
 * The folders that packages are published from.
 *
 * @param {readonly string[]} chosen folders; none for all of ours
 */
export const publishable = (chosen) =>
	chosen.length > 0
		? chosen.map((folder) => resolve(folder))
		: [ROOT, ...VENDOR_PACKAGES.map(({ name }) => join(ROOT, PACKAGES, name))];
