import type { Limits } from '../../collector/feed';
import { DAY, MINUTE, SECOND } from '../../collector/time';

/** Five requests a second for a whole organization: OtherF/cisco-umbrella-mcp `docs/umbrella-ratelimits.md`. */
const FIVE_A_SECOND = 300;

/** Cisco hands its own logs over every ten minutes and not in order: https://docs.umbrella.com/deployment-umbrella/docs/log-formats-and-versioning */
const freshness = { overlap: 15 * MINUTE, settleDelay: 0 };

/**
 * The current API. It states no largest page for activity; 5,000 is what production clients ask for
 * (rapid7/insightconnect-plugins `plugins/cisco_umbrella_reporting/icon_cisco_umbrella_reporting/util/constants.py`).
 * A request may span 30 days, and times are whole seconds (LanternOps/breeze
 * `apps/api/src/services/dnsProviders/umbrella.ts`); the minute leaves room for the seconds read around a window.
 */
export const reportingLimits: Limits = {
	pageSize: { min: 1, max: 5000, default: 5000 },
	requestsPerMinute: FIVE_A_SECOND,
	countedPerMs: SECOND,
	widestWindow: 30 * DAY - MINUTE,
	recordBytes: 800,
	grain: SECOND,
	...freshness,
};

/** Reporting v1, which answers for the last 24 hours: https://docs.umbrella.com/umbrella-api/docs/security-activity-report */
export const legacyLimits: Limits = {
	pageSize: { min: 1, max: 500, default: 500 },
	requestsPerMinute: 0,
	countedPerMs: SECOND,
	reach: DAY,
	recordBytes: 300,
	grain: 1,
	...freshness,
};
