import axios, { type AxiosRequestConfig } from 'axios';
import { emulatorKeys, exactDigitsAsText, type JsonObject } from '../../emulator';
import { Api, NOON, range, repeat, testSwitches, type Got } from './client';

const at = (n: number): number => NOON - 3_600_000 + n * 1000;
const row = (id: string, time: number, more: JsonObject = {}): JsonObject => ({
	_id: id,
	appId: 11161,
	timestamp: time,
	created: time + 500,
	...more,
});
const five = range(5).map((n) => row(`r${n}`, at(n)));
const spread = (api: Api, count: number): void =>
	api.emulator.replace(
		'defender',
		range(count).map((n) => row(`n${n}`, at(n))),
	);
const idsOf = (got: Got): string[] => got.json.data.map((each: JsonObject) => each['_id']);
const statusOf = async (asked: Promise<Got>): Promise<number> => (await asked).status;
const hour = { date: { gte: at(0), lte: NOON } };

interface Walk {
	readonly count: number;
	readonly distinct: number;
	readonly ended: boolean;
	readonly sizes: readonly number[];
}

/** Follows nextQueryFilters as the documentation's script does, for at most 40 pages. */
async function scan(api: Api, body: JsonObject = {}): Promise<Walk> {
	const ids: string[] = [];
	const sizes: number[] = [];
	let filters: unknown = body['filters'] ?? hour;
	for (let page = 0; page < 40; page++) {
		const { json } = await api.defender({ isScan: true, ...body, filters });
		ids.push(...json.data.map((each: JsonObject) => String(each['_id'])));
		sizes.push(json.data.length);
		if (!json.hasNext) {
			expect(json).not.toHaveProperty('nextQueryFilters');
			return { count: ids.length, distinct: new Set(ids).size, ended: true, sizes };
		}
		filters = json.nextQueryFilters;
	}
	return { count: ids.length, distinct: new Set(ids).size, ended: false, sizes };
}

const brief = ({ count, distinct, ended }: Walk): readonly unknown[] => [count, distinct, ended];
const tied = [9, 8, 7, 6, 6, 5, 4].map((n, index) => row(`t${index}`, at(n)));

describe('defender switches', () => {
	testSwitches('defender', five, {
		boundary: {
			with: { scanPageCap: 4 },
			ask: async (api) => {
				api.emulator.replace('defender', tied);
				return brief(await scan(api));
			},
			seen: [
				['dropTail', [7, 7, true]],
				['repeatTail', [8, 7, true]],
				['skipTie', [5, 5, true]],
			],
		},
		wholePageTie: {
			with: { scanPageCap: 4 },
			ask: async (api) => {
				api.emulator.replace('defender', [
					row('before', at(0)),
					...range(9).map((n) => row(`t${n}`, at(3))),
					row('after', at(5)),
				]);
				const { distinct, ended } = await scan(api);
				return [distinct, ended];
			},
			seen: [
				['continueById', [11, true]],
				['loop', [5, false]],
			],
		},
		shortPages: {
			with: { scanPageCap: 30 },
			ask: async (api) => {
				spread(api, 60);
				const walk = await scan(api);
				return [walk.distinct, walk.sizes.length > 3];
			},
			seen: [
				[false, [60, false]],
				[true, [60, true]],
			],
		},
		emptyPagesBetween: {
			with: { scanPageCap: 20 },
			ask: async (api) => {
				spread(api, 60);
				const walk = await scan(api);
				return [...brief(walk), walk.sizes.filter((size) => size === 0).length > 2];
			},
			seen: [
				[false, [60, 60, true, false]],
				[true, [60, 60, true, true]],
			],
		},
		noProgress: {
			ask: async (api) => {
				const { json } = await api.defender({ isScan: true, filters: hour });
				return [json.hasNext, json.nextQueryFilters];
			},
			seen: [
				[false, [false, undefined]],
				[true, [true, hour]],
			],
		},
		nullFiltersMeanEverything: {
			ask: (api) => repeat(2, (n) => statusOf(api.defender(n ? {} : { filters: null }))),
			seen: [
				[true, [200, 200]],
				[false, [400, 400]],
			],
		},
		listPageCap: {
			ask: async (api) => {
				spread(api, 300);
				return idsOf(await api.defender({ filters: hour, limit: 300 })).length;
			},
			seen: [
				[100, 100],
				[250, 250],
			],
		},
		listOverLimit: {
			ask: (api) => statusOf(api.defender({ filters: hour, limit: 101 })),
			seen: [
				['cap', 200],
				['reject', 400],
			],
		},
		queryLimit: {
			ask: async (api) => {
				const headers = { authorization: `Token ${emulatorKeys.defender.apiToken}` };
				return idsOf(await api.call('/api/v1/activities/?limit=2', { headers })).length;
			},
			seen: [
				['honoured', 2],
				['ignored', 5],
			],
		},
		scanPageCap: {
			ask: async (api) => {
				spread(api, 600);
				return idsOf(await api.defender({ filters: hour, limit: 5000, isScan: true })).length;
			},
			seen: [
				[5000, 600],
				[500, 499],
			],
		},
		scanLimitBelow500: {
			ask: (api) => statusOf(api.defender({ filters: hour, isScan: true, limit: 10 })),
			seen: [
				['raise', 200],
				['reject', 400],
			],
		},
		skipCeiling: {
			ask: async (api) => idsOf(await api.defender({ filters: hour, skip: 2, limit: 10 })),
			seen: [
				[5000, ['r2', 'r1', 'r0']],
				[11, []],
			],
		},
		skipOver: {
			with: { skipCeiling: 1 },
			ask: (api) => statusOf(api.defender({ filters: hour, skip: 2 })),
			seen: [
				['empty', 200],
				['error', 400],
			],
		},
		ascHonoured: {
			ask: async (api) => idsOf(await api.defender({ filters: hour, sortDirection: 'asc' }))[0],
			seen: [
				[true, 'r0'],
				[false, 'r4'],
			],
		},
		unknownFilter: {
			ask: async (api) => {
				const { status, json } = await api.defender({ filters: { colour: { eq: 'red' } } });
				return status === 200 ? json.data.length : [status, json.error, json.filters[0].errorMessageCode];
			},
			seen: [
				['reject', [400, true, 'CONSOLE_FORMS_NOT_VALID_VALUE']],
				['lenient', 5],
			],
		},
		missingData: {
			ask: (api) => repeat(2, async () => 'data' in (await api.defender({ filters: hour })).json),
			seen: [
				[null, [true, true]],
				[1, [true, false]],
			],
		},
		rateLimit: {
			ask: async (api) => {
				const statuses = await repeat(31, () => statusOf(api.defender({ filters: hour })));
				return [statuses[29], statuses[30]];
			},
			seen: [
				['off', [200, 200]],
				['sliding', [200, 429]],
				['fixed', [200, 429]],
			],
		},
		requestsPerMinute: {
			with: { rateLimit: 'sliding' },
			ask: (api) => repeat(3, () => statusOf(api.defender({ filters: hour }))),
			seen: [
				[30, [200, 200, 200]],
				[2, [200, 200, 429]],
			],
		},
		scanRequestsPerMinute: {
			with: { rateLimit: 'sliding', requestsPerMinute: 1 },
			ask: (api) => repeat(3, () => statusOf(api.defender({ filters: hour, isScan: true }))),
			seen: [
				[null, [200, 429, 429]],
				[2, [200, 200, 429]],
			],
		},
		throttledBody: {
			with: { rateLimit: 'sliding', requestsPerMinute: 0 },
			ask: async (api) => {
				const got = await api.defender({ filters: hour });
				return [got.headers.get('content-type')?.split(';')[0], got.text.includes('throttled')];
			},
			seen: [
				['json', ['application/json', true]],
				['text', ['text/plain', true]],
				['html', ['text/html', false]],
			],
		},
		retryAfter: {
			with: { rateLimit: 'sliding', requestsPerMinute: 0 },
			ask: async (api) => (await api.defender({ filters: hour })).headers.get('retry-after'),
			seen: [
				['absent', null],
				['seconds', '60'],
				['date', new Date(NOON + 30_000).toUTCString()],
			],
		},
		invalidToken: {
			ask: async (api) => {
				const got = await api.defender({}, { authorization: 'Token wrong' });
				return [got.status, got.json ?? got.text];
			},
			seen: [
				['json', [401, { detail: 'Invalid token.' }]],
				['text', [401, 'Invalid token']],
			],
		},
		permission: {
			ask: (api) => statusOf(api.defender({ filters: hour })),
			seen: [
				['granted', 200],
				['missing', 403],
			],
		},
		tokenLifetimeSeconds: {
			ask: async (api) => {
				const authorization = `Bearer ${(await entra(api)).json.access_token}`;
				api.now += 100_000;
				return statusOf(api.defender({}, { authorization }));
			},
			seen: [
				[3599, 200],
				[60, 401],
			],
		},
		tokenMaxUses: {
			ask: async (api) => {
				const authorization = `Bearer ${(await entra(api)).json.access_token}`;
				return repeat(2, () => statusOf(api.defender({}, { authorization })));
			},
			seen: [
				[null, [200, 200]],
				[1, [200, 401]],
			],
		},
		total: {
			ask: async (api) => (await api.defender({ filters: hour })).json.total,
			seen: [
				['exact', 5],
				['approximate', 107],
			],
		},
		ndays: {
			ask: async (api) => {
				api.emulator.replace('defender', [
					row('eve', NOON - 13 * 3_600_000),
					row('yesterday', NOON - 30 * 3_600_000),
				]);
				return idsOf(await api.defender({ filters: { date: { gte_ndays: 1 } } }));
			},
			seen: [
				['rolling', ['eve']],
				['calendar', ['eve', 'yesterday']],
			],
		},
		reachBackDays: {
			ask: async (api) => {
				api.emulator.add('defender', [row('old', NOON - 40 * 86_400_000)]);
				return idsOf(await api.defender({ filters: {} })).length;
			},
			seen: [
				[180, 6],
				[30, 5],
			],
		},
		exactIntegers: {
			ask: async (api) => {
				api.emulator.happen('microsoftDefenderCloudApps.activity', { n: 120 });
				const pages = await repeat(2, (n) => api.defender({ filters: {}, limit: 100, skip: n * 100 }));
				return pages.some((got) => /"link":-?9007199254\d{6}/.test(got.text));
			},
			seen: [
				[true, true],
				[false, false],
			],
		},
		insertBetweenPages: {
			ask: async (api) => [
				idsOf(await api.defender({ filters: hour, limit: 2 })),
				idsOf(await api.defender({ filters: hour, skip: 2, limit: 2 })),
			],
			seen: [
				[
					0,
					[
						['r4', 'r3'],
						['r2', 'r1'],
					],
				],
				[
					1,
					[
						['r4', 'r3'],
						['r3', 'r2'],
					],
				],
			],
		},
		lateBetweenPages: {
			ask: async (api) => {
				await api.defender({ filters: hour });
				const { json } = await api.defender({
					filters: { date: { lte: NOON - 600_000, gte: NOON - 600_000 } },
				});
				return json.data.map((each: JsonObject) => Number(each['created']) - Number(each['timestamp']));
			},
			seen: [
				[0, []],
				[2, [600_000, 600_000]],
			],
		},
		faults: {
			ask: (api) => statusOf(api.defender({ filters: hour })),
			seen: [
				[[], 200],
				[[{ on: 1, kind: 'html', status: 404 }], 404],
			],
		},
	});
});

const { tenantId, clientId, clientSecret } = emulatorKeys.defender;

function entra(
	api: Api,
	change: Readonly<Record<string, string>> = {},
	tenant: string = tenantId,
	version = '/v2.0',
): Promise<Got> {
	const form = {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
		scope: '05a65629-4c1b-48c1-a78b-804c4abdd4af/.default',
		...change,
	};
	return api.call(`/${tenant}/oauth2${version}/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(form).toString(),
	});
}

describe('defender', () => {
	let api: Api;
	beforeEach(async () => {
		api = await Api.open({ records: { defender: 2500 } });
	});
	afterEach(() => api.close());

	const source = 'microsoftDefenderCloudApps.activity';
	const truth = (): readonly JsonObject[] => api.emulator.records(source);

	test.each([
		['date', 'desc'],
		['date', 'asc'],
		['created', 'desc'],
		['created', 'asc'],
	])('a scan by %s %s reads every record once', async (sortField, sortDirection) => {
		expect(brief(await scan(api, { sortField, sortDirection, filters: {} }))).toEqual([2500, 2500, true]);
	});

	test('a scan keeps the filters it was given', async () => {
		const filters = { date: { gte: NOON - 7 * 86_400_000 }, service: { neq: [20893] } };
		const { json } = await api.defender({ isScan: true, limit: 500, filters });
		expect(json.nextQueryFilters).toEqual({ ...filters, date: { ...filters.date, lte: expect.any(Number) } });
		expect(json.data.length).toBeLessThan(500);
		const fits = (each: JsonObject): boolean =>
			Number(each['timestamp']) >= filters.date.gte && each['appId'] !== 20893;
		expect((await scan(api, { filters })).count).toBe(truth().filter(fits).length);
	});

	test('served digits are exact, and so is the truth', async () => {
		const big = truth().find((each) => JSON.stringify(exactDigitsAsText(each)).includes('"link":"'));
		const got = await api.call(`/api/v1/activities/${encodeURIComponent(String(big?.['_id']))}/`, {
			headers: { authorization: `Token ${emulatorKeys.defender.apiToken}` },
		});
		const [digits] = /"link":(-?\d+)/.exec(got.text)?.slice(1) ?? [];
		expect(Number.isSafeInteger(Number(digits))).toBe(false);
		expect(JSON.stringify(exactDigitsAsText(big ?? {}))).toContain(`"link":"${digits}"`);
	});

	test('every generated id fetches its record, and an unknown one is 404', async () => {
		const ask = (id: string): Promise<Got> =>
			api.call(`/cas/api/v1/activities/${encodeURIComponent(id)}/`, {
				headers: { authorization: `Token ${emulatorKeys.defender.apiToken}` },
			});
		for (const each of truth().slice(0, 40))
			expect((await ask(String(each['_id']))).json._id).toBe(each['_id']);
		expect((await ask('nothing')).status).toBe(404);
	});

	test.each<[string, JsonObject, (each: JsonObject) => boolean]>([
		[
			'service eq',
			{ service: { eq: [20595, 12260] } },
			(each) => each['appId'] === 20595 || each['appId'] === 12260,
		],
		[
			'service neq',
			{ service: { neq: [20595, 12260] } },
			(each) => each['appId'] !== 20595 && each['appId'] !== 12260,
		],
		['a scalar', { service: { eq: 28375 } }, (each) => each['appId'] === 28375],
		[
			'two filters',
			{ service: { eq: [20595] }, 'activity.type': { eq: true } },
			(each) => JSON.stringify(exactDigitsAsText(each)).includes('"adminEvent":true'),
		],
		['isset', { 'location.country': { isset: true } }, (each) => 'location' in each],
		['isnotset', { 'location.country': { isnotset: true } }, (each) => !('location' in each)],
		[
			'startswith',
			{ 'ip.address': { startswith: ['198.51.'] } },
			(each) => JSON.stringify(each['device'] ?? '').includes('"198.51.'),
		],
		['contains', { actionType: { contains: ['inbox'] } }, (each) => each['appId'] === 20893],
		[
			'eventType of clients',
			{ 'activity.eventType': { eq: ['EVENT_CATEGORY_FAILED_LOGIN'] } },
			(each) => each['appId'] === 12260,
		],
		[
			'taken action',
			{ 'activity.takenAction': { eq: ['block'] } },
			(each) => each['takenAction'] === 'block',
		],
		['null', { source: { eq: [null] } }, (each) => !('source' in each)],
		[
			'user',
			{ 'user.username': { eq: ["sean.o'connor@example.test"] } },
			(each) => JSON.stringify([each['user'], each['failedUserData']]).includes("sean.o'connor"),
		],
		['user.domain', { 'user.domain': { neq: ['example.test'] } }, (each) => each['appId'] === 20595],
		[
			'text',
			{ text: { text: ['yamada'] } },
			(each) => JSON.stringify(exactDigitsAsText(each)).includes('yamada'),
		],
		[
			'activity.actionType',
			{ 'activity.actionType': { eq: ['20595:EVENT_ADALLOM_LOGIN:login'] } },
			(each) => each['eventType'] === 917504,
		],
		['device.type', { 'device.type': { eq: ['DESKTOP'] } }, (each) => each['appId'] === 12260],
		[
			'userAgent ncontains',
			{ 'userAgent.userAgent': { ncontains: ['Edge'] } },
			(each) => each['appId'] !== 12260,
		],
		[
			'office365url endswith',
			{ office365url: { endswith: ['budget.docx'] } },
			(each) => each['appId'] === 15600,
		],
		[
			'entity',
			{ entity: { eq: [{ id: 'taro.yamada@example.test', inst: 0 }] } },
			(each) =>
				JSON.stringify([each['user'], each['failedUserData'], each['mainInfo']], (_key, value: unknown) =>
					typeof value === 'bigint' ? String(value) : value,
				).includes('"taro.yamada@'),
		],
		[
			'not from',
			{ 'ip.address': { doesnotstartwith: ['203.'] } },
			(each) => !JSON.stringify(each['device'] ?? '').includes('"203.'),
		],
		[
			'created lt',
			{ created: { lt: NOON - 5 * 86_400_000 } },
			(each) => Number(each['created']) < NOON - 5 * 86_400_000,
		],
		[
			'date lte_ndays',
			{ date: { lte_ndays: 5 } },
			(each) => Number(each['timestamp']) <= NOON - 5 * 86_400_000,
		],
		[
			'range list',
			{ date: { range: [{ start: NOON - 86_400_000, end: NOON }] } },
			(each) => Number(each['timestamp']) >= NOON - 86_400_000,
		],
		[
			'range object',
			{ date: { range: { start: NOON - 86_400_000, end: NOON } } },
			(each) => Number(each['timestamp']) >= NOON - 86_400_000,
		],
		[
			'created',
			{ created: { gt: NOON - 86_400_000 } },
			(each) => Number(each['created']) > NOON - 86_400_000,
		],
		[
			'two ranges',
			{
				date: {
					range: [
						{ start: 0, end: NOON - 10 * 86_400_000 },
						{ start: NOON - 86_400_000, end: NOON },
					],
				},
			},
			(each) =>
				Number(each['timestamp']) <= NOON - 10 * 86_400_000 || Number(each['timestamp']) >= NOON - 86_400_000,
		],
	])('%s selects what it says', async (_name, filters, fits) => {
		const expected = truth().filter(fits).length;
		expect(expected).toBeGreaterThan(0);
		expect(expected).toBeLessThan(2500);
		const { json } = await api.defender({ filters });
		expect(json.total).toBe(expected);
		expect(json.data.every(fits)).toBe(true);
		expect((await scan(api, { filters })).count).toBe(expected);
	});

	test.each<[string, unknown]>([
		['an operator the filter does not have', { filters: { service: { contains: [1] } } }],
		['created has no _ndays', { filters: { created: { gte_ndays: 1 } } }],
		['a time that is none', { filters: { date: { gte: 'yesterday' } } }],
		['a filter that is no object', { filters: { date: 5 } }],
		['filters that are no object', { filters: 'date' }],
		['a sort field that is none', { sortField: 'timestamp' }],
		['a direction that is none', { sortDirection: 'down' }],
		['a limit that is none', { limit: 'x' }],
		['a limit of zero', { limit: 0 }],
	])('%s is refused', async (_name, body) => {
		const { status, json } = await api.defender(body);
		expect([status, json.error, Array.isArray(json.filters)]).toEqual([400, true, true]);
	});

	test('seconds by mistake select everything', async () => {
		expect((await api.defender({ filters: { date: { gte: NOON / 1000 } } })).json.total).toBe(2500);
	});

	const listed = JSON.stringify({ service: { eq: [20595] } });
	const query = new URLSearchParams({ filters: listed, limit: '7', skip: '0' }).toString();
	const list = '/api/v1/activities/';
	const form = { 'content-type': 'application/x-www-form-urlencoded' };

	test.each<[string, string, AxiosRequestConfig]>([
		['a form', list, { method: 'POST', headers: form, data: query }],
		['a query', `${list}?${query}`, {}],
		['a GET with a JSON body', list, { data: { filters: JSON.parse(listed) as unknown, limit: '7' } }],
	])('filters and limit may come as %s', async (_name, path, config) => {
		const headers = { ...config.headers, authorization: `Token ${emulatorKeys.defender.apiToken}` };
		const { data } = await axios.request({ ...config, url: api.emulator.url + path, headers });
		expect(data.data).toHaveLength(7);
		expect(data.data.every((each: JsonObject) => each['appId'] === 20595)).toBe(true);
	});

	test('a missing slash is a redirect, a wrong path a page', async () => {
		const headers = { authorization: `Token ${emulatorKeys.defender.apiToken}` };
		const got = await api.call('/api/v1/activities', { method: 'POST', headers });
		expect([got.status, got.headers.get('location')]).toEqual([301, '/api/v1/activities/']);
		const wrong = await api.call('/api/v1/actvities/', { headers });
		expect([wrong.status, wrong.text.startsWith('<html>')]).toEqual([404, true]);
	});

	test.each<[string, Readonly<Record<string, string>>, number, string]>([
		['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client'],
		['a wrong client', { client_id: 'x' }, 400, 'unauthorized_client'],
		['a wrong scope', { scope: 'x' }, 400, 'invalid_scope'],
		['a wrong grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
	])('Entra refuses %s', async (_name, change, status, error) => {
		const got = await entra(api, change);
		expect([got.status, got.json.error]).toEqual([status, error]);
	});

	test('Entra knows one tenant, both versions and a Basic client', async () => {
		expect((await entra(api, {}, 'nobody')).status).toBe(400);
		const v1 = await entra(api, { resource: '05a65629-4c1b-48c1-a78b-804c4abdd4af' }, tenantId, '');
		expect(v1.json).toMatchObject({ token_type: 'Bearer', expires_in: '3599' });
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		const form = 'grant_type=client_credentials&scope=05a65629-4c1b-48c1-a78b-804c4abdd4af%2F.default';
		const got = await api.call(`/${tenantId}/oauth2/v2.0/token`, {
			method: 'POST',
			headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
			body: form,
		});
		expect(got.status).toBe(200);
	});

	test('the two windows of the quota', async () => {
		const { defender } = api.emulator.switches;
		const ask = (): Promise<number> => statusOf(api.defender({ filters: hour }));
		const at = async (seconds: number): Promise<number> => {
			api.now = NOON + seconds * 1000;
			return ask();
		};
		defender.requestsPerMinute = 2;
		defender.rateLimit = 'sliding';
		expect([await at(50), await ask(), await ask()]).toEqual([200, 200, 429]);
		expect([await at(60), await at(109), await at(110)]).toEqual([429, 429, 200]);
		defender.rateLimit = 'fixed';
		expect([await at(239), await ask(), await ask(), await at(240)]).toEqual([200, 200, 429, 200]);
	});

	test('saved later than it happened, never after the end of the data', () => {
		const lags = truth().map((each) => Number(each['created']) - Number(each['timestamp']));
		expect(Math.min(...lags)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...lags)).toBeGreaterThan(600_000);
		expect(truth().every((each) => Number(each['created']) <= NOON)).toBe(true);
	});
});
