import { connect } from 'node:net';
import { emulatorKeys, type FaultRule } from '../../emulator';
import { Api, NOON, repeat, type Got } from './client';

let api: Api;
beforeEach(async () => {
	api = await Api.open({ records: { cloudlock: 50 } });
});
afterEach(() => api.close());

const set = (...rules: readonly FaultRule[]): void => {
	api.emulator.switches.cloudlock.faults = rules;
};
const outcome = (asked: Promise<Got>): Promise<number | string> =>
	asked.then(
		({ status }) => status,
		() => 'broken',
	);
const outcomes = (times: number): Promise<Array<number | string>> =>
	repeat(times, () => outcome(api.cloudlock()));

describe('which requests', () => {
	test.each<[string, FaultRule['on'], readonly number[]]>([
		['the second', 2, [200, 500, 200, 200, 200, 200]],
		['some', [1, 4], [500, 200, 200, 500, 200, 200]],
		['every third', { every: 3 }, [200, 200, 500, 200, 200, 500]],
		['from the fifth', { from: 5 }, [200, 200, 200, 200, 500, 500]],
	])('%s', async (_name, on, expected) => {
		set({ on, kind: 'status' });
		expect(await outcomes(6)).toEqual(expected);
	});

	test('rules count for themselves; the first that strikes wins; a new list starts anew', async () => {
		set({ on: 1, kind: 'status', status: 503 }, { on: [1, 2], kind: 'status', status: 504 });
		expect(await outcomes(3)).toEqual([503, 504, 200]);
		set({ on: 1, kind: 'status', status: 503 });
		expect(await outcomes(2)).toEqual([503, 200]);
	});

	test('only paths that hold the text', async () => {
		set({ on: { from: 1 }, kind: 'status', path: '/incidents' });
		expect(await outcomes(1)).toEqual([200]);
	});

	test('logins only when they are aimed at', async () => {
		const { informatica } = api.emulator.switches;
		informatica.faults = [{ on: 1, kind: 'status', status: 503 }];
		expect((await api.login()).status).toBe(200);
		informatica.faults = [{ on: 1, kind: 'status', status: 503, target: 'auth' }];
		expect((await api.login()).status).toBe(503);
		informatica.faults = [{ on: 2, kind: 'status', status: 503, target: 'any' }];
		expect([(await api.login()).status, (await api.login()).status]).toEqual([200, 503]);
	});
});

describe('what goes wrong', () => {
	test.each<[string, Partial<FaultRule>, string | null]>([
		['seconds', { retryAfter: 7 }, '7'],
		['a date', { retryAfter: 'date' }, new Date(NOON + 30_000).toUTCString()],
		['no word', {}, null],
	])('429 with %s', async (_name, more, header) => {
		set({ on: 1, kind: 'status', status: 429, ...more });
		const got = await api.cloudlock();
		expect([got.status, got.headers.get('retry-after'), got.json]).toEqual([
			429,
			header,
			{ message: 'Too Many Requests' },
		]);
	});

	test('a body of one’s own', async () => {
		set({ on: 1, kind: 'status', status: 500, body: { odd: true } });
		expect((await api.cloudlock()).json).toEqual({ odd: true });
	});

	test('a page of the gateway', async () => {
		set({ on: 1, kind: 'html' });
		const got = await api.cloudlock();
		expect([got.status, got.headers.get('content-type'), got.json]).toEqual([
			502,
			'text/html; charset=utf-8',
			undefined,
		]);
	});

	test('a broken connection, and what the log says of it', async () => {
		set({ on: 1, kind: 'reset' });
		expect(await outcomes(2)).toEqual(['broken', 200]);
		expect(api.emulator.log.map(({ status, faults }) => [status, faults])).toEqual([
			[0, ['reset']],
			[200, []],
		]);
	});

	test('half a body, broken off', async () => {
		set({ on: 1, kind: 'truncate' });
		expect(await outcomes(1)).toEqual(['broken']);
	});

	test('half a body that ends cleanly', async () => {
		set({ on: 1, kind: 'truncate', clean: true });
		const [half, whole] = [await api.cloudlock(), await api.cloudlock()];
		expect([half.status, half.json]).toEqual([200, undefined]);
		expect(whole.text.startsWith(half.text)).toBe(true);
	});

	test('an empty body and one that is not JSON', async () => {
		set({ on: 1, kind: 'emptyBody' }, { on: 2, kind: 'notJson' });
		const [empty, words] = [await api.cloudlock(), await api.cloudlock()];
		expect([empty.status, empty.text, words.status, words.json]).toEqual([200, '', 200, undefined]);
	});

	test('an error that echoes the key', async () => {
		set({ on: 1, kind: 'echoSecret' });
		const got = await api.cloudlock();
		expect([got.status, got.text.includes(emulatorKeys.cloudlock.accessToken)]).toEqual([400, true]);
		api.emulator.switches.informatica.faults = [{ on: 1, kind: 'echoSecret', target: 'auth' }];
		expect((await api.login()).text).toContain(emulatorKeys.informatica.password);
	});

	test('an answer that stalls until the gate opens', async () => {
		set({ on: 1, kind: 'stall' });
		let answered = false;
		const asked = api.cloudlock().finally(() => (answered = true));
		await until(() => api.emulator.gate.held === 1);
		expect([answered, api.emulator.log[0]?.status]).toEqual([false, 0]);
		api.emulator.gate.open();
		expect((await asked).status).toBe(200);
	});

	test('half a body, and the rest when the gate opens', async () => {
		set({ on: 1, kind: 'slowBody' });
		const { port } = new URL(api.emulator.url);
		const socket = connect(Number(port), '127.0.0.1');
		let text = '';
		socket.on('data', (chunk) => (text += chunk.toString()));
		socket.write(
			`GET /api/v2/activities HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer ${emulatorKeys.cloudlock.accessToken}\r\n\r\n`,
		);
		await until(() => text.includes('"items":['));
		expect(text.endsWith(']}')).toBe(false);
		api.emulator.gate.open();
		await until(() => socket.closed);
		expect(text.endsWith(']}')).toBe(true);
	});

	test('the emulator closes while an answer is held', async () => {
		const other = await Api.open({ switches: { cloudlock: { faults: [{ on: 1, kind: 'stall' }] } } });
		const asked = outcome(other.cloudlock());
		await until(() => other.emulator.gate.held === 1);
		await other.close();
		expect(await asked).toBe('broken');
	});
});

/** Waits for the event loop, not for a clock. */
async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
