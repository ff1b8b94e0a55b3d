import type { Feed, Reading, VendorRecord } from '../../collector/feed';
import { textOfRecord } from '../../collector/json';
import { RecentIdentities } from '../../collector/recent';
import { askRecords } from '../../collector/records';
import type { Ask } from '../../collector/request';
import { parseTime, type Window } from '../../collector/time';
import { endpoint } from '../../collector/url';
import { walkStep, type Selects, type WalkPlace, type WalkRules } from '../../collector/walk';
import { limits } from './limits';
import { readSecondByParts } from './parts';
import { type Condition, securityLogQuery } from './query';

const VENDOR = 'Informatica';
const PATH = '/saas/public/core/v3/securityLog';

export interface SecurityLogQuery {
	/** What Informatica filters. */
	readonly conditions: readonly Condition[];
	/** What Informatica cannot filter, applied to what it sends. */
	readonly wanted: (record: VendorRecord) => boolean;
	readonly pageSize: number;
}

export const timeOf = (record: VendorRecord): number | undefined =>
	typeof record['entryTime'] === 'string' ? parseTime(record['entryTime']) : undefined;

/** `id` is unique; an entry without one is told by all that it says. */
export const identityOf = (record: VendorRecord): string =>
	typeof record['id'] === 'string' && record['id'] !== '' ? record['id'] : textOfRecord(record);

/**
 * Entries of the security log, `GET /public/core/v3/securityLog`.
 *
 * An answer holds at most 1,000 entries and neither a total nor a next page; Informatica's reference documents `skip`,
 * its own capture recipe does without it (https://onlinehelp.informatica.com/IICS/prod/CAI/en/fhpi-idmc-system-log-capture/IDMC_System_Log_Capture_recipe_assets.html),
 * and neither says which entries a full answer holds. So a full window is narrowed by time, on both sides until the
 * answers show which, and `skip` is left to a single second.
 */
export function securityLogFeed(ask: Ask, baseUrl: URL, query: SecurityLogQuery): Feed<WalkPlace> {
	const rules = walkRules(ask, baseUrl, query);
	return {
		source: 'informaticaCloud.securityLog',
		limits,
		pageSize: query.pageSize,
		pagesWorthASeam: 6,
		newestFirst: false,
		timeOf,
		identityOf,
		begin() {
			const recent = new RecentIdentities();
			return { read: async (task) => onceEach(await walkStep(task, rules), recent, query.wanted) };
		},
	};
}

function onceEach(
	reading: Reading<WalkPlace>,
	recent: RecentIdentities,
	wanted: (record: VendorRecord) => boolean,
): Reading<WalkPlace> {
	const fresh = reading.records.filter((record) => recent.add(identityOf(record)));
	return { ...reading, records: fresh.filter(wanted), repeated: reading.records.length - fresh.length };
}

function walkRules(ask: Ask, baseUrl: URL, query: SecurityLogQuery): WalkRules {
	const learnt: { selects?: Selects; longestPage: number } = { longestPage: 0 };

	const read = async (window: Window, offset: number, extra: readonly Condition[] = []) => {
		const url = endpoint(baseUrl, PATH, {
			q: securityLogQuery(window, [...query.conditions, ...extra]),
			limit: query.pageSize,
			...(offset > 0 ? { skip: offset } : {}),
		});
		return { rows: (await askRecords(ask, VENDOR, { method: 'GET', url }, 'entries')).records };
	};

	return {
		grain: limits.grain,
		timeOf,
		keyOf: identityOf,
		keysAreUnique: true,
		hasOffsets: true,
		read,
		readByParts: async (second) => await readSecondByParts(second, query.pageSize, read),
		// A limit below the asked one is not documented but would look like this: no answer is ever longer.
		mayBeCut(rows) {
			const isCut =
				rows.length >= query.pageSize ||
				(rows.length >= limits.pageSize.min && rows.length >= learnt.longestPage);
			learnt.longestPage = Math.max(learnt.longestPage, rows.length);
			return isCut;
		},
		selects: () => learnt.selects,
		learn: (selects) => {
			learnt.selects ??= selects;
		},
		overflow: (at) =>
			`Informatica holds more than ${query.pageSize} entries of the second ${new Date(at).toISOString()} and hands over no more of them. Narrow the filters, for example by actor, and scan that second again.`,
	};
}
