import { httpRequest } from './httpRequestNode.mjs';
import { basic, HOUR, keys } from './vendor.mjs';

const PAGE = 500;

const { apiKey, apiSecret, organizationId } = keys.umbrellaLegacy;

const headers = { Authorization: basic(apiKey, apiSecret) };

/** @param {string} url */
const endpoint = (url) => `${url}/v1/organizations/${organizationId}/security-activity`;

/** @param {number} time */
const seconds = (time) => Math.floor(time / 1_000);

/** @type {import('./vendor.mjs').Vendor} */
export const umbrellaLegacy = {
	label: 'Cisco Umbrella v1',
	emulator: 'umbrellaLegacy',
	source: 'ciscoUmbrella.securityActivity.legacy',
	days: 1,
	// The API reaches back 24 hours, and time goes on while it is measured.
	reachBack: 22 * HOUR,
	limits: ['CiscoUmbrella/limits.js', 'legacyLimits'],
	pageSize: PAGE,
	scan: (url) => ({
		type: 'ciscoUmbrella',
		credential: 'ciscoUmbrellaLegacyApi',
		data: { baseUrl: `${url}/v1`, ...keys.umbrellaLegacy },
		parameters: { authentication: 'legacyApi', resource: 'securityActivity' },
	}),
	httpRequest: (url, { from, to }) => ({
		credentials: { httpBasicAuth: { user: apiKey, password: apiSecret } },
		nodes: [
			httpRequest({
				url: endpoint(url),
				query: { start: seconds(from), limit: PAGE },
				credential: 'httpBasicAuth',
				paging: {
					type: 'qs',
					name: 'stopTimestamp',
					value: `$pageCount ? Date.parse($response.body.requests.last().datetime) : ${to}`,
					until: `$response.body.requests.length < ${PAGE}`,
				},
			}),
		],
		rows: (page) => page.requests,
	}),
	signIn: async () => headers,
	async *loop(client, url, { from, to }, limit) {
		for (let stopTimestamp = to, rows = []; stopTimestamp === to || rows.length === limit; ) {
			const params = { start: seconds(from), stopTimestamp, limit };
			rows = (await client.get(endpoint(url), { params, headers })).data.requests;
			stopTimestamp = rows.length > 0 ? Date.parse(rows.at(-1).datetime) : from;
			yield rows;
		}
	},
};
