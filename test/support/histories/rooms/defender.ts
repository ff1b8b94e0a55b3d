import fc from 'fast-check';
import type { SwitchSettings } from '../../../../emulator';
import { scanLimits } from '../../../../nodes/MicrosoftDefenderCloudApps/limits';
import { scanFeed } from '../../../../nodes/MicrosoftDefenderCloudApps/scanFeed';
import type { Way } from '../history';
import type { Room } from '../room';

type Switches = NonNullable<SwitchSettings['defender']>;

interface DefenderWay extends Way {
	readonly switches: Switches;
	readonly pageSize: number;
	readonly service: number | undefined;
}

const switches: fc.Arbitrary<Switches> = fc.record(
	{
		boundary: fc.constantFrom('dropTail', 'repeatTail', 'skipTie'),
		wholePageTie: fc.constantFrom('continueById', 'loop'),
		shortPages: fc.boolean(),
		emptyPagesBetween: fc.boolean(),
		scanPageCap: fc.constantFrom(4, 12, 40, 5_000),
		missingData: fc.constantFrom(null, null, null, null, 10),
		rateLimit: fc.constantFrom('off', 'sliding', 'fixed'),
		throttledBody: fc.constantFrom('json', 'text', 'html'),
		retryAfter: fc.constantFrom('absent', 'seconds', 'date'),
		total: fc.constantFrom('exact', 'approximate'),
	},
	{ requiredKeys: [] },
);

export const defenderWays: fc.Arbitrary<DefenderWay> = fc
	.record({ switches, service: fc.constantFrom(undefined, undefined, 11_161) })
	.map(({ switches: given, service }) => {
		const isLimited = ['sliding', 'fixed'].includes(given.rateLimit ?? 'off');
		// Thirty requests a minute of four records each would keep up with nobody.
		const page = Math.max(given.scanPageCap ?? 5_000, isLimited ? 40 : 0);
		return {
			switches: solvable({ ...given, scanPageCap: page }),
			service,
			// The feed never counts rows, so what it asks for may be what the service caps a page to.
			pageSize: Math.min(page, 500),
			perMoment: mostOfAMoment(given, page),
			twins: true,
			isLimited,
		};
	});

/**
 * A page of one moment and nothing else may come for ever; what the end of a page steps over is found again by a page that
 * begins with the moment before and has room for both.
 */
function mostOfAMoment({ wholePageTie, boundary }: Switches, page: number): number {
	if (boundary === 'skipTie') return Math.floor((page - 1) / 2);
	return wholePageTie === 'loop' ? page - 1 : Infinity;
}

/** Pages of any length may be shorter than a moment; of skipped records, the exact total alone is sure to tell. */
const solvable = (given: Switches): Switches => ({
	...given,
	...(given.wholePageTie === 'loop' ? { shortPages: false } : {}),
	...(given.boundary === 'skipTie' ? { shortPages: false, total: 'exact', emptyPagesBetween: false } : {}),
});

export const defender: Room<DefenderWay> = {
	vendor: 'defender',
	limits: scanLimits,
	calm: { missingData: null },
	feed: (ask, baseUrl, { pageSize, service }) =>
		scanFeed(ask, new URL(baseUrl), {
			pageSize,
			filters: service === undefined ? {} : { service: { eq: [service] } },
		}),
	record: ({ at, known, id, name, isNoise }) => ({
		_id: `70112233_${id}`,
		timestamp: at,
		created: Math.ceil(known),
		appId: isNoise ? 12_260 : 11_161,
		user: { userName: `${name}@example.test` },
	}),
	source: () => 'microsoftDefenderCloudApps.activity',
	belongs: ({ appId }, { service }) => service === undefined || appId === service,
};
