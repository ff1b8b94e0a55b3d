import { emulatorKeys, type JsonObject } from '../../emulator';
import { parseQuery } from '../../emulator/vendors/informatica/query';
import { Api, NOON, range, repeat, testSwitches, type Got } from './client';

const at = (n: number): number => NOON - 3_600_000 + n * 1000;
const row = (id: string, time: number, more: JsonObject = {}): JsonObject => ({
	id,
	orgId: 'o',
	actor: 'dana.lee@example.test',
	entryTime: new Date(time).toISOString(),
	objectId: 'x',
	objectName: 'grp',
	actionCategory: 'Group',
	actionEvent: 'CREATE',
	...more,
});
const five = range(5).map((n) => row(`r${n}`, at(n)));
const iso = (time: number): string => new Date(time).toISOString();
const q = (text: string, more = ''): string => `q=${encodeURIComponent(text)}${more}`;
const between = (from: number, to: number, rest = ''): string =>
	`entryTime>="${iso(from)}";entryTime<="${iso(to)}"${rest}`;
const hour = q(between(at(0), NOON - 1000));
const idsOf = (got: Got): string[] => got.json.entries.map((each: JsonObject) => each['id']);
const statusOf = async (asked: Promise<Got>): Promise<number> => (await asked).status;
const many = (api: Api, count: number): void =>
	api.emulator.replace(
		'informatica',
		range(count).map((n) => row(`n${n}`, at(n))),
	);
const sessionOf = async (api: Api): Promise<string> => (await api.login()).json.userInfo.sessionId;

describe('informatica switches', () => {
	testSwitches('informatica', five, {
		jwtMode: {
			ask: async (api) => (await sessionOf(api)).length,
			seen: [
				[false, 22],
				[true, 9000],
			],
		},
		jwtLength: {
			with: { jwtMode: true },
			ask: async (api) => {
				const id = await sessionOf(api);
				const got = await api.call(`/saas/public/core/v3/securityLog?${hour}`, {
					headers: { 'INFA-SESSION-ID': id },
				});
				return [id.length, got.status];
			},
			seen: [
				[9000, [9000, 200]],
				[15_900, [15_900, 200]],
			],
		},
		idleExpirySeconds: {
			ask: async (api) => {
				await api.informatica(hour);
				api.now += 90_000;
				return statusOf(api.informatica(hour));
			},
			seen: [
				[1800, 200],
				[60, 401],
			],
		},
		sessionMaxUses: {
			ask: (api) => repeat(2, () => statusOf(api.informatica(hour))),
			seen: [
				[null, [200, 200]],
				[1, [200, 401]],
			],
		},
		lockAfterFailures: {
			ask: async (api) => {
				await repeat(2, () => api.login('wrong'));
				return statusOf(api.login());
			},
			seen: [
				[null, 200],
				[2, 401],
			],
		},
		loginAddsEntry: {
			ask: async (api) => {
				await api.login();
				return api.emulator
					.records('informaticaCloud.securityLog')
					.slice(5)
					.map((each) => [each['actor'], each['actionEvent']]);
			},
			seen: [
				[true, [[emulatorKeys.informatica.username, 'USER_LOGIN']]],
				[false, []],
			],
		},
		wrongPasswordStatus: {
			ask: async (api) => {
				const { status, json } = await api.login('wrong');
				return [status, json.error.code];
			},
			seen: [
				[401, [401, 'IDS_085']],
				[400, [400, 'IDS_085']],
			],
		},
		products: {
			ask: async (api) => (await api.login()).json.products.map((each: JsonObject) => each['name'])[0],
			seen: [
				['integrationFirst', 'Integration Cloud'],
				['integrationLast', 'Data Marketplace'],
			],
		},
		baseApiUrl: {
			ask: async (api) => (await api.login()).json.products[0].baseApiUrl.replace(api.emulator.url, 'here'),
			seen: [
				[null, 'here/saas'],
				['https://evil.example/saas', 'https://evil.example/saas'],
			],
		},
		role: {
			ask: (api) => statusOf(api.informatica(hour)),
			seen: [
				['granted', 200],
				['missing', 403],
			],
		},
		skip: {
			ask: async (api) => idsOf(await api.informatica(`${hour}&skip=3`)),
			seen: [
				['honoured', ['r3', 'r4']],
				['ignored', ['r0', 'r1', 'r2', 'r3', 'r4']],
			],
		},
		selects: {
			ask: async (api) => {
				many(api, 300);
				const [first, second] = [
					await api.informatica(`${hour}&limit=100`),
					await api.informatica(`${hour}&limit=100&skip=100`),
				];
				return [idsOf(first)[0], idsOf(first).at(-1), idsOf(second)[0]];
			},
			seen: [
				['oldest', ['n0', 'n99', 'n100']],
				['newest', ['n200', 'n299', 'n100']],
			],
		},
		cap: {
			ask: async (api) => {
				many(api, 1200);
				return idsOf(await api.informatica(`${hour}&limit=1000`)).length;
			},
			seen: [
				[1000, 1000],
				[500, 500],
			],
		},
		limitOutOfRange: {
			ask: (api) => repeat(2, (n) => statusOf(api.informatica(`${hour}&limit=${n ? 1001 : 99}`))),
			seen: [
				['reject', [400, 400]],
				['clamp', [200, 200]],
			],
		},
		rangeOver14Days: {
			ask: (api) => repeat(2, (n) => statusOf(api.informatica(q(between(NOON - 14 * 86_400_000 - n, NOON))))),
			seen: [
				['reject', [200, 400]],
				['serve', [200, 200]],
			],
		},
		groupCategory: {
			ask: async (api) => {
				api.emulator.replace('informatica', [row('a', at(0)), row('b', at(1))]);
				const found = await repeat(2, async (n) =>
					idsOf(
						await api.informatica(
							q(between(at(0), NOON, `;actionCategory=="${n ? 'User group' : 'Group'}"`)),
						),
					),
				);
				const truth = api.emulator
					.records('informaticaCloud.securityLog')
					.filter((each) => String(each['actionCategory']).includes('roup'));
				return [...found, truth.map((each) => each['actionCategory'])];
			},
			seen: [
				['Group', [['a', 'b'], [], ['Group', 'Group']]],
				['User group', [[], ['a', 'b'], ['User group', 'User group']]],
				['mixed', [['a'], ['b'], ['Group', 'User group']]],
			],
		},
		actorFilter: {
			ask: async (api) =>
				idsOf(await api.informatica(q(between(at(0), at(9), ';actor=="DANA.LEE@example.test"')))).length,
			seen: [
				['exact', 0],
				['ignoreCase', 5],
			],
		},
		gateway502Html: {
			ask: async (api) => {
				const { status, text } = await api.informatica(hour);
				return [status, text.includes('<html>')];
			},
			seen: [
				[false, [200, false]],
				[true, [502, true]],
			],
		},
		insertBetweenPages: {
			ask: (api) =>
				repeat(
					2,
					async () => idsOf(await api.informatica(q(between(at(0), NOON, ';actionCategory!="x"')))).length,
				),
			seen: [
				[0, [6, 6]],
				[1, [6, 7]],
			],
		},
		lateBetweenPages: {
			ask: (api) => repeat(2, async () => idsOf(await api.informatica(hour)).length),
			seen: [
				[0, [5, 5]],
				[2, [5, 7]],
			],
		},
		rateLimit: {
			ask: (api) => repeat(3, () => statusOf(api.informatica(hour))),
			seen: [
				[null, [200, 200, 200]],
				[2, [200, 200, 429]],
			],
		},
		retryAfter: {
			with: { rateLimit: 0 },
			ask: async (api) => (await api.informatica(hour)).headers.get('retry-after'),
			seen: [
				['absent', null],
				['seconds', '60'],
				['date', new Date(NOON + 30_000).toUTCString()],
			],
		},
		faults: {
			ask: (api) => statusOf(api.informatica(hour)),
			seen: [
				[[], 200],
				[[{ on: { from: 1 }, kind: 'status', status: 503 }], 503],
			],
		},
	});
});

describe('the filter language', () => {
	test.each([
		['entryTime>="2026-01-01T00:00:00Z"', 1],
		[`entryTime>="a";entryTime<='b';actor=='x'`, 3],
		['entryTime>="a" and entryTime<="b";actor!="x"', 3],
		[`actor=="it's"`, 1],
		['objectName=="a;b and c"', 1],
	])('%s has %i conditions', (text, count) => {
		expect(parseQuery(text)).toHaveLength(count);
	});

	test.each([
		'',
		'entryTime>=2026',
		'entryTime=>"a"',
		'entryTime<"a"',
		'actor>"x"',
		'actionEvent=="CREATE"',
		'entryTime>="a" or actor=="x"',
		'(actor=="x")',
		'actor=="x" and ',
		'actor=="x""',
		`actor=='it's'`,
		'actor=="x" actor=="y"',
	])('%s is refused', (text) => {
		expect(parseQuery(text)).toBeUndefined();
	});

	test('a value that breaks out of its quotes is one condition more', () => {
		expect(parseQuery('actor=="x";actor!="y"')).toEqual([
			{ field: 'actor', operator: '==', value: 'x' },
			{ field: 'actor', operator: '!=', value: 'y' },
		]);
	});
});

describe('informatica', () => {
	let api: Api;
	beforeEach(async () => {
		api = await Api.open({
			records: { informatica: 1500 },
			spanDays: { informatica: 40 },
			switches: { informatica: { loginAddsEntry: false } },
		});
	});
	afterEach(() => api.close());

	test('windows of 14 days together are the truth', async () => {
		const day = 86_400_000;
		const windows = await repeat(3, (n) =>
			api.informatica(
				q(between(NOON - (n + 1) * 14 * day + (n ? 0 : 0), NOON - n * 14 * day - 1000), '&limit=1000'),
			),
		);
		const rows: JsonObject[] = windows.reverse().flatMap((got) => got.json.entries);
		expect(rows).toEqual(api.emulator.records('informaticaCloud.securityLog'));
		expect(new Set(rows.map((each) => each['id'])).size).toBe(1500);
		expect(rows.every((each) => Object.keys(each).length === 8)).toBe(true);
	});

	test('logins are 86 percent, often two seconds apart, and every kind comes', () => {
		const rows = api.emulator.records('informaticaCloud.securityLog');
		const kinds = rows.map((each) => `${String(each['actionCategory'])}/${String(each['actionEvent'])}`);
		expect(kinds.filter((kind) => kind === 'Authentication/USER_LOGIN').length / kinds.length).toBeCloseTo(
			0.86,
			1,
		);
		expect(new Set(kinds).size).toBe(13);
		const times = rows.map((each) => Date.parse(String(each['entryTime'])));
		expect(times.filter((time, n) => time - (times[n - 1] ?? 0) === 2000).length).toBeGreaterThan(100);
	});

	test.each([
		['Z', iso(at(2))],
		['no milliseconds', `${iso(at(2)).slice(0, 19)}Z`],
		['an offset', `${iso(at(2)).slice(0, 19)}+0000`],
		['an offset with milliseconds', `${iso(at(2)).slice(0, 23)}+0000`],
	])('entryTime with %s', async (_name, text) => {
		api.emulator.replace('informatica', five);
		expect(idsOf(await api.informatica(q(`entryTime=="${text}"`)))).toEqual(['r2']);
		expect(idsOf(await api.informatica(q(`entryTime>"${text}";entryTime!="${iso(at(3))}"`)))).toEqual(['r4']);
	});

	test('a raw + in an offset becomes a blank, as in every query, and is refused', async () => {
		expect(await statusOf(api.informatica(`q=entryTime>="2026-11-20T00:00:00+0000"`))).toBe(400);
	});

	test('a raw semicolon separates conditions, not parameters', async () => {
		api.emulator.replace('informatica', five);
		expect(idsOf(await api.informatica(`q=entryTime>="${iso(at(1))}";entryTime<="${iso(at(2))}"`))).toEqual([
			'r1',
			'r2',
		]);
	});

	test('without q: the last 24 hours, at most 200', async () => {
		many(api, 300);
		expect(idsOf(await api.informatica())).toHaveLength(200);
	});

	test.each([
		['actor without a time', q('actor=="x"')],
		['skip without a time', 'skip=5'],
		['an unreadable time', q('entryTime>="yesterday"')],
		['a filter that is none', q('actionEvent=="CREATE"')],
		['an unreadable limit', `${hour}&limit=x`],
	])('%s is refused with the v3 error object', async (_name, query) => {
		const { status, json } = await api.informatica(query);
		expect(status).toBe(400);
		expect(json.error).toMatchObject({
			code: expect.any(String),
			message: expect.any(String),
			requestId: expect.any(String),
		});
	});

	test('sessions of the v2 login serve v3, and end with a logout', async () => {
		const v2 = await api.postJson('/ma/api/v2/user/login', { '@type': 'login', ...emulatorKeys.informatica });
		const headers = { 'INFA-SESSION-ID': v2.json.icSessionId };
		expect(v2.json.serverUrl).toBe(`${api.emulator.url}/saas`);
		expect(await statusOf(api.call(`/saas/public/core/v3/securityLog?${hour}`, { headers }))).toBe(200);
		const logout = (): Promise<number> =>
			statusOf(api.call('/saas/public/core/v3/logout', { method: 'POST', headers }));
		expect([await logout(), await logout()]).toEqual([200, 401]);
		expect(await statusOf(api.call(`/saas/public/core/v3/securityLog?${hour}`, { headers }))).toBe(401);
	});

	test('a wrong password is 403 to the v2 login', async () => {
		const { status, json } = await api.postJson('/ma/api/v2/user/login', { username: 'x', password: 'y' });
		expect([status, json]).toEqual([
			403,
			{
				'@type': 'error',
				code: 'UI_10000',
				description: 'User name or password is not valid.',
				statusCode: 403,
			},
		]);
	});

	test('the plural path is a problem object of the framework', async () => {
		expect((await api.call('/saas/public/core/v3/securityLogs')).json).toEqual({
			type: 'about:blank',
			title: 'Not Found',
			status: 404,
			detail: 'No static resource core/v3/securityLogs.',
			instance: '/saas/public/core/v3/securityLogs',
			properties: null,
		});
	});
});
