import { shortIdentity } from '../../collector/identity';
import { toJsonLine } from '../../collector/json';
import { collect } from '../../collector/collect';
import { DAY, SECOND } from '../../collector/time';
import { cutToWidth } from '../../collector/windows';
import { type FaultRule, inProcessEmulator, recordText, type SwitchSettings } from '../../emulator';
import { ConnectionBroken } from '../../emulator/inProcess';
import { difference, EXACT } from '../support/feedDrain';
import { askEmulatorInProcess, freshProcess } from '../support/histories/askInProcess';
import { ManualClock } from '../support/manualClock';
import { type OpenFeed, openFeeds } from '../support/openFeeds';

/** Records of each vendor; `SOAK=200000` for a longer run. */
const RECORDS = Number(process.env['SOAK'] ?? 20_000);
const NOW = Date.UTC(2026, 10, 20, 12);
const window = { from: NOW - DAY, to: NOW };
const LEAST_PAGE = 50;

/** What fails, in turn; together one answer in fifty. */
const troubles: ReadonlyArray<Omit<FaultRule, 'on'>> = [
	{ kind: 'status', status: 429, retryAfter: 2 },
	{ kind: 'status', status: 429, retryAfter: 'date' },
	{ kind: 'status', status: 429 },
	{ kind: 'status', status: 500 },
	{ kind: 'html', status: 502 },
	{ kind: 'reset' },
	{ kind: 'truncate' },
	{ kind: 'truncate', clean: true },
	{ kind: 'echoSecret', status: 500 },
];
const ONE_IN = 50;
const faults = (requests: number): readonly FaultRule[] =>
	troubles.map((trouble, turn) => ({
		...trouble,
		on: Array.from(
			{ length: Math.ceil(requests / ONE_IN / troubles.length) },
			(_, round) => ONE_IN * (round * troubles.length + turn) + ONE_IN / 2,
		),
	}));
/** Requests between two that nobody answers for half a minute. */
const STALL_EVERY = ONE_IN * troubles.length;

/** Tokens and sessions that end again and again. */
const ending: SwitchSettings = {
	umbrella: { tokenMaxUses: 60 },
	informatica: { sessionMaxUses: 60, loginAddsEntry: false },
};

async function soak({ vendor, open, switches }: OpenFeed, pageSize: number) {
	const emulator = inProcessEmulator({
		now: () => NOW,
		records: { umbrella: 0, umbrellaLegacy: 0, cloudlock: 0, informatica: 0, defender: 0, [vendor]: RECORDS },
		spanDays: { [vendor]: 1 },
		switches: {
			[vendor]: { ...ending[vendor], ...switches?.(pageSize), faults: faults((2 * RECORDS) / pageSize) },
		},
	});
	const clock = new ManualClock({ start: NOW, random: () => 0.5 });
	let asked = 0;
	const stalling: typeof emulator = {
		...emulator,
		async ask(request) {
			if (++asked % STALL_EVERY !== 0) return await emulator.ask(request);
			await clock.sleep(30 * SECOND);
			throw new ConnectionBroken();
		},
	};
	const manners = { rate: undefined, maxRetries: 5, latency: 0 };
	const ask = askEmulatorInProcess(stalling, vendor, freshProcess(), clock, manners);
	const feed = open(ask, emulator.url, pageSize);
	const batches = collect(feed, cutToWidth(window, feed.limits.widestWindow ?? Infinity), {
		concurrency: 4,
		order: 'oldest',
		maxRecords: 0,
	});
	const found: string[] = [];
	for (;;) {
		const step = await batches.next();
		if (step.done) return { emulator, found, outcome: step.value, asked };
		for (const record of step.value.records) found.push(shortIdentity(toJsonLine(record)));
	}
}

describe('a long scan while one answer in fifty fails', () => {
	test.each(openFeeds)('comes out exactly, with few more requests: $name', async (open) => {
		const page = Math.max(LEAST_PAGE, open.leastPage);
		const { emulator, found, outcome, asked } = await soak(open, page);
		const truth = emulator.records(open.source, window).map((record) => shortIdentity(recordText(record)));
		const failed = emulator.log.filter(({ faults: struck }) => struck.length > 0).length;

		expect(outcome).toMatchObject({ unread: [], reason: null });
		expect(difference(found, truth)).toEqual(EXACT);
		expect(failed).toBeGreaterThan(RECORDS / page / ONE_IN / 2);
		expect(asked).toBeLessThan((RECORDS / page) * 1.5);
	});
});
