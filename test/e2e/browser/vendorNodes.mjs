import { vendors } from '../support/vendors.mjs';
import { actionOf, nodeType } from './built.mjs';

/**
 * What a person works with, of each vendor.
 *
 * @typedef {object} VendorNode
 * @property {import('../support/vendors.mjs').Vendor['name']} vendor as the emulator calls it
 * @property {string} source of the records, as the emulator calls it
 * @property {import('./built.mjs').Description} node
 * @property {import('./built.mjs').Description} trigger
 * @property {string} credential name of one that opens the emulator
 * @property {string} scan how the node creator calls its scan
 */

const NAMES = {
	umbrella: ['ciscoUmbrella', 'Cisco Umbrella', 'securityActivity'],
	cloudlock: ['ciscoCloudlock', 'Cisco Cloudlock', 'activity'],
	informatica: ['informaticaCloud', 'Informatica Cloud', 'securityLog'],
	defender: ['microsoftDefenderCloudApps', 'Microsoft Defender for Cloud Apps', 'activity'],
};

/** @type {Readonly<Record<keyof typeof vendors, VendorNode>>} */
export const vendorNodes = /** @type {any} */ (
	Object.fromEntries(
		Object.entries(NAMES).map(([vendor, [type, credential, resource]]) => {
			const node = nodeType(type);
			return [
				vendor,
				{
					vendor,
					source: `${type}.${resource}`,
					node,
					trigger: nodeType(`${type}Trigger`),
					credential,
					scan: actionOf(node.properties, resource, 'scan'),
				},
			];
		}),
	)
);

/**
 * From now on a vendor holds a number of records of this minute, and no others.
 *
 * @param {import('../support/world.mjs').World} world
 * @param {VendorNode} of
 * @param {number} count
 */
export function onlyNow({ emulator }, { vendor, source }, count) {
	emulator.replace(vendor, []);
	emulator.happen(source, { n: count });
}
