import fc from 'fast-check';
import { SECOND } from '../../../../collector/time';
import type { JsonObject, SwitchSettings } from '../../../../emulator';
import { reportingLimits } from '../../../../nodes/CiscoUmbrella/limits';
import { reportingFeed, type TrafficType } from '../../../../nodes/CiscoUmbrella/reportingFeed';
import type { Arrival } from '../arrivals';
import type { Way } from '../history';
import type { Room } from '../room';
import { mostly } from '../mostly';

type Switches = NonNullable<SwitchSettings['umbrella']>;

interface UmbrellaWay extends Way {
	readonly switches: Switches;
	readonly pageSize: number;
	readonly resource: 'activity' | 'securityActivity';
	readonly trafficType: TrafficType;
}

const switches: fc.Arbitrary<Switches> = fc.record(
	{
		boundsInclusive: fc.constantFrom('both', 'from', 'to', 'none'),
		sameSecondShuffle: fc.boolean(),
		pageCap: mostly([10, 30, 5_000], 4),
		shortPages: fc.boolean(),
		offsetCap: fc.constantFrom(300, 10_000),
		offsetPlusLimitCap: fc.constantFrom(null, 6_000),
		defaultOrder: fc.constantFrom('desc', 'asc'),
		orderHonoured: fc.constantFrom('documented', 'all', 'none'),
		redirect: fc.constantFrom('none', 'sameHost'),
		redirectStatus: fc.constantFrom(301, 302, 303, 307, 308),
		redirectLocation: fc.constantFrom('absolute', 'relative'),
		tokenLifetimeSeconds: fc.constantFrom(3_600, 600),
		tokenMaxUses: fc.constantFrom(null, 3, 20),
		expiredAs: fc.constantFrom(400, 401),
		metaFailed: fc.constantFrom([], [], [], [], [], ['firewall']),
		emptyMeta: fc.boolean(),
		rateLimit: fc.constantFrom('off', 'on'),
		retryAfter: fc.constantFrom('absent', 'seconds', 'date'),
		unknownParameter: fc.constantFrom('ignore', 'reject'),
		extraFields: fc.boolean(),
		relabelled: fc.boolean(),
	},
	{ requiredKeys: [] },
);

const read = fc.constantFrom<Pick<UmbrellaWay, 'resource' | 'trafficType'>>(
	{ resource: 'activity', trafficType: 'all' },
	{ resource: 'activity', trafficType: 'dns' },
	{ resource: 'activity', trafficType: 'proxy' },
	{ resource: 'activity', trafficType: 'ampRetrospective' },
	{ resource: 'securityActivity', trafficType: 'all' },
);

export const umbrellaWays: fc.Arbitrary<UmbrellaWay> = fc
	.record({ switches, read, pageSize: mostly([12, 40, 500], 4), twins: fc.boolean() })
	.map(({ read: { resource, trafficType }, ...way }) => ({
		...way,
		resource,
		trafficType,
		switches: solvable(way.switches, way.twins),
		isLimited: way.switches.rateLimit === 'on',
		perMoment: mostOfASecond(way.switches, way.pageSize, way.twins),
	}));

/** Nobody can count twins in pages of any length and a changing order, or miss what a vendor does not say it failed at. */
const solvable = (given: Switches, twins: boolean): Switches => ({
	...given,
	...(given.sameSecondShuffle === true && twins ? { shortPages: false } : {}),
	...(given.emptyMeta === true ? { metaFailed: [] } : {}),
});

/**
 * Twins in an order that changes must fit a page; others must show themselves within the passes that the collector makes.
 */
function mostOfASecond(
	{ sameSecondShuffle, pageCap = 5_000 }: Switches,
	pageSize: number,
	twins: boolean,
): number {
	const page = Math.min(pageSize, pageCap);
	if (sameSecondShuffle !== true) return 200;
	return twins ? page - 1 : 2 * page;
}

export const umbrella: Room<UmbrellaWay> = {
	vendor: 'umbrella',
	limits: reportingLimits,
	calm: { metaFailed: [], tokenMaxUses: null, rateLimit: 'off' },
	feed: (ask, baseUrl, { resource, trafficType, pageSize }) =>
		reportingFeed(ask, new URL(baseUrl), { resource, trafficType, pageSize, filters: {} }),
	record: (arrival, { trafficType }) =>
		trafficType === 'ampRetrospective' && !arrival.isNoise
			? { timestamp: arrival.at / SECOND, sha256: arrival.name, hostname: 'cdn.payload-drop.example' }
			: typedRecord(arrival, trafficType),
	gist: ({ timestamp = null, domain = null, url = null, sha256 = null, destinationip = null }) => ({
		timestamp,
		domain,
		url,
		sha256,
		destinationip,
	}),
	source: ({ resource, trafficType }) =>
		`ciscoUmbrella.${resource}${trafficType === 'all' ? '' : `.${trafficType}`}`,
};

function typedRecord({ at, name, isNoise }: Arrival, trafficType: TrafficType): JsonObject {
	const [date, time] = new Date(at).toISOString().split(/[T.]/);
	return {
		type: isNoise ? 'firewall' : trafficType === 'all' ? 'dns' : trafficType,
		timestamp: at,
		date: date ?? '',
		time: time ?? '',
		...named(`${name}.example`, isNoise ? 'firewall' : trafficType),
		identities: [
			{ id: 7, label: 'Branch Lyon', type: { id: 1, label: 'Networks' }, deleted: false },
			{ id: 310_445_127, label: 'FIN-LT-0417', type: { id: 9, label: 'Roaming Computers' }, deleted: false },
		],
		verdict: isNoise ? 'allowed' : 'blocked',
		categories: [{ id: 66, label: 'Malware', type: 'security' }],
	};
}

/** The member that says where to, by traffic type. */
function named(name: string, trafficType: TrafficType): JsonObject {
	if (trafficType === 'proxy') return { url: `http://${name}/` };
	return trafficType === 'firewall' ? { destinationip: name } : { domain: name };
}
