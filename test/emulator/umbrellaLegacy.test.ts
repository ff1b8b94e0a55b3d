import { emulatorKeys, type JsonObject } from '../../emulator';
import { Api, NOON, range, repeat, testSwitches, type Got } from './client';

const row = (name: string, time: number): JsonObject => ({
	destination: name,
	actionTaken: 'BLOCKED',
	datetime: new Date(time).toISOString(),
});
const at = (n: number): number => NOON - 600_000 + n * 1000;
const five = range(5).map((n) => row(`r${n}`, at(n)));
const namesOf = (got: Got): string[] => got.json.requests.map((each: JsonObject) => each['destination']);
const statusOf = async (asked: Promise<Got>): Promise<number> => (await asked).status;
const day = 86_400_000;

describe('umbrellaLegacy switches', () => {
	testSwitches('umbrellaLegacy', five, {
		cursorInclusive: {
			ask: async (api) => namesOf(await api.legacy(`stopTimestamp=${at(2)}`)),
			seen: [
				[false, ['r1', 'r0']],
				[true, ['r2', 'r1', 'r0']],
			],
		},
		relabelled: {
			ask: async (api) => {
				const answers = await repeat(
					6,
					async () => (await api.legacy('limit=100')).json.requests as JsonObject[],
				);
				const anew = answers.flat().filter((each) => 'reviewed' in each);
				return { some: anew.length > 0, all: anew.length === 30 };
			},
			seen: [
				[false, { some: false, all: false }],
				[true, { some: true, all: false }],
			],
		},
		startInclusive: {
			ask: async (api) => namesOf(await api.legacy(`start=${at(3) / 1000}`)),
			seen: [
				[true, ['r4', 'r3']],
				[false, ['r4']],
			],
		},
		stopInclusive: {
			ask: async (api) => namesOf(await api.legacy(`stop=${at(1) / 1000}`)),
			seen: [
				[false, ['r0']],
				[true, ['r1', 'r0']],
			],
		},
		endParameter: {
			ask: (api) => statusOf(api.legacy(`end=${at(1) / 1000}`)),
			seen: [
				['ignore', 200],
				['reject', 400],
			],
		},
		horizon: {
			ask: async (api) => {
				api.emulator.add('umbrellaLegacy', [row('old', NOON - 2 * day)]);
				const got = await api.legacy(`start=${(NOON - 3 * day) / 1000}`);
				return got.status === 200 ? namesOf(got).length : got.status;
			},
			seen: [
				['clamp', 5],
				['error', 400],
				['off', 6],
			],
		},
		pageCap: {
			ask: async (api) => namesOf(await api.legacy('limit=500')).length,
			seen: [
				[500, 5],
				[3, 3],
			],
		},
		overLimit: {
			ask: (api) => repeat(2, (n) => statusOf(api.legacy(`limit=${n * 501}`))),
			seen: [
				['reject', [400, 400]],
				['cap', [200, 200]],
			],
		},
		retired: {
			ask: async (api) => {
				const { status, json } = await api.legacy('');
				return status === 200 ? 'served' : [status, json];
			},
			seen: [
				['off', 'served'],
				['401', [401, { meta: {}, data: { error: 'unauthorized' } }]],
				['404', [404, { message: 'no Route matched with those values' }]],
			],
		},
		insertBetweenPages: {
			ask: async (api) => (await repeat(2, () => api.legacy(''))).map((got) => namesOf(got).length),
			seen: [
				[0, [5, 5]],
				[2, [5, 7]],
			],
		},
		faults: {
			ask: (api) => statusOf(api.legacy('')),
			seen: [
				[[], 200],
				[[{ on: [1], kind: 'status' }], 500],
			],
		},
	});
});

describe('umbrellaLegacy', () => {
	let api: Api;
	beforeEach(async () => {
		api = await Api.open({ records: { umbrellaLegacy: 450 } });
	});
	afterEach(() => api.close());

	test('the millisecond cursor, one past the last row, walks the whole day with ties', async () => {
		const seen: JsonObject[] = [];
		let cursor = NOON;
		for (let page = 0; page < 20; page++) {
			const got = await api.legacy(`limit=100&stopTimestamp=${cursor}`);
			const fresh = got.json.requests.filter(
				(each: JsonObject) => !seen.some((old) => JSON.stringify(old) === JSON.stringify(each)),
			);
			if (fresh.length === 0) break;
			seen.push(...fresh);
			cursor = Date.parse(got.json.requests.at(-1).datetime) + 1;
		}
		expect(seen.reverse().map((each) => each['datetime'])).toEqual(
			api.emulator.records('ciscoUmbrella.securityActivity.legacy').map((each) => each['datetime']),
		);
	});

	test('limit is 100 when it is not given', async () => {
		expect(namesOf(await api.legacy(''))).toHaveLength(100);
	});

	test.each([
		['a wrong key', 'Basic d3Jvbmc6d3Jvbmc=', emulatorKeys.umbrellaLegacy.organizationId, 401],
		['no key', '', emulatorKeys.umbrellaLegacy.organizationId, 401],
	])('%s is refused', async (_name, authorization, organization, status) => {
		expect(
			await statusOf(
				api.call(`/v1/organizations/${organization}/security-activity`, { headers: { authorization } }),
			),
		).toBe(status);
	});

	test('times that are no numbers are refused', async () => {
		expect(await statusOf(api.legacy('start=yesterday'))).toBe(400);
		expect(await statusOf(api.legacy('stopTimestamp=now'))).toBe(400);
	});
});
