import { VendorError } from '../../collector/errors';
import type { Feed } from '../../collector/feed';
import { isArray, isObject } from '../../collector/json';
import { askRecords } from '../../collector/records';
import type { Ask } from '../../collector/request';
import { contains, floorTo, SECOND, type Window } from '../../collector/time';
import { endpoint, type QueryValue } from '../../collector/url';
import { walkStep, type Selects, type WalkPage, type WalkPlace, type WalkRules } from '../../collector/walk';
import { reportingLimits } from './limits';
import { identityOf, isSecurityActivity, timeOfActivity, wordingOf } from './record';

const VENDOR = 'Cisco Umbrella';

const PATHS = {
	all: '/activity',
	dns: '/activity/dns',
	proxy: '/activity/proxy',
	firewall: '/activity/firewall',
	intrusion: '/activity/intrusion',
	ip: '/activity/ip',
	ampRetrospective: '/activity/amp-retrospective',
} as const;

export type TrafficType = keyof typeof PATHS;

/** The usual one first. */
export const trafficTypes = Object.keys(PATHS) as [TrafficType, ...TrafficType[]];

/** The two endpoints that take `order` (OtherF/cisco-umbrella-mcp `docs/cisco_umbrella_reporting_api_2_0_0.yaml`). */
const ORDERED: readonly TrafficType[] = ['dns', 'proxy'];

export interface ReportingQuery {
	readonly resource: 'securityActivity' | 'activity';
	readonly trafficType: TrafficType;
	/** Query parameters by the vendor's names. */
	readonly filters: Readonly<Record<string, QueryValue>>;
	readonly pageSize: number;
}

/**
 * Activity of the current Umbrella API, `GET /reports/v2/activity…`.
 *
 * The API sorts by time but not within a second, caps `offset` at 10,000, may hand out less than `limit` without a
 * word, and gives records no id (https://developer.cisco.com/docs/cloud-security/umbrella-api-reference-reporting-overview,
 * LanternOps/breeze pull request 5097). So the feed walks by time and leaves offsets to overfull seconds.
 */
export function reportingFeed(ask: Ask, baseUrl: URL, query: ReportingQuery): Feed<WalkPlace> {
	const rules = walkRules(ask, baseUrl, query);
	const wanted = query.resource === 'securityActivity' ? isSecurityActivity : () => true;
	return {
		source: `ciscoUmbrella.${query.resource}`,
		limits: reportingLimits,
		pageSize: query.pageSize,
		pagesWorthASeam: 10,
		newestFirst: true,
		timeOf: timeOfActivity,
		identityOf,
		wordingOf,
		begin: () => ({
			async read(task) {
				const reading = await walkStep(task, rules);
				return { ...reading, records: reading.records.filter(wanted) };
			},
		}),
	};
}

function walkRules(ask: Ask, baseUrl: URL, query: ReportingQuery): WalkRules {
	/** Lengths of pages below the limit that turned out to be cut: a page cap nobody documents. */
	const cutLengths = new Set<number>([query.pageSize]);

	const request = async (bounds: Window, offset: number): Promise<WalkPage> => {
		const url = endpoint(baseUrl, `/reports/v2${PATHS[query.trafficType]}`, {
			...bounds,
			limit: query.pageSize,
			offset,
			...(ORDERED.includes(query.trafficType) ? { order: 'desc' } : {}),
			...(query.resource === 'securityActivity' ? { verdict: 'blocked' } : {}),
			...query.filters,
		});
		return await askRecords(ask, VENDOR, { method: 'GET', url }, 'data').then(
			({ records, body }) => ({ rows: records, shortfall: shortfallOf(body) }),
			(error: unknown) =>
				offset > 0 && refusesOffset(error) ? { rows: [], refused: true } : Promise.reject(error),
		);
	};

	/** Windows next to a second so busy that it would fill every page of them. */
	const flooded = new Set<string>();

	const read = async (window: Window, offset: number): Promise<WalkPage> => {
		const key = `${window.from} ${window.to}`;
		if (window.to - window.from <= SECOND || flooded.has(key)) return await request(tight(window), offset);
		const page = await request(wide(window), offset);
		const isOutside =
			page.rows.length > 0 && page.rows.every((row) => !contains(window, timeOfActivity(row) ?? window.from));
		if (offset > 0 || !isOutside) return page;
		flooded.add(key);
		return await request(tight(window), 0);
	};

	return {
		grain: reportingLimits.grain,
		timeOf: timeOfActivity,
		keyOf: identityOf,
		wordingOf,
		keysAreUnique: false,
		hasOffsets: true,
		read,
		async mayBeCut(rows, _times, window) {
			if (cutLengths.has(rows.length)) return true;
			const beyond = await read(window, rows.length);
			const isCut = beyond.refused === true || beyond.shortfall !== undefined || beyond.rows.length > 0;
			if (isCut) cutLengths.add(rows.length);
			return isCut;
		},
		selects: orderOf,
		overflow: (at) =>
			`Umbrella holds more records of ${new Date(at).toISOString()} than its API hands over (offset ends at 10,000). Narrow the filters, for example by traffic type, and scan that second again.`,
	};
}

/**
 * Whether the edges of `from` and `to` count is not documented, and times are whole seconds: a second more on either
 * side is right under every reading, and what lies outside the window is not taken.
 */
const wide = (window: Window): Window => ({
	from: floorTo(window.from, SECOND) - SECOND,
	to: -floorTo(-window.to, SECOND),
});

/** The same without the seconds around it. */
const tight = (window: Window): Window => ({
	from: window.from - 1,
	to: -floorTo(-window.to, SECOND) - 1,
});

/**
 * Newest first is what the API does where `order` cannot be asked for; the page itself shows when it does not. A page of
 * a single second shows nothing, and what lies on either side of it is still to be read.
 */
function orderOf(times: readonly number[]): Selects | 'unsorted' | undefined {
	const seconds = times.map((time) => floorTo(time, SECOND));
	if (seconds.every((second) => second === seconds[0])) return undefined;
	const steps = seconds.slice(1).map((second, i) => second - (seconds[i] ?? second));
	if (steps.every((step) => step <= 0)) return 'newest';
	if (steps.every((step) => step >= 0)) return 'oldest';
	return 'unsorted';
}

/** A good answer may still lack a source: `meta.failed` names it (LanternOps/breeze issue 4597). */
function shortfallOf(body: unknown): string | undefined {
	const meta = isObject(body) ? body['meta'] : undefined;
	const failed = isObject(meta) ? meta['failed'] : undefined;
	if (!isArray(failed) || failed.length === 0) return undefined;
	return `Umbrella could not read ${failed.map(String).join(', ')} (meta.failed), so records of that kind may be missing. Follow the cursor to read again.`;
}

/** HTTP 400 about `offset`: the list cannot be paged any deeper (LanternOps/breeze pull request 5097). */
function refusesOffset(error: unknown): boolean {
	return error instanceof VendorError && error.status === 400 && /offset/i.test(error.message);
}
