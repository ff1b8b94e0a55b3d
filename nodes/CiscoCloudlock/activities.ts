import type { VendorRecord } from '../../collector/feed';
import { askRecords } from '../../collector/records';
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
	const bareArray = (body: unknown): unknown => body;
	return (await askRecords(ask, VENDOR, { method: 'GET', url }, 'items', bareArray)).records;
}
