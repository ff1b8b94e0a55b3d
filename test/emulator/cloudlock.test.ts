import { type JsonObject } from '../../emulator';
import { Api, NOON, range, repeat, testSwitches, type Got } from './client';

const at = (n: number): number => NOON - 3_600_000 + n * 60_000;
const row = (name: string, time: number): JsonObject => ({
	event_id: `google:auth:${name}#0`,
	origin_id: name,
	event_type: 'login',
	created_at: new Date(time).toISOString(),
	client_location: { lat: '1.5', lng: '2' },
	vendor: { name: 'google', service: 'auth' },
	extra: { auth: { auth_type: '', is_suspicious: false } },
});
const five = range(5).map((n) => row(`r${n}`, at(n)));
const namesOf = (got: Got): string[] => got.json.items.map((each: JsonObject) => each['origin_id']);
const statusOf = async (asked: Promise<Got>): Promise<number> => (await asked).status;
const iso = (time: number): string => new Date(time).toISOString();

describe('cloudlock switches', () => {
	testSwitches('cloudlock', five, {
		order: {
			ask: async (api) => {
				api.emulator.add('cloudlock', [row('late', at(0.5))]);
				return namesOf(await api.cloudlock('limit=2'));
			},
			seen: [
				['desc', ['r4', 'r3']],
				['asc', ['r0', 'late']],
				['arrival', ['late', 'r4']],
			],
		},
		orderParameter: {
			ask: async (api) => namesOf(await api.cloudlock('limit=1&order=created_at')),
			seen: [
				['ignored', ['r4']],
				['honoured', ['r0']],
			],
		},
		boundInclusive: {
			ask: async (api) => namesOf(await api.cloudlock(`created_after=${iso(at(3))}`)),
			seen: [
				[true, ['r4', 'r3']],
				[false, ['r4']],
			],
		},
		dateOnlyBound: {
			ask: async (api) => namesOf(await api.cloudlock(`created_after=${iso(at(3))}`)).length,
			seen: [
				[false, 2],
				[true, 5],
			],
		},
		boundIgnored: {
			ask: async (api) => namesOf(await api.cloudlock('created_after=2026-12-01')).length,
			seen: [
				[false, 0],
				[true, 5],
			],
		},
		overLimit: {
			ask: (api) => statusOf(api.cloudlock('limit=101')),
			seen: [
				['cap', 200],
				['reject', 400],
			],
		},
		pageCap: {
			ask: async (api) => {
				api.emulator.add(
					'cloudlock',
					range(150).map((n) => row(`x${n}`, at(9))),
				);
				return namesOf(await api.cloudlock('limit=1000')).length;
			},
			seen: [
				[100, 100],
				[30, 30],
			],
		},
		laterPageCap: {
			ask: async (api) => {
				const lengths: number[] = [];
				for (let n = 0; n < 3; n++) lengths.push(namesOf(await api.cloudlock('limit=4')).length);
				return lengths;
			},
			seen: [
				[null, [4, 4, 4]],
				[2, [4, 2, 2]],
			],
		},
		offsetCap: {
			ask: (api) => statusOf(api.cloudlock('offset=500')),
			seen: [
				[null, 200],
				[499, 400],
			],
		},
		total: {
			ask: async (api) => (await api.cloudlock('limit=2')).json.total,
			seen: [
				['exact', 5],
				['zero', 0],
				['absent', undefined],
			],
		},
		envelope: {
			ask: async (api) => {
				const { json } = await api.cloudlock('limit=2');
				return Array.isArray(json) ? json.length : Object.keys(json);
			},
			seen: [
				['full', ['limit', 'offset', 'total', 'results', 'items']],
				['itemsOnly', ['items']],
				['bareArray', 2],
			],
		},
		idPrefix: {
			ask: async (api) => {
				api.emulator.replace('cloudlock', [{ ...row('a', at(1)), event_id: '-62#0' }, row('b', at(0))]);
				const ids = (await api.cloudlock()).json.items.map((each: JsonObject) => each['event_id']);
				const found = await api.cloudlock(`ids=${encodeURIComponent('google:auth:-62#0,b#0')}`);
				expect(namesOf(found)).toEqual(['a', 'b']);
				expect(ids.reverse()).toEqual(
					api.emulator.records('ciscoCloudlock.activity').map((each) => each['event_id']),
				);
				return ids;
			},
			seen: [
				['mixed', ['google:auth:b#0', '-62#0']],
				['always', ['google:auth:b#0', 'google:auth:-62#0']],
				['never', ['b#0', '-62#0']],
			],
		},
		suspicious: {
			ask: async (api) => (await api.cloudlock('limit=1')).json.items[0].extra.auth.is_suspicious,
			seen: [
				['mixed', false],
				['null', null],
				['true', true],
				['false', false],
			],
		},
		locationNumbers: {
			ask: async (api) => (await api.cloudlock('limit=1')).json.items[0].client_location,
			seen: [
				['mixed', { lat: '1.5', lng: '2' }],
				['number', { lat: 1.5, lng: 2 }],
				['string', { lat: '1.5', lng: '2' }],
			],
		},
		insertBetweenPages: {
			ask: async (api) => [
				namesOf(await api.cloudlock('limit=2')),
				namesOf(await api.cloudlock('limit=2&offset=2')),
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
		deleteBetweenPages: {
			ask: async (api) => [
				namesOf(await api.cloudlock('limit=2')),
				namesOf(await api.cloudlock('limit=2&offset=2')),
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
						['r1', 'r0'],
					],
				],
			],
		},
		lateBetweenPages: {
			ask: async (api) => {
				await api.cloudlock('limit=2');
				const got = await api.cloudlock(`created_after=${iso(NOON - 86_400_000)}`);
				return got.json.items.filter(
					(each: JsonObject) => Date.parse(String(each['created_at'])) <= NOON - 3_600_000,
				).length;
			},
			seen: [
				[0, 1],
				[2, 3],
			],
		},
		addressNotAllowed: {
			ask: (api) => statusOf(api.cloudlock()).catch(() => 'reset'),
			seen: [
				['off', 200],
				['401', 401],
				['403', 403],
				['reset', 'reset'],
			],
		},
		rateLimit: {
			ask: (api) => repeat(3, () => statusOf(api.cloudlock())),
			seen: [
				[null, [200, 200, 200]],
				[2, [200, 200, 429]],
			],
		},
		retryAfter: {
			with: { rateLimit: 0 },
			ask: async (api) => (await api.cloudlock()).headers.get('retry-after'),
			seen: [
				['absent', null],
				['seconds', '60'],
				['date', new Date(NOON + 30_000).toUTCString()],
			],
		},
		faults: {
			ask: (api) => statusOf(api.cloudlock()),
			seen: [
				[[], 200],
				[[{ on: 1, kind: 'status', status: 888 }], 888],
			],
		},
	});
});

describe('cloudlock', () => {
	let api: Api;
	beforeEach(async () => {
		api = await Api.open({ records: { cloudlock: 700 } });
	});
	afterEach(() => api.close());

	test('every page together is the truth, whatever bound', async () => {
		const pages = await repeat(8, (n) => api.cloudlock(`limit=100&offset=${n * 100}`));
		const rows: JsonObject[] = pages.flatMap((got) => got.json.items);
		expect(rows.reverse()).toEqual(api.emulator.records('ciscoCloudlock.activity'));
		expect(new Set(rows.map((each) => each['event_id'])).size).toBe(700);
	});

	test('the records vary as the samples do', () => {
		const text = JSON.stringify(api.emulator.records('ciscoCloudlock.activity'));
		for (const sign of [
			'"google"',
			'"aws"',
			'"office365"',
			'#1"',
			'+00:00"',
			'Z"',
			'"client_location":null',
			'jürgen',
			"o'neil",
			'"lat":"48.85"',
			'"lat":38',
			'"is_suspicious":null',
			'"is_suspicious":true',
		]) {
			expect(text).toContain(sign);
		}
	});

	test.each([
		'2026-11-10',
		'2026-11-10T00:00',
		'2026-11-10T00:00:00',
		'2026-11-10 00:00:00.000000',
		'2026-11-10T00:00:00.000Z',
		'2026-11-10T00:00:00.000000+00:00',
		'2026-11-10T02:00:00+02:00',
	])('created_after=%s is one and the same bound', async (text) => {
		const { json } = await api.cloudlock(`limit=1&created_after=${encodeURIComponent(text)}`);
		expect(json.total).toBe(
			api.emulator.count('ciscoCloudlock.activity', { from: Date.parse('2026-11-10T00:00:00Z'), to: NOON }),
		);
	});

	test('a bound of microseconds is kept exactly', async () => {
		api.emulator.replace(
			'cloudlock',
			[5, 6, 7].map((n) => ({ ...row(`m${n}`, at(0)), created_at: `2026-11-20T11:00:00.12345${n}+00:00` })),
		);
		expect(
			namesOf(await api.cloudlock(`created_after=${encodeURIComponent('2026-11-20T11:00:00.123456+00:00')}`)),
		).toEqual(['m7', 'm6']);
	});

	test('event_type selects, and 20 is the page that is not asked for', async () => {
		const { json } = await api.cloudlock('event_type=login');
		expect(json.items).toHaveLength(20);
		expect(json.items.every((each: JsonObject) => each['event_type'] === 'login')).toBe(true);
	});

	test.each(['limit=0', 'limit=x', 'offset=-1', 'created_after=yesterday'])(
		'%s is refused',
		async (query) => {
			expect(await statusOf(api.cloudlock(query))).toBe(400);
		},
	);

	test('a wrong token gets a message', async () => {
		const { status, json } = await api.call('/api/v2/activities', {
			headers: { authorization: 'Bearer wrong' },
		});
		expect([status, Object.keys(json)]).toEqual([401, ['message']]);
	});
});
