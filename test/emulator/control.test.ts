import { Api, NOON } from './client';

let api: Api;
beforeEach(async () => {
	api = await Api.open({ records: { cloudlock: 40, umbrella: 200, defender: 100 } });
});
afterEach(() => api.close());

const put = (value: unknown) =>
	api.call('/__emulator/switches', {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(value),
	});

test('counts the records of a source, in a half-open window', async () => {
	const source = 'ciscoUmbrella.securityActivity';
	const truth = api.emulator.records(source);
	const times = truth.map((row) => Number(row['timestamp']));
	const [from, to] = [times[3] ?? 0, times[8] ?? 0];
	const expected = times.filter((time) => time >= from && time < to).length;
	expect((await api.call(`/__emulator/records/${source}`)).json).toEqual({ count: truth.length });
	expect(
		(await api.call(`/__emulator/records/${source}?from=${from}&to=${new Date(to).toISOString()}`)).json,
	).toEqual({ count: expected });
	expect(expected).toBeGreaterThan(0);
});

test('an unknown source and an unreadable time are told so', async () => {
	expect((await api.call('/__emulator/records/nothing')).status).toBe(404);
	expect((await api.postJson('/__emulator/records/nothing', {})).status).toBe(404);
	expect((await api.call('/__emulator/records/ciscoCloudlock.activity?from=yesterday')).status).toBe(400);
	expect(() => api.emulator.records('nothing')).toThrow('There is no source nothing');
});

test.each([
	['ciscoUmbrella.securityActivity', 1000],
	['ciscoUmbrella.activity.proxy', 1000],
	['ciscoUmbrella.activity.ampRetrospective', 1000],
	['ciscoUmbrella.securityActivity.legacy', 1],
	['ciscoCloudlock.activity', 1],
	['informaticaCloud.securityLog', 1000],
	['microsoftDefenderCloudApps.activity', 1],
])('new records of %s happen now, late, and on one instant', async (source, grain) => {
	const before = api.emulator.count(source);
	const inWindow = (from: number, to: number): number => api.emulator.count(source, { from, to });
	const now = await api.postJson(`/__emulator/records/${source}`, { n: 3 });
	expect([now.json.added, now.json.records.length, api.emulator.count(source)]).toEqual([3, 3, before + 3]);
	const earlier = inWindow(NOON - 5_000_000, NOON - 3_000_000);
	await api.postJson(`/__emulator/records/${source}`, { n: 2, late: 4_000_000 });
	expect(inWindow(NOON - 5_000_000, NOON - 3_000_000)).toBe(earlier + 2);
	const tied = inWindow(NOON - 7_000_000, NOON - 7_000_000 + grain);
	await api.postJson(`/__emulator/records/${source}`, { n: 5, late: 7_000_000, ties: true });
	expect(inWindow(NOON - 7_000_000, NOON - 7_000_000 + grain)).toBe(tied + 5);
});

test.each([{ n: -1 }, { n: 1.5 }, { late: -5 }])('%j is refused', async (wish) => {
	expect((await api.postJson('/__emulator/records/ciscoCloudlock.activity', wish)).status).toBe(400);
});

test('the log tells each request without its secrets, and can be emptied', async () => {
	await api.umbrella('/reports/v2/activity?from=-1days&to=now&limit=10');
	await api.login();
	await api.defender({ filters: { service: { eq: [1] } } });
	const { json } = await api.call('/__emulator/log');
	expect(
		json.map((entry: { vendor: string; path: string; status: number }) => [
			entry.vendor,
			entry.path,
			entry.status,
		]),
	).toEqual([
		['umbrella', '/auth/v2/token', 200],
		['umbrella', '/reports/v2/activity', 200],
		['informatica', '/saas/public/core/v3/login', 200],
		['defender', '/api/v1/activities/', 200],
	]);
	expect(json[1].query).toBe('from=-1days&to=now&limit=10');
	expect(json[3].body).toBe('{"filters":{"service":{"eq":[1]}}}');
	const text = JSON.stringify(json);
	const secrets = Object.values(api.emulator.credentials).flatMap((keys) => Object.entries(keys));
	for (const [name, value] of secrets)
		if (/secret|token|password/i.test(name)) expect(text).not.toContain(value);
	expect(json[3].headers.authorization).toMatch(/^Token \[\d+ characters\]$/);
	await api.call('/__emulator/log', { method: 'DELETE' });
	expect(api.emulator.log).toEqual([]);
});

test('the log tells of paths that nobody serves', async () => {
	await api.call('/api/v1/nothing/?a=1');
	expect(api.emulator.log).toMatchObject([
		{ vendor: 'nobody', path: '/api/v1/nothing/', query: 'a=1', status: 404 },
	]);
});

test('switches are read, set and refused', async () => {
	expect((await put({ umbrella: { pageCap: 7 } })).json.umbrella.pageCap).toBe(7);
	expect(api.emulator.switches.umbrella.pageCap).toBe(7);
	expect((await api.call('/__emulator/switches')).json.umbrella.pageCap).toBe(7);
	expect((await api.umbrella('/reports/v2/activity?from=-7days&to=now&limit=10')).json.data).toHaveLength(7);
});

test.each<[unknown, string]>([
	[{ umbrella: { pageCap: 'many' } }, 'umbrella.pageCap takes whole number, not "many".'],
	[{ umbrella: { colour: 1 } }, 'There is no switch umbrella.colour.'],
	[{ nobody: {} }, 'There is no nobody.'],
	[
		{ umbrella: { redirect: 'moon' } },
		'umbrella.redirect takes none, sameHost, otherHost, foreignHost, inBody, loop, not "moon".',
	],
	[{ umbrella: { faults: [{ on: 1, kind: 'fire' }] } }, 'umbrella.faults takes list of rules'],
	[{ umbrella: null }, 'umbrella takes an object of switches.'],
	[[1], 'Send an object'],
])('%j is refused with a sentence', async (wanted, sentence) => {
	const { status, json } = await put(wanted);
	expect([status, json.error]).toEqual([400, expect.stringContaining(sentence)]);
});

test('stalled answers are counted and released', async () => {
	api.emulator.switches.cloudlock.faults = [{ on: 1, kind: 'stall' }];
	const asked = api.cloudlock();
	const held = async (): Promise<number> => (await api.call('/__emulator/held')).json.held;
	while ((await held()) === 0);
	expect((await api.call('/__emulator/release', { method: 'POST' })).json).toEqual({ released: 1 });
	expect((await asked).status).toBe(200);
});

test('records are put in, exchanged and taken away', () => {
	const { emulator } = api;
	const source = 'ciscoCloudlock.activity';
	const [oldest] = emulator.records(source);
	expect(emulator.remove('cloudlock', 2)).toBe(2);
	expect(emulator.records(source)[0]).toEqual(oldest);
	expect(emulator.remove('cloudlock', (row) => row['event_id'] === oldest?.['event_id'])).toBe(1);
	expect(emulator.count(source)).toBe(37);
	emulator.replace('cloudlock', [{ event_id: 'only', created_at: '2026-11-20T00:00:00Z' }]);
	emulator.add('cloudlock', [{ event_id: 'earlier', created_at: '2026-11-19T00:00:00Z' }]);
	expect(emulator.records(source).map((row) => row['event_id'])).toEqual(['earlier', 'only']);
});

test('the sources are listed', async () => {
	expect((await api.call('/__emulator/sources')).json).toEqual(
		expect.arrayContaining([
			'ciscoUmbrella.securityActivity',
			'ciscoUmbrella.activity',
			'ciscoCloudlock.activity',
			'informaticaCloud.securityLog',
			'microsoftDefenderCloudApps.activity',
		]),
	);
});
