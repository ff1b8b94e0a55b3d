import { ok, type Answer } from '../../exchange';
import type { JsonObject, JsonValue } from '../../json';
import { below, type Random } from '../../random';
import type { DefenderSettings } from './access';
import { invalidFilter, type ActivityRequest } from './request';
import { countMatches, take, walk, type ActivityTable, type Row } from './walk';

export interface PageParts {
	readonly table: ActivityTable;
	readonly settings: DefenderSettings;
	readonly random: Random;
	/** The row an `_id` belongs to, or -1. */
	readonly find: (id: string) => number;
}

const SCAN_DEFAULT = 500;
const SCAN_MOST = 5000;
const LIST_DEFAULT = 100;

function answer(parts: PageParts, request: ActivityRequest, rows: readonly Row[], more: JsonObject): Answer {
	const exact = countMatches(parts.table, request);
	const total = parts.settings.total === 'exact' ? exact : Math.ceil(exact / 100) * 100 + 7;
	return ok({ data: rows.map(({ ordinal }) => parts.table.record(ordinal)), total, ...more });
}

/**
 * The list: at most 100 a page for API tokens (api-introduction.md; 250 in demisto/content PR 45877), and nothing past
 * skip + limit = 5000 (microsoft/MCAS Get-MCASActivity.ps1).
 */
export function listPage(parts: PageParts, request: ActivityRequest): Answer {
	const { listPageCap, listOverLimit, skipCeiling, skipOver } = parts.settings;
	if (listOverLimit === 'reject' && (request.limit ?? 0) > listPageCap)
		return invalidFilter(String(request.limit));
	const size = Math.min(request.limit ?? LIST_DEFAULT, listPageCap);
	if (request.skip + size > skipCeiling) {
		return skipOver === 'error'
			? invalidFilter(String(request.skip))
			: answer(parts, request, [], { hasNext: false });
	}
	const rows = take(walk(parts.table, request, undefined), request.skip + size + 1);
	const page = rows.slice(request.skip, request.skip + size);
	return answer(parts, request, page, { hasNext: rows.length > request.skip + size });
}

/**
 * The scan: https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities-investigate-script. "The last few
 * records will be dropped to ensure that all data is listed only once": the page ends before the instant of its last
 * row, and the filters for the next one carry that instant as the new bound. Azure/Azure-Sentinel
 * MCASActivityFunction reads `nextQueryFilters.date.lte`; the form for `asc` and `created` is inference.
 */
export function scanPage(parts: PageParts, request: ActivityRequest): Answer {
	const { settings, table } = parts;
	const asked = request.limit ?? SCAN_DEFAULT;
	if (asked < SCAN_DEFAULT && settings.scanLimitBelow500 === 'reject') return invalidFilter(String(asked));
	const whole = Math.min(Math.max(asked, SCAN_DEFAULT), SCAN_MOST, settings.scanPageCap);
	const size = settings.shortPages ? 1 + below(parts.random, whole) : whole;
	const { after } = request.filters;
	const resume = after === undefined ? undefined : parts.find(after);
	const rows = take(walk(table, request, resume), size + 1);
	const [first] = rows;
	const gap = first !== undefined && Math.abs(first.key - edge(request)) > 0;
	if (settings.emptyPagesBetween && first && gap && after === undefined) {
		return answer(parts, request, [], next(bounded(request, first.key)));
	}
	if (settings.noProgress && first) return answer(parts, request, rows.slice(0, size), next(request.given));
	if (rows.length <= size) return answer(parts, request, rows, { hasNext: false });
	return cutPage(parts, request, rows.slice(0, size));
}

/** Where the walk begins: the bound that moves. */
const edge = ({ ascending, bounds }: ActivityRequest): number => (ascending ? bounds.least : bounds.most);

/** The next filters: the ones that came, with the bound on the sorted time moved. */
function bounded(request: ActivityRequest, key: number, after?: string): JsonObject {
	const rest = Object.fromEntries(Object.entries(request.given).filter(([name]) => name !== '_id'));
	const operator = request.ascending ? 'gte' : 'lte';
	const before = rest[request.sortField];
	const time: JsonObject = { ...(before as JsonObject | undefined), [operator]: key };
	return { ...rest, [request.sortField]: time, ...(after === undefined ? {} : { _id: { lt: after } }) };
}

const next = (filters: JsonValue): JsonObject => ({ hasNext: true, nextQueryFilters: filters });

function cutPage(parts: PageParts, request: ActivityRequest, page: readonly Row[]): Answer {
	const { boundary, wholePageTie, emptyPagesBetween } = parts.settings;
	const last = page.at(-1);
	if (!last) return answer(parts, request, [], { hasNext: false });
	const kept = page.filter((row) => row.key !== last.key);
	const beyond = request.ascending ? last.key + 1 : last.key - 1;
	if (kept.length === 0) {
		const goOn =
			wholePageTie === 'continueById'
				? bounded(request, last.key, String(parts.table.record(last.ordinal)['_id']))
				: request.given;
		return answer(parts, request, page, next(boundary === 'skipTie' ? bounded(request, beyond) : goOn));
	}
	if (boundary === 'skipTie') return answer(parts, request, kept, next(bounded(request, beyond)));
	if (boundary === 'repeatTail') return answer(parts, request, page, next(bounded(request, last.key)));
	// With empty pages between, the bound first moves to just behind what was served: nothing lies in between.
	const served = kept.at(-1)?.key ?? last.key;
	const quiet = request.ascending ? served + 1 : served - 1;
	return answer(parts, request, kept, next(bounded(request, emptyPagesBetween ? quiet : last.key)));
}
