import type { VendorRecord } from '../../collector/feed';
import { textOfRecord } from '../../collector/json';

export type SortField = 'date' | 'created';

/** The record's own name for a sort field: `date` sorts by `timestamp`. All times are milliseconds. */
const MEMBERS: Readonly<Record<SortField, string>> = { date: 'timestamp', created: 'created' };

export function timeBy(field: SortField, record: VendorRecord): number | undefined {
	const value = record[MEMBERS[field]];
	const time = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof time === 'number' && Number.isFinite(time) ? time : undefined;
}

/** When the activity took place. */
export const timeOf = (record: VendorRecord): number | undefined => timeBy('date', record);

/** `_id` has had several forms and must be taken whole (demisto/content `Packs/MicrosoftCloudAppSecurity`, README.md). */
export const identityOf = (record: VendorRecord): string =>
	typeof record['_id'] === 'string' && record['_id'] !== '' ? record['_id'] : textOfRecord(record);
