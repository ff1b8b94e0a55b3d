import { emulatorKeys, type JsonObject } from '../../emulator';
import { Api, NOON, range, repeat, testSwitches, type Got } from './client';

const second = (n: number): number => NOON - 600_000 + n * 1000;

const dns = (name: string, time: number, more: JsonObject = {}): JsonObject => ({
	type: 'dns',
	timestamp: time,
	domain: name,
	verdict: 'blocked',
	categories: [],
	policycategories: [],
	...more,
});

const five = range(5).map((n) => dns(`r${n}`, second(n)));
const proxy: JsonObject = {
	type: 'proxy',
	timestamp: second(2),
	url: 'http://x.example/',
	verdict: 'allowed',
};

const window = (from: number | string, to: number | string, more = 'limit=100'): string =>
	`/reports/v2/activity?from=${from}&to=${to}&${more}`;
const all = window(second(0), NOON);
const namesOf = (got: Got): string[] => got.json.data.map((row: JsonObject) => row['domain'] ?? row['type']);
const statusOf = async (asked: Promise<Got>): Promise<number> => (await asked).status;
const bodyOf = async (asked: Promise<Got>): Promise<unknown> => (await asked).json;

describe('umbrella switches', () => {
	testSwitches('umbrella', five, {
		boundsInclusive: {
			ask: async (api) => namesOf(await api.umbrella(window(second(1), second(3)))),
			seen: [
				['both', ['r3', 'r2', 'r1']],
				['from', ['r2', 'r1']],
				['to', ['r3', 'r2']],
				['none', ['r2']],
			],
		},
		sameSecondShuffle: {
			ask: async (api) => {
				api.emulator.replace('umbrella', [
					...range(8).map((n) => dns(`t${n}`, second(1))),
					dns('later', second(2)),
				]);
				const answers = await repeat(5, async () => namesOf(await api.umbrella(all)));
				return {
					orders: new Set(answers.map(String)).size > 1,
					first: answers.map(([name]) => name),
					rows: answers[4]?.length,
				};
			},
			seen: [
				[false, { orders: false, first: Array(5).fill('later'), rows: 9 }],
				[true, { orders: true, first: Array(5).fill('later'), rows: 9 }],
			],
		},
		pageCap: {
			ask: async (api) => namesOf(await api.umbrella(all)).length,
			seen: [
				[5000, 5],
				[2, 2],
			],
		},
		relabelled: {
			ask: async (api) => {
				const answers = await repeat(6, async () => (await api.umbrella(all)).json.data as JsonObject[]);
				const anew = answers.flat().filter((row) => 'reviewed' in row);
				return {
					rows: new Set(answers.map(({ length }) => length)).size,
					some: anew.length > 0,
					all: anew.length === 30,
				};
			},
			seen: [
				[false, { rows: 1, some: false, all: false }],
				[true, { rows: 1, some: true, all: false }],
			],
		},
		offsetCap: {
			ask: (api) => statusOf(api.umbrella(`${all}&offset=11`)),
			seen: [
				[10_000, 200],
				[10, 400],
			],
		},
		offsetPlusLimitCap: {
			ask: (api) => statusOf(api.umbrella(`${all}&offset=9950`)),
			seen: [
				[null, 200],
				[10_000, 400],
			],
		},
		defaultOrder: {
			ask: async (api) => namesOf(await api.umbrella(all))[0],
			seen: [
				['desc', 'r4'],
				['asc', 'r0'],
			],
		},
		orderHonoured: {
			ask: async (api) => [
				namesOf(await api.umbrella(`${all}&order=asc`))[0],
				namesOf(await api.umbrella(`${all.replace('activity', 'activity/dns')}&order=asc`))[0],
			],
			seen: [
				['documented', ['r4', 'r0']],
				['all', ['r0', 'r0']],
				['none', ['r4', 'r4']],
			],
		},
		redirect: {
			ask: async (api) => {
				const first = await api.umbrella(all);
				if (first.status === 200)
					return Array.isArray(first.json.data) ? 'served' : Object.keys(first.json.data);
				const target = new URL(first.headers.get('location') ?? '');
				if (target.hostname.endsWith('.example')) return target.href.replace(target.search, '');
				const next = await api.umbrella(`${target.pathname}${target.search}`);
				return [
					target.hostname,
					target.pathname,
					target.search === new URL(all, api.emulator.url).search,
					next.status,
				];
			},
			seen: [
				['none', 'served'],
				['sameHost', ['127.0.0.1', '/reports.eu/v2/activity', true, 200]],
				['otherHost', ['localhost', '/reports.eu/v2/activity', true, 200]],
				['foreignHost', 'https://reports.evil.example/reports.eu/v2/activity'],
				['inBody', ['redirect']],
				['loop', ['127.0.0.1', '/reports.eu/v2/activity', true, 302]],
			],
		},
		redirectStatus: {
			with: { redirect: 'sameHost' },
			ask: (api) => statusOf(api.umbrella(all)),
			seen: [302, 301, 303, 307, 308].map((status) => [status, status] as const),
		},
		redirectLocation: {
			with: { redirect: 'sameHost' },
			ask: async (api) => (await api.umbrella(all)).headers.get('location')?.startsWith('http://127.0.0.1:'),
			seen: [
				['absolute', true],
				['relative', false],
			],
		},
		tokenLifetimeSeconds: {
			ask: async (api) => {
				await api.umbrella(all);
				api.now += 100_000;
				return statusOf(api.umbrella(all));
			},
			seen: [
				[3600, 200],
				[60, 400],
			],
		},
		tokenMaxUses: {
			ask: (api) => repeat(2, () => statusOf(api.umbrella(all))),
			seen: [
				[null, [200, 200]],
				[1, [200, 400]],
			],
		},
		expiredAs: {
			with: { tokenMaxUses: 0 },
			ask: async (api) => {
				const { status, json } = await api.umbrella(all);
				return [status, json];
			},
			seen: [
				[400, [400, { error: 'invalid_request' }]],
				[401, [401, { meta: {}, data: { error: 'unauthorized' } }]],
			],
		},
		tokenMethods: {
			ask: async (api) => [
				await statusOf(api.newUmbrellaToken()),
				await statusOf(api.call('/auth/v2/token', { headers: basicHeader() })),
			],
			seen: [
				['both', [200, 200]],
				['post', [200, 405]],
				['get', [405, 200]],
			],
		},
		unauthorizedShape: {
			ask: (api) => bodyOf(api.call(all, { headers: { authorization: 'Bearer wrong' } })),
			seen: [
				['live', { meta: {}, data: { error: 'unauthorized' } }],
				['spec', { message: 'Unauthorized' }],
			],
		},
		scope: {
			ask: async (api) => [
				await statusOf(api.umbrella(all)),
				await statusOf(api.umbrella('/reports/v2/categories')),
			],
			seen: [
				['granted', [200, 200]],
				['missing', [403, 200]],
			],
		},
		utilitiesScope: {
			ask: async (api) => [
				await statusOf(api.umbrella('/reports/v2/categories')),
				await statusOf(api.umbrella('/reports/v2/identities?limit=5')),
				await statusOf(api.umbrella(all)),
			],
			seen: [
				['granted', [200, 200, 200]],
				['missing', [403, 403, 200]],
			],
		},
		identityPageCap: {
			ask: async (api) => (await api.umbrella('/reports/v2/identities?limit=5')).json.data.length,
			seen: [
				[5000, 5],
				[2, 2],
			],
		},
		forbiddenShape: {
			with: { scope: 'missing' },
			ask: (api) => bodyOf(api.umbrella(all)),
			seen: [
				['live', { meta: {}, data: { error: 'forbidden' } }],
				['spec', { message: 'Forbidden' }],
			],
		},
		metaFailed: {
			ask: async (api) => {
				api.emulator.add('umbrella', [proxy]);
				const got = await api.umbrella(all);
				return [got.status, got.json.meta.failed, namesOf(got).includes('proxy')];
			},
			seen: [
				[[], [200, [], true]],
				[['proxy'], [200, ['proxy'], false]],
			],
		},
		emptyMeta: {
			ask: async (api) => (await api.umbrella(all)).json.meta,
			seen: [
				[false, { successful: ['proxy', 'swa', 'firewall', 'ip', 'dns', 'intrusion', 'ztna'], failed: [] }],
				[true, {}],
			],
		},
		rateLimit: {
			ask: (api) => repeat(6, () => statusOf(api.umbrella(all))),
			seen: [
				['off', [200, 200, 200, 200, 200, 200]],
				['on', [200, 200, 200, 200, 200, 429]],
			],
		},
		retryAfter: {
			with: { rateLimit: 'on' },
			ask: async (api) => (await repeat(6, () => api.umbrella(all)))[5]?.headers.get('retry-after'),
			seen: [
				['absent', null],
				['seconds', '1'],
				['date', new Date(NOON + 30_000).toUTCString()],
			],
		},
		isoRefused: {
			ask: async (api) => {
				const { status, json } = await api.umbrella(window('2026-11-20T00:00:00Z', NOON));
				return status === 200 ? 200 : json.data.errors;
			},
			seen: [
				[true, [{ param: 'from', value: '2026-11-20T00:00:00Z', error: 'invalid timestamp specified' }]],
				[false, 200],
			],
		},
		limitRequired: {
			ask: (api) => statusOf(api.umbrella(window(second(0), NOON, ''))),
			seen: [
				[true, 400],
				[false, 200],
			],
		},
		wideWindow: {
			ask: (api) => statusOf(api.umbrella(window(NOON - 31 * 86_400_000, NOON))),
			seen: [
				['reject', 400],
				['serve', 200],
			],
		},
		unknownParameter: {
			ask: (api) => statusOf(api.umbrella(`${all}&page_size=3`)),
			seen: [
				['ignore', 200],
				['reject', 400],
			],
		},
		extraFields: {
			ask: async (api) => {
				const served = (await api.umbrella(all)).json.data;
				const truth = [...api.emulator.records('ciscoUmbrella.activity')].reverse();
				expect(served).toEqual(truth);
				return 'vNextField' in served[0];
			},
			seen: [
				[false, false],
				[true, true],
			],
		},
		shortPages: {
			ask: async (api) => {
				api.emulator.replace(
					'umbrella',
					range(60).map((n) => dns(`n${n}`, second(n))),
				);
				const sizes: number[] = [];
				for (let offset = 0; offset < 60; ) {
					const page = namesOf(await api.umbrella(window(second(0), NOON, `limit=60&offset=${offset}`)));
					sizes.push(page.length);
					offset += page.length;
				}
				return sizes.length > 1;
			},
			seen: [
				[false, false],
				[true, true],
			],
		},
		insertBetweenPages: {
			ask: async (api) => {
				const page = (offset: number): string => window(second(0), NOON, `limit=2&offset=${offset}`);
				return [namesOf(await api.umbrella(page(0))), namesOf(await api.umbrella(page(2)))];
			},
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
			ask: async (api) =>
				(await repeat(2, () => api.umbrella(window(second(0), second(4))))).map((got) => namesOf(got).length),
			seen: [
				[0, [5, 5]],
				[2, [5, 7]],
			],
		},
		faults: {
			ask: (api) => statusOf(api.umbrella(all)),
			seen: [
				[[], 200],
				[[{ on: 1, kind: 'status', status: 503 }], 503],
			],
		},
	});
});

const basicHeader = (secret: string = emulatorKeys.umbrella.apiSecret): Record<string, string> => ({
	authorization: `Basic ${Buffer.from(`${emulatorKeys.umbrella.apiKey}:${secret}`).toString('base64')}`,
});

describe('umbrella', () => {
	let api: Api;
	beforeEach(async () => {
		api = await Api.open({ records: { umbrella: 1500 }, spanDays: { umbrella: 2 } });
	});
	afterEach(() => api.close());

	const recent = (more: string): string => window('-2days', 'now', more);

	test('a wrong secret, a foreign organization and a missing grant are refused', async () => {
		expect(
			await statusOf(api.call('/auth/v2/token', { method: 'POST', headers: basicHeader('wrong') })),
		).toBe(401);
		expect(await statusOf(api.newUmbrellaToken({ 'x-umbrella-orgid': '999' }))).toBe(403);
		expect(await statusOf(api.newUmbrellaToken({}, { body: '' }))).toBe(400);
	});

	test('a token tells which organization it reads', async () => {
		const { json } = await api.newUmbrellaToken({
			'x-umbrella-orgid': emulatorKeys.umbrella.childOrganizationId,
		});
		const claims = JSON.parse(
			Buffer.from(String(json.access_token).split('.')[1] ?? '', 'base64url').toString(),
		);
		expect(json).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
		expect(claims.sub).toBe(
			`org/${emulatorKeys.umbrella.childOrganizationId}/client/${emulatorKeys.umbrella.apiKey}`,
		);
	});

	test('offsets over the cap get the body that was seen live', async () => {
		expect(await bodyOf(api.umbrella(recent('limit=1000&offset=11000')))).toEqual({
			meta: {},
			data: {
				errors: [
					{
						param: 'offset',
						value: '11000',
						error: 'invalid offset: should be integer between 0 and 10000 inclusive',
					},
				],
			},
		});
	});

	test('epoch seconds select nothing and say nothing', async () => {
		const [from, to] = [NOON / 1000 - 86_400, NOON / 1000];
		expect(await bodyOf(api.umbrella(window(from, to)))).toMatchObject({ data: [] });
	});

	test.each(['dns', 'proxy', 'firewall', 'intrusion', 'ip', 'amp-retrospective'])(
		'/activity/%s serves its own records',
		async (type) => {
			const got = await api.umbrella(recent('limit=5000').replace('activity', `activity/${type}`));
			const source = `ciscoUmbrella.activity.${type === 'amp-retrospective' ? 'ampRetrospective' : type}`;
			expect(got.json.data.length).toBeGreaterThan(10);
			expect([...got.json.data].reverse()).toEqual(api.emulator.records(source));
		},
	);

	test('every page together is the truth, twins and all', async () => {
		const pages = await repeat(4, (n) => api.umbrella(recent(`limit=500&offset=${n * 500}`)));
		const rows = pages.flatMap((got) => got.json.data);
		expect(rows.reverse()).toEqual(api.emulator.records('ciscoUmbrella.activity'));
		const texts = rows.map((row) => JSON.stringify(row));
		expect(new Set(texts).size).toBeLessThan(texts.length);
	});

	test.each([
		['verdict=blocked,proxied', (row: JsonObject) => ['blocked', 'proxied'].includes(String(row['verdict']))],
		[
			'domains=c2-node.example',
			(row: JsonObject) => String(row['domain'] ?? row['url']).includes('c2-node.example'),
		],
		['categories=65', (row: JsonObject) => String(JSON.stringify(row['categories'])).includes('"id":65')],
		[
			'identitytypes=network',
			(row: JsonObject) => String(JSON.stringify(row['identities'])).includes('"type":"network"'),
		],
		['threattypes=Botnet', (row: JsonObject) => String(JSON.stringify(row['threats'])).includes('Botnet')],
	])('%s selects what it says', async (filter, fits) => {
		const rows: JsonObject[] = (await api.umbrella(recent(`limit=5000&${filter}`))).json.data;
		const truth = api.emulator.records('ciscoUmbrella.activity');
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.length).toBeLessThan(truth.length);
		expect(rows.every(fits)).toBe(true);
		expect(rows.length).toBe(truth.filter(fits).length);
	});

	test.each<[string, string, string, (row: JsonObject) => boolean]>([
		['intrusion', 'signatures', '1-58801', () => true],
		['intrusion', 'signatures', '1-1', () => false],
		['intrusion', 'intrusionaction', 'detected', (row) => row['verdict'] === 'detected'],
		['proxy', 'antivirusthreats', 'Sample.Trojan', (row) => row['blockedfiletype'] === 'iso'],
		['proxy', 'tenantcontrols', 'false', () => true],
		['proxy', 'ruleid', '7011', (row) => JSON.stringify(row['policy']).includes('7011')],
		['proxy', 'ports', '8080,443', (row) => row['port'] === 8080 || row['port'] === 443],
		['dns', 'filternoisydomains', 'true', () => true],
		['dns', 'identityids', '7,55120', (row) => /"id":(7|55120),/.test(JSON.stringify(row['identities']))],
		['amp-retrospective', 'ampdisposition', 'malicious', () => true],
	])('%s by %s=%s', async (type, name, value, fits) => {
		const got = await api.umbrella(
			recent(`limit=5000&${name}=${value}`).replace('activity', `activity/${type}`),
		);
		const truth = api.emulator.records(
			`ciscoUmbrella.activity.${type === 'amp-retrospective' ? 'ampRetrospective' : type}`,
		);
		expect([...got.json.data].reverse()).toEqual(truth.filter(fits));
	});

	test('exists asks for fields', async () => {
		const { json } = await api.umbrella(recent('limit=5000&exists=port'));
		expect(new Set(json.data.map((row: JsonObject) => row['type']))).toEqual(new Set(['proxy']));
	});

	test('x-traffic-type narrows the mixed list', async () => {
		const { json } = await api.umbrella(recent('limit=5000'), { 'x-traffic-type': 'dns,proxy' });
		expect(new Set(json.data.map((row: JsonObject) => row['type']))).toEqual(new Set(['dns', 'proxy']));
	});

	test('timezone changes the texts and not the time', async () => {
		const [[plain], [zoned]] = (
			await repeat(2, (n) => api.umbrella(recent(`limit=1${n ? '&timezone=Asia%2FCalcutta' : ''}`)))
		).map((got) => got.json.data) as [[JsonObject], [JsonObject]];
		expect(zoned['timestamp']).toBe(plain['timestamp']);
		expect(zoned['time']).not.toBe(plain['time']);
		expect(await statusOf(api.umbrella(recent('limit=1&timezone=Nowhere')))).toBe(400);
	});

	test('security activity is what was blocked for a security category', () => {
		const records = api.emulator.records('ciscoUmbrella.securityActivity');
		expect(records.length).toBeGreaterThan(50);
		expect(
			records.every((row) => row['verdict'] === 'blocked' && JSON.stringify(row).includes('"security"')),
		).toBe(true);
	});

	test('five a second and organization, twenty tokens a minute and key', async () => {
		api.emulator.switches.umbrella.rateLimit = 'on';
		const other = (await api.newUmbrellaToken()).json.access_token as string;
		await repeat(4, () => api.umbrella(all));
		expect(await statusOf(api.call(all, { headers: { authorization: `Bearer ${other}` } }))).toBe(200);
		expect(await statusOf(api.umbrella(all))).toBe(429);
		api.now += 999;
		expect(await statusOf(api.umbrella(all))).toBe(429);
		api.now += 1;
		expect(await statusOf(api.umbrella(all))).toBe(200);
		const tokens = await repeat(19, () => statusOf(api.newUmbrellaToken()));
		expect([tokens[17], tokens[18]]).toEqual([200, 429]);
	});

	test('categories come at once, retired ones too, each with its older number', async () => {
		const { data } = (await api.umbrella('/reports/v2/categories')).json;
		expect(data.length).toBeGreaterThan(5);
		expect(data).toContainEqual(expect.objectContaining({ id: 66, legacyid: 94, label: 'Malware' }));
		expect(data).toContainEqual(expect.objectContaining({ label: 'Movies', deprecated: true }));
	});

	const identitiesAt = async (query: string): Promise<JsonObject[]> =>
		(await api.umbrella(`/reports/v2/identities?${query}`)).json.data;

	test('identities come by number of the row, to an empty end', async () => {
		const everyone = await identitiesAt('limit=100');
		const pages = await repeat(5, (n) => identitiesAt(`limit=2&offset=${n * 2}`));
		expect(pages.flat()).toEqual(everyone);
		expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 1, 0]);
		expect(await statusOf(api.umbrella('/reports/v2/identities?limit=5001'))).toBe(400);
	});

	test.each([
		['search=lyon', ['Branch Lyon']],
		['search=%E6%9D%B1%E4%BA%AC', ['東京オフィス']],
		['identitytypes=site,anyconnect', ['a.moreau@corp.example', 'Site Oslo']],
		['search=lyon&identitytypes=site', []],
	])('identities by %s', async (query, labels) => {
		expect((await identitiesAt(`limit=100&${query}`)).map(({ label }) => label)).toEqual(labels);
	});

	test('a path nobody serves is the gateway speaking', async () => {
		const got = await api.umbrella('/v2/organizations/1/security-activity');
		expect([got.status, got.json]).toEqual([404, { message: 'no Route matched with those values' }]);
	});
});
