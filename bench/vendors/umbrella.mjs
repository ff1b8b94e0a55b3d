import { httpRequest } from './httpRequestNode.mjs';
import { basic, DAY, keys } from './vendor.mjs';

const PAGE = 5_000;

const { apiKey, apiSecret } = keys.umbrella;

/** @param {string} url */
const token = (url) => `${url}/auth/v2/token`;

/** @param {string} url */
const endpoint = (url) => `${url}/reports/v2/activity`;

/**
 * All activity of the current API. Its offset ends at 10,000, so everybody has to read by time: the next page ends
 * where the last one did, and brings the records of that second again.
 *
 * @type {import('./vendor.mjs').Vendor}
 */
export const umbrella = {
	label: 'Cisco Umbrella',
	emulator: 'umbrella',
	source: 'ciscoUmbrella.activity',
	days: 7,
	reachBack: 7 * DAY,
	limits: ['CiscoUmbrella/limits.js', 'reportingLimits'],
	pageSize: PAGE,
	limit: { requests: 5, perMs: 1_000, switches: { rateLimit: 'on' } },
	scan: (url) => ({
		type: 'ciscoUmbrella',
		credential: 'ciscoUmbrellaReportingApi',
		data: { baseUrl: 'custom', customBaseUrl: url, apiKey, apiSecret },
		parameters: { authentication: 'reportingApi', resource: 'activity', trafficType: 'all' },
	}),
	httpRequest: (url, { from, to }) => ({
		credentials: {
			oAuth2Api: {
				grantType: 'clientCredentials',
				accessTokenUrl: token(url),
				clientId: apiKey,
				clientSecret: apiSecret,
				authentication: 'header',
				scope: '',
			},
		},
		nodes: [
			httpRequest({
				url: endpoint(url),
				query: { from, limit: PAGE, offset: 0 },
				credential: 'oAuth2Api',
				paging: {
					type: 'qs',
					name: 'to',
					value: `$pageCount ? $response.body.data.last().timestamp : ${to}`,
					until: `$response.body.data.length < ${PAGE}`,
				},
			}),
		],
		rows: (page) => page.data,
	}),
	async signIn(client, url) {
		const headers = {
			Authorization: basic(apiKey, apiSecret),
			'Content-Type': 'application/x-www-form-urlencoded',
		};
		const { data } = await client.post(token(url), 'grant_type=client_credentials', { headers });
		return { Authorization: `Bearer ${data.access_token}` };
	},
	async *loop(client, url, window, limit) {
		const headers = await umbrella.signIn(client, url);
		for (let { from, to } = window, rows = []; to === window.to || rows.length === limit; ) {
			rows = (await client.get(endpoint(url), { params: { from, to, limit, offset: 0 }, headers })).data.data;
			to = rows.at(-1)?.timestamp ?? from;
			yield rows;
		}
	},
};
