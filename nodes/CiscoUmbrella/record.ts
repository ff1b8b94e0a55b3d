import type { VendorRecord } from '../../collector/feed';
import { asText, isArray, isObject, textOfRecord } from '../../collector/json';
import { parseTime } from '../../collector/time';

/** Numbers below this are seconds: as milliseconds they would lie in 1973. */
const FIRST_MILLISECONDS = 1e11;

/**
 * Time of a record of the current API. `timestamp` is in milliseconds, but in seconds for AMP retrospective
 * (OtherF/cisco-umbrella-mcp `docs/cisco_umbrella_reporting_api_2_0_0.yaml`).
 */
export function timeOfActivity(record: VendorRecord): number | undefined {
	const { timestamp } = record;
	if (typeof timestamp !== 'number' || !Number.isFinite(timestamp)) return undefined;
	return timestamp < FIRST_MILLISECONDS ? timestamp * 1_000 : timestamp;
}

/** Time of a record of Reporting v1: `datetime`, ISO 8601. */
export const timeOfSecurityActivity = (record: VendorRecord): number | undefined =>
	typeof record['datetime'] === 'string' ? parseTime(record['datetime']) : undefined;

/**
 * What Reporting v1 called security activity, told from a record of the current API: blocked, and for the sake of
 * a security category. Cisco's category types: `docs/cisco_umbrella_reporting_api_2_0_0.yaml` of OtherF/cisco-umbrella-mcp.
 */
export const isSecurityActivity = (record: VendorRecord): boolean =>
	asText(record['verdict']).toLowerCase() === 'blocked' &&
	[record['policycategories'], record['categories']].some(hasSecurityCategory);

const hasSecurityCategory = (categories: unknown): boolean =>
	isArray(categories) &&
	categories.some((category) => isObject(category) && asText(category['type']).toLowerCase() === 'security');

/** No record id exists, so a record is told from another by all that it says. */
export const wholeRecord = (record: VendorRecord): string => textOfRecord(record);
