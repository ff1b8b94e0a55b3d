import type { Feed } from '../../collector/feed';
import type { Ask } from '../../collector/request';
import { emulatorKeys, type SwitchSettings, type VendorName } from '../../emulator';
import { activityFeed } from '../../nodes/CiscoCloudlock/feed';
import { legacyFeed } from '../../nodes/CiscoUmbrella/legacyFeed';
import { reportingFeed } from '../../nodes/CiscoUmbrella/reportingFeed';
import { securityLogFeed } from '../../nodes/InformaticaCloud/feed';
import { scanFeed } from '../../nodes/MicrosoftDefenderCloudApps/scanFeed';

/** One feed of each API, to be read with no filter. */
export interface OpenFeed {
	readonly name: string;
	readonly vendor: VendorName;
	/** The emulator's name for what it reads. */
	readonly source: string;
	/** The smallest page that the API hands out. */
	readonly leastPage: number;
	/** How the emulator has to be set for pages of this size. */
	switches?(pageSize: number): SwitchSettings[VendorName];
	open(ask: Ask, url: string, pageSize: number): Feed;
}

export const openFeeds: readonly OpenFeed[] = [
	{
		name: 'Umbrella',
		vendor: 'umbrella',
		source: 'ciscoUmbrella.activity',
		leastPage: 1,
		open: (ask, url, pageSize) =>
			reportingFeed(ask, new URL(url), { resource: 'activity', trafficType: 'all', filters: {}, pageSize }),
	},
	{
		name: 'the legacy Umbrella API',
		vendor: 'umbrellaLegacy',
		source: 'ciscoUmbrella.securityActivity.legacy',
		leastPage: 1,
		open: (ask, url, pageSize) =>
			legacyFeed(ask, new URL(`${url}/v1`), {
				organizationId: emulatorKeys.umbrellaLegacy.organizationId,
				pageSize,
			}),
	},
	{
		name: 'Cloudlock',
		vendor: 'cloudlock',
		source: 'ciscoCloudlock.activity',
		leastPage: 1,
		open: (ask, url, pageSize) =>
			activityFeed(ask, new URL(`${url}/api/v2`), { pageSize, concurrency: 3, eventType: undefined }),
	},
	{
		name: 'Informatica',
		vendor: 'informatica',
		source: 'informaticaCloud.securityLog',
		leastPage: 100,
		open: (ask, url, pageSize) =>
			securityLogFeed(ask, new URL(url), { conditions: [], wanted: () => true, pageSize }),
	},
	{
		name: 'Defender',
		vendor: 'defender',
		source: 'microsoftDefenderCloudApps.activity',
		leastPage: 1,
		switches: (pageSize) => ({ scanPageCap: pageSize }),
		open: (ask, url, pageSize) => scanFeed(ask, new URL(url), { filters: {}, pageSize }),
	},
];
