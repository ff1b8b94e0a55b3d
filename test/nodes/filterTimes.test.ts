import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource } from '../support/nodeSources';
import { runNode } from '../support/runNode';
import { trigger } from '../support/runTrigger';

const HOUR = 3_600_000;
/** Whole hours, so that seconds and minutes name them exactly. */
const HERE = Math.floor(Date.now() / HOUR) * HOUR;
const [FROM, TO] = [HERE - 48 * HOUR, HERE - 2 * HOUR];
const [LATER, LAST] = [HERE - 30 * HOUR, HERE - 20 * HOUR];
const iso = (ms: number): string => new Date(ms).toISOString();

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({ records: { defender: 400 }, spanDays: { defender: 3 } });
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	emulator.log.length = 0;
});

const defender = nodeSource('Defender, API token');

const run = async (parameters: INodeParameters, timezone = 'Europe/Berlin') =>
	await runNode(emulator, defender.node, {
		parameters: listing(defender, 'scan', {
			timeRange: 'between',
			from: iso(FROM),
			to: iso(TO),
			...parameters,
		}),
		timezone,
	});

/** What a run asks for, and the times of what it hands over. */
async function asked(parameters: INodeParameters, timezone?: string) {
	const { outputs, hints } = await run(parameters, timezone);
	const { filters } = JSON.parse(emulator.log[0]?.body ?? '{}') as { filters: Record<string, unknown> };
	return { filters, hints, times: (outputs[0] ?? []).map(({ json }) => Number(json['timestamp'])) };
}

const json = (filters: object | string): INodeParameters => ({
	filterMode: 'json',
	filtersJson: typeof filters === 'string' ? filters : JSON.stringify(filters),
});

const whole = { gte: FROM, lte: TO - 1 };

/** A day before the clocks of Berlin read the same in summer and winter: no change lies within the last days of a test. */
const onBerlinClocks = (ms: number): string =>
	new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Europe/Berlin',
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(ms);

const dates: ReadonlyArray<readonly [written: object, asked: object]> = [
	[{ gte: LATER }, { gte: LATER, lte: TO - 1 }],
	[{ gte: String(LATER) }, { gte: LATER, lte: TO - 1 }],
	[{ gte: [LATER] }, { gte: LATER, lte: TO - 1 }],
	[{ gte: [String(LATER)] }, { gte: LATER, lte: TO - 1 }],
	[{ gte: LATER / 1_000 }, { gte: LATER, lte: TO - 1 }],
	[{ gte: iso(LATER) }, { gte: LATER, lte: TO - 1 }],
	[{ gte: onBerlinClocks(LATER) }, { gte: LATER, lte: TO - 1 }],
	[{ lte: iso(LAST) }, { gte: FROM, lte: LAST }],
	[
		{ gte: iso(LATER), lte: String(LAST) },
		{ gte: LATER, lte: LAST },
	],
	[{ gt: LATER - 1 }, { gte: LATER, lte: TO - 1 }],
	[{ lt: iso(LAST) }, { gte: FROM, lte: LAST - 1 }],
	[{ eq: iso(LATER) }, { gte: LATER, lte: LATER }],
	[
		{ eq: [LATER, LAST] },
		{
			...whole,
			range: [
				{ start: LATER, end: LATER },
				{ start: LAST, end: LAST },
			],
		},
	],
	[{ gte: FROM - HOUR, lte: TO + HOUR }, whole],
	[{ gte: 0 }, whole],
	[{ range: { start: LATER, end: iso(LAST) } }, { ...whole, range: [{ start: LATER, end: LAST }] }],
	[{ range: [{ start: String(LATER), end: LAST }] }, { ...whole, range: [{ start: LATER, end: LAST }] }],
	[{ range: [LATER, LAST] }, { ...whole, range: [{ start: LATER, end: LAST }] }],
	[{ range: `${iso(LATER)}/${iso(LAST)}` }, { ...whole, range: [{ start: LATER, end: LAST }] }],
	[{ gte_ndays: '7' }, { ...whole, gte_ndays: 7 }],
	[{ gte_ndays: [7] }, { ...whole, gte_ndays: 7 }],
];

it.each(dates)('a date in JSON, %j, narrows the time range', async (date, expected) => {
	expect((await asked(json({ date }))).filters['date']).toEqual(expected);
});

it.each(dates.slice(0, 7))('a date in JSON, %j, brings what was asked for and no more', async (date) => {
	const { times } = await asked(json({ date }));
	const held = emulator.records(defender.truth).map(({ timestamp }) => Number(timestamp));
	const wanted = held.filter((time) => time >= LATER && time < TO);
	expect(times.sort()).toEqual(wanted.sort());
	expect(wanted.length).toBeLessThan(held.filter((time) => time >= FROM && time < TO).length);
});

it.each([
	[{ gte: onBerlinClocks(LATER) }, { gte: LATER }],
	[{ gt: String(LATER) }, { gt: LATER }],
	[{ lt: [iso(LATER)] }, { lt: LATER }],
	[{ eq: [LATER / 1_000] }, { eq: [LATER] }],
	[{ range: [{ start: iso(LATER), end: LAST }] }, { range: [{ start: LATER, end: LAST }] }],
])('the time of saving in JSON, %j, is sent as milliseconds', async (created, expected) => {
	expect((await asked(json({ created }))).filters['created']).toEqual(expected);
});

it('an expression may give the filter as an object with dates in it', async () => {
	const filtersJson = `={{ ({ date: { gte: $now.startOf('hour').minus({ hours: 30 }) } }) }}`;
	expect((await asked({ filterMode: 'json', filtersJson })).filters['date']).toEqual({
		gte: LATER,
		lte: TO - 1,
	});
});

it.each([
	['gte', onBerlinClocks(LATER), { gte: LATER }],
	['lt', `${LATER / 1_000}`, { lt: LATER }],
	['eq', iso(LATER), { eq: LATER }],
	['range', `${onBerlinClocks(LATER)}/${onBerlinClocks(LAST)}`, { range: [{ start: LATER, end: LAST }] }],
	['range', `={{ [${LATER}, ${LAST}] }}`, { range: [{ start: LATER, end: LAST }] }],
	['range', `={{ ({ start: ${LATER}, end: ${LAST} }) }}`, { range: [{ start: LATER, end: LAST }] }],
] as const)('a condition on the time of saving, %s %s', async (operator, value, expected) => {
	const filters = { conditions: [{ field: 'created', operator, value }] };
	expect((await asked({ filters })).filters['created']).toEqual(expected);
});

it.each([
	{ zone: 'Europe/Berlin', written: '2026-11-20T09:00:00', ms: Date.UTC(2026, 10, 20, 8) },
	{ zone: 'America/New_York', written: '2026-11-20T09:00:00', ms: Date.UTC(2026, 10, 20, 14) },
	{ zone: 'Asia/Kathmandu', written: '2026-11-20T09:00:00', ms: Date.UTC(2026, 10, 20, 3, 15) },
	{ zone: 'Australia/Lord_Howe', written: '2026-11-20T09:00:00', ms: Date.UTC(2026, 10, 19, 22) },
	{ zone: 'Australia/Lord_Howe', written: '2026-11-20T09:00:00Z', ms: Date.UTC(2026, 10, 20, 9) },
])('$written in $zone', async ({ zone, written, ms }) => {
	const condition = { field: 'created', operator: 'gte', value: written };
	for (const filters of [json({ created: { gte: written } }), { filters: { conditions: [condition] } }]) {
		emulator.log.length = 0;
		expect((await asked(filters, zone)).filters['created']).toEqual({ gte: ms });
	}
});

it('a time of saving that clocks show twice is told of', async () => {
	const { hints } = await asked(json({ created: { gte: '2026-10-25T02:30:00' } }));
	expect(hints).toEqual([
		'Filters (JSON), created: 2026-10-25T02:30:00 comes twice in Europe/Berlin, as clocks go back. The earlier one was taken: 2026-10-25T00:30:00.000Z.',
	]);
});

const HALF = String.raw`"\ud83d"`;

it.each([
	['{"date": {"gte": "last week"}}', /date.*no time/],
	['{"date": {"gte": null}}', /date.*nothing/],
	['{"date": {"gte": []}}', /date.*empty list/],
	['{"date": {"gte": true}}', /date.*no time/],
	['{"date": {"gte": {"ms": 1}}}', /date.*no time/],
	['{"date": {"gte": [1795790385157, 1795790385158]}}', /date.*2 times/],
	['{"date": {"range": 5}}', /date.*no start and end/],
	['{"date": {"range": {"start": 1795790385157}}}', /date.*no start and end/],
	['{"date": {"range": "2026-11-20/2026-11-21/2026-11-22"}}', /date.*no start and end/],
	['{"date": {"range": "2026-11-21/2026-11-20"}}', /ends before/],
	['{"date": {"gte_ndays": "a week"}}', /no number of days/],
	['{"date": {"eq": [1795790385157, 1795790385158], "range": [1, 2]}}', /with a range/],
	['{"date": {"gte": 1}, "date": {"lte": 2}}', /"date" stands twice/],
	['{"service": {"eq": [1], "eq": [2]}}', /"eq" stands twice/],
	['{"service": {"eq": null}}', /service.*nothing/],
	['{"service": {"eq": []}}', /service.*empty list/],
	[`{"user.username": {"eq": [${HALF}]}}`, /user.username.*half a character/],
	[`{${HALF}: {"eq": [1]}}`, /half a character/],
	['={{ ({ service: { eq: [NaN] } }) }}', /JSON cannot say/],
	['={{ ({ service: { eq: $json.nothing } }) }}', /service.*nothing/],
])('%s is refused before any request', async (filtersJson, problem) => {
	const failure = await failureOf(run({ filterMode: 'json', filtersJson }));
	expect(failure.message).toMatch(/^Filters \(JSON\)/);
	expect(failure.message).toMatch(problem);
	expect(failure.kind).toBe('NodeOperationError');
	expect(emulator.log).toEqual([]);
});

it.each([
	'{"service": {"eq": [11161]}, "text": {"eq": "service: {\\"eq\\": 1, \\"eq\\": 2}"}}',
	'{"activity.takenAction": {"eq": [null]}}',
	'{"created": {"gte": 1795132800000}, "date": {"gte": 1795132800000}}',
])('%s is taken', async (filtersJson) => {
	await run({ filterMode: 'json', filtersJson });
	expect(emulator.log).not.toEqual([]);
});

it('the trigger reads such times too', async () => {
	const polling = await trigger(emulator, 'microsoftDefenderCloudAppsTrigger', {
		...json({ created: { gte: String(LATER) }, date: { gte: iso(LATER) } }),
		startFrom: 'lookback',
	});
	await polling.poll();
	expect(emulator.log[0]?.body).toContain(`"created":{"gte":${LATER}}`);
	const wrong = await trigger(emulator, 'microsoftDefenderCloudAppsTrigger', json({ date: { gte: 'soon' } }));
	expect((await failureOf(wrong.poll())).message).toMatch(/^Filters \(JSON\): "date"/);
});
