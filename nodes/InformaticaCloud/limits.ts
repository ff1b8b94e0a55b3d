import type { Limits } from '../../collector/feed';
import { DAY, MINUTE, SECOND } from '../../collector/time';

/**
 * Page size and the 14 days a request may span: https://docs.informatica.com/cloud-common-services/administrator/current-version/rest-api-reference/platform-rest-api-version-3-resources/security-logs.html
 * The log is kept for 400 days: https://onlinehelp.informatica.com/IICS/prod/admin/en/cc-iics-orgadmin/Event_monitoring.html
 * Times are whole seconds in every published answer (infapy/infapy `Docs/Prashanth/get Security Logs.ipynb`).
 * Informatica publishes no rate limit.
 */
export const limits: Limits = {
	pageSize: { min: 100, max: 1000, default: 1000 },
	requestsPerMinute: 0,
	countedPerMs: MINUTE,
	widestWindow: 14 * DAY,
	reach: 400 * DAY,
	recordBytes: 300,
	grain: SECOND,
	// How late an entry may be written is not published.
	overlap: 10 * MINUTE,
	settleDelay: 0,
};
