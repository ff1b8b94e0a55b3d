import { VendorError } from '../../collector/errors';
import type { Feed, VendorRecord } from '../../collector/feed';
import { askRecords } from '../../collector/records';
import type { Ask } from '../../collector/request';
import { SECOND, type Window } from '../../collector/time';
import { endpoint } from '../../collector/url';
import { walkStep, type WalkPlace, type WalkRules } from '../../collector/walk';
import { legacyLimits } from './limits';
import { identityOf, timeOfSecurityActivity, wordingOf } from './record';

const VENDOR = 'Cisco Umbrella';

export interface LegacyQuery {
	readonly organizationId: string;
	readonly pageSize: number;
}

/**
 * Security activity of Reporting v1, `GET /organizations/{id}/security-activity`: newest first, read on with
 * `stopTimestamp`, the time of the last record (https://docs.umbrella.com/umbrella-api/docs/security-activity-report).
 */
export function legacyFeed(ask: Ask, baseUrl: URL, query: LegacyQuery): Feed<WalkPlace> {
	const rules = walkRules(ask, baseUrl, query);
	return {
		source: 'ciscoUmbrella.securityActivity',
		limits: legacyLimits,
		pageSize: query.pageSize,
		pagesWorthASeam: 12,
		newestFirst: true,
		timeOf: timeOfSecurityActivity,
		identityOf,
		wordingOf,
		begin: () => ({ read: async (task) => await walkStep(task, rules) }),
	};
}

const walkRules = (ask: Ask, baseUrl: URL, query: LegacyQuery): WalkRules => ({
	grain: legacyLimits.grain,
	timeOf: timeOfSecurityActivity,
	keyOf: identityOf,
	wordingOf,
	keysAreUnique: false,
	hasOffsets: false,
	async read(window) {
		const rows = await request(ask, baseUrl, query, bounds(window));
		if (rows.every((row) => (timeOfSecurityActivity(row) ?? window.from) < window.to)) return { rows };
		// A record of the moment behind the window shows that the cursor itself counts, and takes room from those within.
		return {
			rows: await request(ask, baseUrl, query, {
				...bounds(window),
				stopTimestamp: Math.ceil(window.to) - 1,
			}),
		};
	},
	// Only a page that shows a single moment and is not full leaves nothing behind it.
	mayBeCut: (rows, times) => rows.length >= query.pageSize || times.some((time) => time !== times[0]),
	selects: () => 'newest',
	overflow: (at) =>
		`Umbrella's legacy API hands over ${query.pageSize} records of one moment, and ${new Date(at).toISOString()} holds at least as many. Use the Reporting API to read them.`,
});

async function request(
	ask: Ask,
	baseUrl: URL,
	query: LegacyQuery,
	bounds: Bounds,
): Promise<readonly VendorRecord[]> {
	const path = `/organizations/${encodeURIComponent(query.organizationId)}/security-activity`;
	const at = (some: Partial<Bounds>) => endpoint(baseUrl, path, { limit: query.pageSize, ...some });
	const { start, ...end } = bounds;
	const read = async (url: URL) => await askRecords(ask, VENDOR, { method: 'GET', url }, 'requests');
	const answer = await read(at({ start, ...end })).catch(async (error: unknown) =>
		mayReachTooFar(error) ? await read(at(end)) : await Promise.reject<never>(error),
	);
	return answer.records;
}

/**
 * The API answers for the last 24 hours; whether it moves an earlier start or refuses it is not documented, and time goes
 * on while a scan runs. A refused start is left out: the API then begins as far back as it reaches.
 */
const mayReachTooFar = (error: unknown): boolean => error instanceof VendorError && error.status === 400;

type Bounds = Readonly<Record<'start' | 'stop' | 'stopTimestamp', number>>;

/**
 * `start` and `stop` are seconds, `stopTimestamp` milliseconds. Whether their edges count is not documented: the second
 * before is asked for too, and `stopTimestamp` is the first moment not wanted.
 */
const bounds = (window: Window): Bounds => ({
	start: Math.floor(window.from / SECOND) - 1,
	stop: Math.ceil(window.to / SECOND),
	stopTimestamp: Math.ceil(window.to),
});
