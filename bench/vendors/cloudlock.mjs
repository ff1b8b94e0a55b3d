import { httpRequest } from './httpRequestNode.mjs';
import { DAY, iso, keys } from './vendor.mjs';

const PAGE = 100;

const headers = { Authorization: `Bearer ${keys.cloudlock.accessToken}` };

/** @param {string} url */
const endpoint = (url) => `${url}/api/v2/activities`;

/** @type {import('./vendor.mjs').Vendor} */
export const cloudlock = {
	label: 'Cisco Cloudlock',
	emulator: 'cloudlock',
	source: 'ciscoCloudlock.activity',
	days: 7,
	reachBack: 7 * DAY,
	limits: ['CiscoCloudlock/limits.js', 'limits'],
	pageSize: PAGE,
	scan: (url) => ({
		type: 'ciscoCloudlock',
		credential: 'ciscoCloudlockApi',
		data: { baseUrl: url, ...keys.cloudlock },
		parameters: { resource: 'activity' },
	}),
	httpRequest: (url, window) => ({
		credentials: { httpHeaderAuth: { name: 'Authorization', value: headers.Authorization } },
		nodes: [
			httpRequest({
				url: endpoint(url),
				query: { limit: PAGE, created_after: iso(window.from) },
				credential: 'httpHeaderAuth',
				paging: {
					type: 'qs',
					name: 'offset',
					value: `$pageCount * ${PAGE}`,
					until: `$response.body.items.length < ${PAGE}`,
				},
			}),
		],
		rows: (page) => page.items,
	}),
	signIn: async () => headers,
	async *loop(client, url, window, limit) {
		for (let offset = 0, rows = []; offset === 0 || rows.length === limit; offset += limit) {
			const params = { limit, offset, created_after: iso(window.from) };
			rows = (await client.get(endpoint(url), { params, headers })).data.items;
			yield rows;
		}
	},
};
