import fc from 'fast-check';
import { emulatorKeys, type SwitchSettings } from '../../../../emulator';
import { legacyFeed } from '../../../../nodes/CiscoUmbrella/legacyFeed';
import { legacyLimits } from '../../../../nodes/CiscoUmbrella/limits';
import type { Way } from '../history';
import type { Room } from '../room';

type Switches = NonNullable<SwitchSettings['umbrellaLegacy']>;

interface LegacyWay extends Way {
	readonly switches: Switches;
	readonly pageSize: number;
}

const switches: fc.Arbitrary<Switches> = fc.record(
	{
		cursorInclusive: fc.boolean(),
		startInclusive: fc.boolean(),
		stopInclusive: fc.boolean(),
		endParameter: fc.constantFrom('ignore', 'reject'),
		horizon: fc.constantFrom('clamp', 'error', 'off'),
		pageCap: fc.constantFrom(6, 30, 500),
		relabelled: fc.boolean(),
	},
	{ requiredKeys: [] },
);

export const umbrellaLegacyWays: fc.Arbitrary<LegacyWay> = fc
	.record({ switches, pageSize: fc.constantFrom(6, 15, 500), twins: fc.boolean() })
	.map((way) => ({
		...way,
		isLimited: false,
		// There is no offset: a moment that fills a page cannot be read to its end.
		perMoment: Math.min(way.pageSize, way.switches.pageCap ?? 500) - 1,
	}));

export const umbrellaLegacy: Room<LegacyWay> = {
	vendor: 'umbrellaLegacy',
	limits: legacyLimits,
	calm: {},
	feed: (ask, baseUrl, { pageSize }) =>
		legacyFeed(ask, new URL(`${baseUrl}/v1`), {
			organizationId: emulatorKeys.umbrellaLegacy.organizationId,
			pageSize,
		}),
	record: ({ at, name }) => ({
		originId: 310_445_127,
		originLabel: 'FIN-LT-0417',
		externalIp: '203.0.113.7',
		destination: `${name}.example`,
		categories: ['Malware'],
		actionTaken: 'BLOCKED',
		datetime: new Date(at).toISOString(),
	}),
	gist: ({ datetime = null, destination = null }) => ({ datetime, destination }),
	source: () => 'ciscoUmbrella.securityActivity.legacy',
};
