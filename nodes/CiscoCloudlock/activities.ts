import type { VendorRecord } from '../../collector/feed';
import { isArray } from '../../collector/json';
import { recordList, recordsIn } from '../../collector/records';
import type { Ask } from '../../collector/request';
import { endpoint, type QueryValue } from '../../collector/url';

const VENDOR = 'Cisco Cloudlock';

/**
 * One call of `GET /activities`. Cisco's pages show an envelope with `items`, its OpenAPI a bare array
 * (https://docs.umbrella.com/cloudlock-documentation/docs/activities-endpoint, api-evangelist/cisco-umbrella
 * `openapi/_original/cisco-umbrella-cloudlock-cloudlock.yaml`); both are read, and totals are not relied on.
 */
export async function activities(
	ask: Ask,
	baseUrl: URL,
	query: Readonly<Record<string, QueryValue>>,
): Promise<readonly VendorRecord[]> {
	const url = endpoint(baseUrl, '/activities', query);
	const body = await ask({ method: 'GET', url });
	const call = `GET ${url.pathname}`;
	return isArray(body) ? recordList(body, 'an array', VENDOR, call) : recordsIn(body, 'items', VENDOR, call);
}
