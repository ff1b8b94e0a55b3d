/** Where the packages are laid out, below the project's folder. */
export const PACKAGES = 'build/packages';

/**
 * The packages of one service each. n8n verifies only such packages:
 * https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines
 *
 * What else a package holds follows from its nodes.
 *
 * @typedef {object} VendorPackage
 * @property {string} name
 * @property {string} folder of the vendor below `nodes/`
 * @property {string} description
 * @property {readonly string[]} keywords the vendor's own, beside those of the whole package
 *
 * @type {readonly VendorPackage[]}
 */
export const VENDOR_PACKAGES = [
	{
		name: 'n8n-nodes-cisco-umbrella',
		folder: 'CiscoUmbrella',
		description:
			'n8n nodes that collect security activity from Cisco Umbrella: every record once, untouched, with paging built in',
		keywords: ['cisco-umbrella', 'dns-security'],
	},
	{
		name: 'n8n-nodes-cisco-cloudlock',
		folder: 'CiscoCloudlock',
		description:
			'n8n nodes that collect user activity in cloud apps from Cisco Cloudlock: every record once, untouched, with paging built in',
		keywords: ['cisco-cloudlock', 'casb'],
	},
	{
		name: 'n8n-nodes-informatica-cloud',
		folder: 'InformaticaCloud',
		description:
			'n8n nodes that collect the security log of Informatica Intelligent Cloud Services: every entry once, untouched, with paging built in',
		keywords: ['informatica', 'iics'],
	},
	{
		name: 'n8n-nodes-microsoft-defender-cloud-apps',
		folder: 'MicrosoftDefenderCloudApps',
		description:
			'n8n nodes that collect activity from Microsoft Defender for Cloud Apps: every record once, untouched, with paging built in',
		keywords: ['microsoft-defender-for-cloud-apps', 'casb'],
	},
];
