import type { Limits } from '../../collector/feed';
import { DAY, MINUTE } from '../../collector/time';

/**
 * Thirty requests a minute for a tenant: https://learn.microsoft.com/en-us/defender-cloud-apps/api-introduction
 * Activities are kept 180 days: https://learn.microsoft.com/en-us/defender-cloud-apps/activity-filters-queries
 */
const common = {
	requestsPerMinute: 30,
	countedPerMs: MINUTE,
	reach: 180 * DAY,
	// Beyond 30 days the portal itself needs another view, and the API may answer with nothing: microsoft/MCAS issue 108.
	dependableReach: 30 * DAY,
	recordBytes: 2_200,
	grain: 1,
	// Most records are saved within minutes, the slowest seen in the captures of demisto/content after eight.
	overlap: 30 * MINUTE,
	settleDelay: 0,
};

/** Get Many. Tenants cap a page at 100 to 250 whatever is asked for: demisto/content pull request 45877. */
export const listLimits: Limits = { ...common, pageSize: { min: 1, max: 5000, default: 100 } };

/** Scan: https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities-investigate-script */
export const scanLimits: Limits = { ...common, pageSize: { min: 500, max: 5000, default: 5000 } };
