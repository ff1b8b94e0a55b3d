import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator';
import { failureOf } from '../support/nodeFailure';
import { listing, nodeSource, nodeSources } from '../support/nodeSources';
import { fewRecords } from '../support/refusal';
import { runNode, summaryOf } from '../support/runNode';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({ records: fewRecords });
});
afterAll(async () => await emulator.close());

const HOUR = 3_600_000;
const hoursAgo = (hours: number): number => Math.floor(Date.now() / HOUR) * HOUR - hours * HOUR;

/** What clocks of a zone show, as n8n's date picker writes it. */
const onClocks = (ms: number, timeZone: string): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
		.format(ms)
		.replace(' ', 'T');

const between = (from: unknown, to: unknown = ''): INodeParameters =>
	({ timeRange: 'between', from, to }) as INodeParameters;

async function windowOf(source: string, range: INodeParameters, timezone?: string) {
	const ran = await runNode(emulator, nodeSource(source).node, {
		parameters: listing(nodeSource(source), 'scan', range),
		...(timezone === undefined ? {} : { timezone }),
	});
	const { from, to } = summaryOf(ran);
	return { from, to, hints: ran.hints };
}

const iso = (ms: number): string => new Date(ms).toISOString();

describe.each(nodeSources)('$name', ({ name }) => {
	it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
		'reads From and To on the clocks of %s',
		async (zone) => {
			const [from, to] = [hoursAgo(5), hoursAgo(3)];
			const picked = between(onClocks(from, zone), onClocks(to, zone));
			expect(await windowOf(name, picked, zone)).toMatchObject({ from: iso(from), to: iso(to) });
		},
	);
});

it.each([
	{ name: 'Z', write: iso },
	{ name: 'another offset', write: (ms: number) => `${iso(ms + 5.5 * HOUR).slice(0, -1)}+05:30` },
])('a time with $name is read as written', async ({ write }) => {
	const [from, to] = [hoursAgo(5), hoursAgo(3)];
	expect(await windowOf('Cloudlock', between(write(from), write(to)), 'Asia/Kathmandu')).toEqual({
		from: iso(from),
		to: iso(to),
		hints: [],
	});
});

it.each([
	['milliseconds', '.toMillis()'],
	['seconds', '.toSeconds()'],
	['a DateTime', ''],
	['a DateTime of another zone', ".setZone('Asia/Tokyo')"],
	['a Date', '.toJSDate()'],
	['milliseconds as text', '.toMillis().toString()'],
])('an expression may give %s', async (_name, end) => {
	const at = (hours: number) => `={{ $now.startOf('hour').minus({ hours: ${hours} })${end} }}`;
	expect(await windowOf('Informatica', between(at(5), at(3)), 'Europe/Berlin')).toMatchObject({
		from: iso(hoursAgo(5)),
		to: iso(hoursAgo(3)),
	});
});

it.each(['={{ 20261120 }}', '={{ 0 }}', '={{ true }}', '={{ [$now] }}', '={{ DateTime.fromISO("soon") }}'])(
	'an expression that gives no time is refused: %s',
	async (from) => {
		emulator.log.length = 0;
		const failure = await failureOf(windowOf('Umbrella', between(from)));
		expect(failure.message).toMatch(/^From: .* is not a time that can be read$/);
		expect(failure.description).toMatch(/time zone of the workflow/);
		expect(emulator.log).toEqual([]);
	},
);

it('the clocks that show a time twice are told of', async () => {
	const { from, hints } = await windowOf(
		'Cloudlock',
		between('2026-10-25T02:30:00', '2026-10-25T04:00:00'),
		'Europe/Berlin',
	);
	expect(from).toBe('2026-10-25T00:30:00.000Z');
	expect(hints).toEqual([
		'From: 2026-10-25T02:30:00 comes twice in Europe/Berlin, as clocks go back. The earlier one was taken: 2026-10-25T00:30:00.000Z.',
	]);
});

it('a time that clocks leave out is told of', async () => {
	const { to, hints } = await windowOf(
		'Cloudlock',
		between('2026-03-29T00:00:00', '2026-03-29T02:30:00'),
		'Europe/Berlin',
	);
	expect(to).toBe('2026-03-29T00:30:00.000Z');
	expect(hints).toEqual([
		'To: 2026-03-29T02:30:00 does not exist in Europe/Berlin, as clocks go forward. The earlier reading was taken: 2026-03-29T00:30:00.000Z.',
	]);
});

it('a zone that nobody knows is refused where it matters', async () => {
	const failure = await failureOf(windowOf('Cloudlock', between('2026-11-20T09:00:00'), 'Mars/Olympus'));
	expect(failure.message).toBe('From: the time zone of the workflow, "Mars/Olympus", is not known');
	expect(await windowOf('Cloudlock', between(iso(hoursAgo(2))), 'Mars/Olympus')).toMatchObject({
		from: iso(hoursAgo(2)),
	});
});
