import fc from 'fast-check';
import type { SwitchSettings } from '../../../../emulator';
import { securityLogFeed } from '../../../../nodes/InformaticaCloud/feed';
import { limits } from '../../../../nodes/InformaticaCloud/limits';
import type { Way } from '../history';
import type { Room } from '../room';

type Switches = NonNullable<SwitchSettings['informatica']>;

interface InformaticaWay extends Way {
	readonly switches: Switches;
	readonly pageSize: number;
	readonly onlyAdmin: boolean;
}

const switches: fc.Arbitrary<Switches> = fc.record(
	{
		idleExpirySeconds: fc.constantFrom(1_800, 300),
		sessionMaxUses: fc.constantFrom(null, 3, 20),
		loginAddsEntry: fc.boolean(),
		products: fc.constantFrom('integrationFirst', 'integrationLast'),
		skip: fc.constantFrom('honoured', 'ignored'),
		selects: fc.constantFrom('oldest', 'newest'),
		groupCategory: fc.constantFrom('Group', 'User group', 'mixed'),
		actorFilter: fc.constantFrom('exact', 'ignoreCase'),
		rateLimit: fc.constantFrom(null, null, 20),
		retryAfter: fc.constantFrom('absent', 'seconds', 'date'),
	},
	{ requiredKeys: [] },
);

/** The service takes no limit below 100, so a small page is one that it caps. */
const page = fc.constantFrom(
	{ pageSize: 5, cap: 5 },
	{ pageSize: 12, cap: 12 },
	{ pageSize: 40, cap: 40 },
	{ pageSize: 1_000, cap: 100 },
	{ pageSize: 1_000, cap: 1_000 },
);

export const informaticaWays: fc.Arbitrary<InformaticaWay> = fc
	.record({ switches, page, onlyAdmin: fc.integer({ min: 0, max: 3 }).map((die) => die === 0) })
	.map(({ switches: given, page: { pageSize, cap }, onlyAdmin }) => ({
		switches: solvable({ ...given, cap, limitOutOfRange: 'clamp' }),
		pageSize,
		onlyAdmin,
		isLimited: false,
		perMoment: mostOfASecond(given, pageSize, cap),
		twins: given.skip !== 'ignored',
	}));

/** Without `skip`, a crowded second is read by what its entries say, and logins say the same. */
const solvable = (given: Switches): Switches =>
	given.skip === 'ignored' ? { ...given, loginAddsEntry: false } : given;

/** A cap that nobody mentions hides the rest of a crowded second; without `skip`, every entry of it costs a request. */
function mostOfASecond({ skip }: Switches, pageSize: number, cap: number): number {
	if (cap < pageSize) return cap - 1;
	return skip === 'ignored' ? Math.max(12, cap + 1) : Infinity;
}

export const informatica: Room<InformaticaWay> = {
	vendor: 'informatica',
	limits,
	calm: { sessionMaxUses: null, rateLimit: null, loginAddsEntry: false },
	feed: (ask, baseUrl, { pageSize, onlyAdmin }) =>
		securityLogFeed(ask, new URL(baseUrl), {
			pageSize,
			conditions: onlyAdmin ? [{ field: 'actor', operator: '==', value: 'admin@example.test' }] : [],
			wanted: () => true,
		}),
	record: ({ at, id, name, isNoise }) => ({
		id: `entry ${id}`,
		orgId: '6tGh2bYn8MwSe4dCfVrX0Q',
		actor: isNoise ? 'dana.lee@example.test' : 'admin@example.test',
		entryTime: new Date(at).toISOString(),
		objectName: `grp-${name}`,
		actionCategory: id.endsWith('3') ? 'Role' : 'Group',
		actionEvent: 'CREATE',
	}),
	source: () => 'informaticaCloud.securityLog',
	belongs: ({ actor }, { onlyAdmin }) => !onlyAdmin || actor === 'admin@example.test',
};
