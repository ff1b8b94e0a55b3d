import type { Limits } from '../../collector/feed';
import { HOUR, MINUTE } from '../../collector/time';

/**
 * At most 100 a page: https://docs.umbrella.com/cloudlock-documentation/docs/introduction-to-api-enterprise
 * Limits on the rate exist, but Cisco publishes no number: https://developer.cisco.com/docs/cloud-security/getting-started
 */
export const limits: Limits = {
	pageSize: { min: 1, max: 100, default: 100 },
	requestsPerMinute: 0,
	countedPerMs: MINUTE,
	recordBytes: 800,
	grain: 1,
	// Activities come from other clouds' audit logs, which hand theirs over late; no number is published.
	overlap: HOUR,
	settleDelay: 0,
};
