import { DAY, HOUR } from '../../collector/time';
import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import { legacyFeed } from '../../nodes/CiscoUmbrella/legacyFeed';
import { askEmulator } from '../support/askEmulator';
import { difference, drain, EXACT, truthOf } from '../support/feedDrain';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0, 500);
const SOURCE = 'ciscoUmbrella.securityActivity.legacy';
const window = { from: NOW - DAY, to: NOW };

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (records: number, umbrellaLegacy: SwitchSettings['umbrellaLegacy'] = {}) => {
	emulator = await startEmulator({
		now: () => NOW,
		records: { umbrellaLegacy: records },
		spanDays: { umbrellaLegacy: 1 },
		switches: { umbrellaLegacy },
	});
};

const feedOf = (pageSize = 100) => {
	const asking = askEmulator(emulator, 'umbrellaLegacy');
	const { organizationId } = emulator.credentials.umbrellaLegacy;
	return {
		...asking,
		feed: legacyFeed(asking.ask, new URL(`${emulator.url}/v1`), { organizationId, pageSize }),
	};
};

const tied = (count: number, datetime: string) => {
	const [model] = emulator.records(SOURCE);
	emulator.add(
		'umbrellaLegacy',
		Array.from({ length: count }, (_, i) => ({ ...model, datetime, destination: `${i % 7}.example` })),
	);
};

describe('every record of the window, once, whatever the API does', () => {
	const rows: ReadonlyArray<{ name: string; umbrellaLegacy: SwitchSettings['umbrellaLegacy'] }> = [
		{ name: 'as documented', umbrellaLegacy: {} },
		{ name: 'inclusive cursor', umbrellaLegacy: { cursorInclusive: true } },
		{ name: 'exclusive cursor', umbrellaLegacy: { cursorInclusive: false } },
		{ name: 'inclusive ends', umbrellaLegacy: { startInclusive: true, stopInclusive: true } },
		{ name: 'exclusive ends', umbrellaLegacy: { startInclusive: false, stopInclusive: false } },
		{ name: 'a page cap nobody mentions', umbrellaLegacy: { pageCap: 60 } },
		{ name: 'records that arrive while reading', umbrellaLegacy: { insertBetweenPages: 20 } },
		{ name: 'a parameter "end" that would be refused', umbrellaLegacy: { endParameter: 'reject' } },
	];

	it.each(rows)('$name', async ({ umbrellaLegacy }) => {
		await start(2_000, umbrellaLegacy);
		tied(40, new Date(NOW - HOUR).toISOString());
		const expected = truthOf(emulator.records(SOURCE, window));

		const drained = await drain(feedOf().feed, [window]);

		expect(difference(drained.lines, expected)).toEqual(EXACT);
		expect(drained).toMatchObject({ unread: [], reason: null });
	});
});

it.each([
	{ name: 'inclusive', cursorInclusive: true },
	{ name: 'exclusive', cursorInclusive: false },
])(
	'a moment that holds more than a page is reported, and everything around it is read: $name cursor',
	async ({ cursorInclusive }) => {
		await start(300, { cursorInclusive });
		const busy = NOW - 2 * HOUR;
		tied(600, new Date(busy).toISOString());
		const { feed } = feedOf(500);

		const drained = await drain(feed, [window]);

		expect(drained.unread).toEqual([{ from: busy, to: busy + 1 }]);
		expect(drained.reason).toContain(new Date(busy).toISOString());
		expect(drained.records).toBe(300 + 500);
	},
);

it.each([{ cursorInclusive: true }, { cursorInclusive: false }])(
	'a moment is read whole although the one behind it is as busy: %o',
	async ({ cursorInclusive }) => {
		await start(0, { cursorInclusive });
		const busy = NOW - 2 * HOUR;
		emulator.happen(SOURCE, { n: 40, ties: true, late: NOW - busy });
		emulator.happen(SOURCE, { n: 40, ties: true, late: NOW - busy - 1 });
		const moment = { from: busy, to: busy + 1 };

		const drained = await drain(feedOf(50).feed, [moment]);

		expect(difference(drained.lines, truthOf(emulator.records(SOURCE, moment)))).toEqual(EXACT);
		expect(drained).toMatchObject({ unread: [], reason: null });
	},
);
