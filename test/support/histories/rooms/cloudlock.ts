import fc from 'fast-check';
import type { SwitchSettings } from '../../../../emulator';
import { activityFeed } from '../../../../nodes/CiscoCloudlock/feed';
import { limits } from '../../../../nodes/CiscoCloudlock/limits';
import type { Way } from '../history';
import type { Room } from '../room';
import { mostly } from '../mostly';

interface CloudlockWay extends Way {
	readonly pageSize: number;
	readonly eventType: string | undefined;
}

type Switches = NonNullable<SwitchSettings['cloudlock']>;

const switches: fc.Arbitrary<Switches> = fc.record(
	{
		order: fc.constantFrom('desc', 'desc', 'asc', 'arrival'),
		boundInclusive: fc.boolean(),
		dateOnlyBound: fc.boolean(),
		boundIgnored: fc.boolean(),
		overLimit: fc.constantFrom('cap', 'reject'),
		pageCap: mostly([12, 100], 4),
		laterPageCap: fc.constantFrom(null, null, 20),
		total: fc.constantFrom('exact', 'zero', 'absent'),
		envelope: fc.constantFrom('full', 'itemsOnly', 'bareArray'),
		idPrefix: fc.constantFrom('mixed', 'always', 'never'),
		rateLimit: fc.constantFrom(null, null, 20),
		retryAfter: fc.constantFrom('absent', 'seconds', 'date'),
	},
	{ requiredKeys: [] },
);

export const cloudlockWays: fc.Arbitrary<CloudlockWay> = fc
	.record({
		switches,
		pageSize: mostly([8, 20, 100], 3),
		eventType: fc.constantFrom(undefined, undefined, 'login'),
	})
	.map((way) => ({
		...way,
		perMoment: Infinity,
		twins: true,
		isLimited: false,
	}));

export const cloudlock: Room<CloudlockWay> = {
	vendor: 'cloudlock',
	limits,
	calm: { rateLimit: null },
	feed: (ask, baseUrl, { pageSize, eventType }, concurrency) =>
		activityFeed(ask, new URL(`${baseUrl}/api/v2`), { pageSize, concurrency, eventType }),
	record: ({ at, id, name, isNoise }) => ({
		event_id: `-${id}#0`,
		origin_id: `-${id}`,
		event_type: isNoise ? 'other' : 'login',
		// Some of the other clouds that Cloudlock reads count microseconds.
		created_at: new Date(at).toISOString().replace('Z', id.endsWith('7') ? '407+00:00' : 'Z'),
		user: { user_email: `${name}@corp.example` },
		vendor: { name: 'google', service: 'auth' },
	}),
	source: () => 'ciscoCloudlock.activity',
	belongs: (record, { eventType }) => eventType === undefined || record['event_type'] === eventType,
};
