import {
	ConnectionBroken,
	emulatorKeys,
	inProcessEmulator,
	startEmulator,
	type FaultRule,
	type InProcessEmulator,
	type InProcessRequest,
} from '../../emulator';
import { NOON } from './client';

const world = { now: () => NOON, records: { umbrella: 20, umbrellaLegacy: 20, cloudlock: 20, defender: 20 } };
const { umbrella, umbrellaLegacy, cloudlock, informatica, defender } = emulatorKeys;

const basic = ({ apiKey, apiSecret }: { readonly apiKey: string; readonly apiSecret: string }): string =>
	`Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
const json = { 'content-type': 'application/json' };

type Asked = Omit<InProcessRequest, 'url'> & { readonly path: string };

const activities: Asked = {
	method: 'GET',
	path: '/api/v2/activities?limit=5&offset=2',
	headers: { authorization: `Bearer ${cloudlock.accessToken}` },
};

describe('the same as over HTTP', () => {
	const rows: ReadonlyArray<{ readonly name: string; readonly asked: Asked }> = [
		{ name: 'a list', asked: activities },
		{
			name: 'a path with a parameter',
			asked: {
				method: 'GET',
				path: `/v1/organizations/${umbrellaLegacy.organizationId}/security-activity?limit=3`,
				headers: { authorization: basic(umbrellaLegacy) },
			},
		},
		{
			name: 'a body of JSON',
			asked: {
				method: 'POST',
				path: '/api/v1/activities/',
				headers: { ...json, authorization: `Token ${defender.apiToken}` },
				body: JSON.stringify({ limit: 4, filters: {} }),
			},
		},
		{
			name: 'a form',
			asked: {
				method: 'POST',
				path: '/auth/v2/token',
				headers: { authorization: basic(umbrella), 'content-type': 'application/x-www-form-urlencoded' },
				body: 'grant_type=client_credentials',
			},
		},
		{
			name: 'a refusal',
			asked: { method: 'GET', path: '/saas/public/core/v3/securityLog', headers: {} },
		},
		{ name: 'a path that nobody serves', asked: { method: 'GET', path: '/api/v9/nothing', headers: {} } },
		{ name: 'a method that nobody serves', asked: { ...activities, method: 'POST', body: '' } },
	];

	test.each(rows)('$name', async ({ asked: { path, ...asked } }) => {
		const served = await startEmulator(world);
		const answer = await fetch(served.url + path, asked);
		const text = await answer.text();
		const { status, headers } = answer;
		await served.close();

		const inProcess = inProcessEmulator(world);
		const got = await inProcess.ask({ ...asked, url: inProcess.url + path });

		expect(got).toMatchObject({ status, text });
		expect(got.headers['content-type']).toBe(headers.get('content-type'));
		const logged = [served, inProcess].map(({ log }) =>
			log.map(({ vendor, kind, query, body, status: code }) => ({ vendor, kind, query, body, code })),
		);
		expect(logged[1]).toEqual(logged[0]);
	});
});

describe('what goes wrong', () => {
	let emulator: InProcessEmulator;
	beforeEach(() => {
		emulator = inProcessEmulator(world);
	});

	const ask = async (...faults: readonly FaultRule[]) => {
		emulator.switches.cloudlock.faults = faults;
		return await emulator.ask({ ...activities, url: emulator.url + activities.path });
	};

	test.each<[string, FaultRule]>([
		['a broken connection', { on: 1, kind: 'reset' }],
		['half a body', { on: 1, kind: 'truncate' }],
	])('%s is a broken connection', async (_name, rule) => {
		await expect(ask(rule)).rejects.toThrow(ConnectionBroken);
	});

	test('half a body that ends properly is half a body', async () => {
		const whole = await ask();
		const half = await ask({ on: 1, kind: 'truncate', clean: true });
		expect(half.text).toBe(whole.text.slice(0, whole.text.length >> 1));
	});

	test('statuses and their waits', async () => {
		const answer = await ask({ on: 1, kind: 'status', status: 429, retryAfter: 7 });
		expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
	});

	test('an answer that stalls comes when the gate opens', async () => {
		const slow = ask({ on: 1, kind: 'slowBody' });
		await new Promise(setImmediate);
		expect(emulator.gate.held).toBe(1);
		emulator.gate.open();
		expect((await slow).status).toBe(200);
	});
});

test('sessions live as long as the emulator', async () => {
	const emulator = inProcessEmulator(world);
	const { username, password } = informatica;
	const path = '/saas/public/core/v3';
	const login = await emulator.ask({
		method: 'POST',
		url: `${emulator.url}${path}/login`,
		headers: json,
		body: JSON.stringify({ username, password }),
	});
	const { userInfo } = JSON.parse(login.text) as { userInfo: { sessionId: string } };
	const log = await emulator.ask({
		method: 'GET',
		url: `${emulator.url}${path}/securityLog?limit=100`,
		headers: { 'infa-session-id': userInfo.sessionId },
	});
	expect(log.status).toBe(200);
});
