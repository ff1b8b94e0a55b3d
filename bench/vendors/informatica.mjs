import { httpRequest } from './httpRequestNode.mjs';
import { DAY, iso, keys } from './vendor.mjs';

const PAGE = 1_000;

/** @param {import('./vendor.mjs').Window} window */
const query = ({ from, to }) => `entryTime>="${iso(from)}";entryTime<="${iso(to - 1)}"`;

const LOGIN = '/saas/public/core/v3/login';
const LOG = '/public/core/v3/securityLog';

/** @type {import('./vendor.mjs').Vendor} */
export const informatica = {
	label: 'Informatica Cloud',
	emulator: 'informatica',
	source: 'informaticaCloud.securityLog',
	days: 7,
	reachBack: 7 * DAY,
	limits: ['InformaticaCloud/limits.js', 'limits'],
	pageSize: PAGE,
	scan: (url) => ({
		type: 'informaticaCloud',
		credential: 'informaticaCloudApi',
		data: { loginUrl: url, ...keys.informatica },
		parameters: { resource: 'securityLog' },
	}),
	httpRequest: (url, window) => ({
		credentials: {},
		nodes: [
			httpRequest({ method: 'POST', url: url + LOGIN, body: keys.informatica }),
			httpRequest({
				url: `={{ $json.products[0].baseApiUrl }}${LOG}`,
				headers: { 'INFA-SESSION-ID': '={{ $json.userInfo.sessionId }}' },
				query: { q: query(window), limit: PAGE },
				paging: {
					type: 'qs',
					name: 'skip',
					value: `$pageCount * ${PAGE}`,
					until: `$response.body.entries.length < ${PAGE}`,
				},
			}),
		],
		rows: (page) => page.entries,
	}),
	signIn: async (client, url) => sessionOf((await client.post(url + LOGIN, keys.informatica)).data),
	async *loop(client, url, window, limit) {
		const { data: login } = await client.post(url + LOGIN, keys.informatica);
		const endpoint = login.products[0].baseApiUrl + LOG;
		for (let skip = 0, rows = []; skip === 0 || rows.length === limit; skip += limit) {
			const params = { q: query(window), limit, skip };
			rows = (await client.get(endpoint, { params, headers: sessionOf(login) })).data.entries;
			yield rows;
		}
	},
};

/** @param {{ userInfo: { sessionId: string } }} login */
const sessionOf = (login) => ({ 'INFA-SESSION-ID': login.userInfo.sessionId });
