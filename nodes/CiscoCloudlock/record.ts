import type { VendorRecord } from '../../collector/feed';
import { textOfRecord } from '../../collector/json';
import { parseTime } from '../../collector/time';

/** When the activity took place: `created_at`, with milliseconds or microseconds, `Z` or an offset. */
export const timeOf = (record: VendorRecord): number | undefined =>
	typeof record['created_at'] === 'string' ? parseTime(record['created_at']) : undefined;

/**
 * `event_id` whole: several activities share an `origin_id` and differ only after its `#`.
 * Source: https://docs.umbrella.com/cloudlock-documentation/docs/activities-endpoint
 */
export const identityOf = (record: VendorRecord): string =>
	typeof record['event_id'] === 'string' && record['event_id'] !== ''
		? record['event_id']
		: textOfRecord(record);
