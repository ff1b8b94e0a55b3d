import { httpRequest } from './httpRequestNode.mjs';
import { DAY, keys } from './vendor.mjs';

const PAGE = 5_000;

const headers = { Authorization: `Token ${keys.defender.apiToken}` };

/** @param {string} url */
const endpoint = (url) => `${url}/api/v1/activities/`;

/** @param {import('./vendor.mjs').Window} window */
const filters = ({ from, to }) => ({ date: { gte: from, lte: to - 1 } });

/** @type {import('./vendor.mjs').Vendor} */
export const defender = {
	label: 'Microsoft Defender for Cloud Apps',
	emulator: 'defender',
	source: 'microsoftDefenderCloudApps.activity',
	days: 7,
	reachBack: 7 * DAY,
	limits: ['MicrosoftDefenderCloudApps/limits.js', 'scanLimits'],
	pageSize: PAGE,
	scriptPageSize: 500,
	limit: { requests: 30, perMs: 60_000, switches: { rateLimit: 'sliding' } },
	scan: (url) => ({
		type: 'microsoftDefenderCloudApps',
		credential: 'microsoftDefenderCloudAppsApi',
		data: { portalUrl: url, apiToken: keys.defender.apiToken },
		parameters: { resource: 'activity' },
	}),
	httpRequest: (url, window) => ({
		credentials: { httpHeaderAuth: { name: 'Authorization', value: headers.Authorization } },
		nodes: [
			httpRequest({
				method: 'POST',
				url: endpoint(url),
				body: { filters: filters(window), isScan: true, limit: PAGE },
				credential: 'httpHeaderAuth',
				paging: {
					type: 'body',
					name: 'filters',
					value: '$response.body?.nextQueryFilters',
					until: '!$response.body.hasNext',
				},
			}),
		],
		rows: (page) => page.data,
	}),
	signIn: async () => headers,
	// https://learn.microsoft.com/en-us/defender-cloud-apps/api-activities-investigate-script
	async *loop(client, url, window, limit) {
		const request = { filters: filters(window), isScan: true, limit };
		for (let hasNext = true; hasNext; ) {
			const { data } = await client.post(endpoint(url), request, { headers });
			yield data.data;
			hasNext = data.hasNext;
			request.filters = data.nextQueryFilters;
		}
	},
};
