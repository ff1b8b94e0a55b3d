import type { VendorRecord } from '../../collector/feed';
import { isObject } from '../../collector/json';
import { askRecords } from '../../collector/records';
import type { Ask } from '../../collector/request';
import { endpoint } from '../../collector/url';
import type { Filters } from './filterObject';
import type { SortField } from './record';

export const VENDOR = 'Microsoft Defender for Cloud Apps';
const PATH = '/api/v1/activities/';

export interface ActivitiesRequest {
	readonly filters: Filters;
	readonly sortField: SortField;
	readonly sortDirection: 'asc' | 'desc';
	readonly limit: number;
	readonly skip?: number;
	readonly isScan?: true;
}

export interface ActivitiesAnswer {
	readonly rows: readonly VendorRecord[];
	/** `undefined` when the answer does not say. */
	readonly hasNext: boolean | undefined;
	readonly nextQueryFilters: unknown;
	/** How many activities match, these among them; said to be approximate, and `undefined` when the answer does not say. */
	readonly total: number | undefined;
}

/**
 * One call of `POST /api/v1/activities/`: POST because a GET ignores `limit`, and with the slash because a redirect
 * would lose the body (https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities-list, demisto/content
 * pull request 45877).
 */
export async function postActivities(
	ask: Ask,
	baseUrl: URL,
	request: ActivitiesRequest,
): Promise<ActivitiesAnswer> {
	const url = endpoint(baseUrl, PATH);
	const { records: rows, body } = await askRecords(
		ask,
		VENDOR,
		{ method: 'POST', url, body: request },
		'data',
	);
	const { hasNext, nextQueryFilters, total } = isObject(body) ? body : {};
	return {
		rows,
		hasNext: typeof hasNext === 'boolean' ? hasNext : undefined,
		nextQueryFilters,
		total: typeof total === 'number' ? total : undefined,
	};
}

/** Where one activity is: its id is taken whole and encoded. */
export const activityUrl = (baseUrl: URL, id: string): URL =>
	endpoint(baseUrl, `${PATH}${encodeURIComponent(id)}/`);
