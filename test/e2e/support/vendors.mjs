/**
 * @typedef {object} Vendor
 * @property {'umbrella' | 'cloudlock' | 'informatica' | 'defender'} name as the emulator calls it
 * @property {string} source of its records, as the emulator calls it
 * @property {string} trigger type of the trigger node
 * @property {string} credential type of its credential
 * @property {Readonly<Record<string, unknown>>} parameters which records are meant
 */

const OUR_NODES = 'n8n-nodes-security-activity';

/** @satisfies {Record<string, Vendor>} */
export const vendors = /** @type {const} */ ({
	umbrella: {
		name: 'umbrella',
		source: 'ciscoUmbrella.activity.dns',
		trigger: `${OUR_NODES}.ciscoUmbrellaTrigger`,
		credential: 'ciscoUmbrellaReportingApi',
		parameters: { authentication: 'reportingApi', resource: 'activity', trafficType: 'dns' },
	},
	cloudlock: {
		name: 'cloudlock',
		source: 'ciscoCloudlock.activity',
		trigger: `${OUR_NODES}.ciscoCloudlockTrigger`,
		credential: 'ciscoCloudlockApi',
		parameters: { resource: 'activity' },
	},
	informatica: {
		name: 'informatica',
		source: 'informaticaCloud.securityLog',
		trigger: `${OUR_NODES}.informaticaCloudTrigger`,
		credential: 'informaticaCloudApi',
		parameters: { resource: 'securityLog' },
	},
	defender: {
		name: 'defender',
		source: 'microsoftDefenderCloudApps.activity',
		trigger: `${OUR_NODES}.microsoftDefenderCloudAppsTrigger`,
		credential: 'microsoftDefenderCloudAppsApi',
		parameters: { authentication: 'apiToken', resource: 'activity' },
	},
});
