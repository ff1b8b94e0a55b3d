import type { Batch, Outcome } from '../../collector/collect';
import { HOUR, MINUTE, SECOND, type Window } from '../../collector/time';
import { inWords, Progress } from '../../nodes/shared/run/progress';
import { type Emulator, startEmulator } from '../../emulator';
import { ManualClock } from '../support/manualClock';
import { listing, nodeSource } from '../support/nodeSources';
import { runNode, summaryOf } from '../support/runNode';
import { ExecuteContext } from 'n8n-core';

const range: Window = { from: 0, to: 10 * HOUR };
const outcome: Outcome = { unread: [], reason: null, records: 0, duplicates: 0 };

interface Step {
	/** How long it takes, ms. */
	readonly takes: number;
	readonly records?: number;
	readonly covered?: Window;
	/** How long of that it waits, side by side, ms. */
	readonly waits?: readonly number[];
}

/** Hours of the range, newest last. */
const hours = (from: number, to: number): Window => ({ from: from * HOUR, to: to * HOUR });

/** What is said of a scan that takes these steps, and when, in seconds. */
async function told(steps: readonly Step[]) {
	const time = new ManualClock();
	const began = time.now();
	const stats = { requests: 0, retries: 0, waitedMs: 0 };
	const lines: string[] = [];
	const at: number[] = [];
	const progress = new Progress('Cisco Umbrella', stats, time, (line) => {
		lines.push(line);
		at.push((time.now() - began) / SECOND);
	});
	async function* batches(): AsyncGenerator<Batch, Outcome> {
		for (const { takes, records = 0, covered, waits = [] } of steps) {
			const end = time.now() + takes;
			await Promise.all(waits.map(async (ms) => await progress.clock.sleep(ms)));
			time.advanceTo(end);
			stats.requests += 1;
			yield { records: Array.from({ length: records }, () => ({})), covered };
		}
		return outcome;
	}
	const watched = progress.watch(batches(), [range]);
	for (let step = await watched.next(); step.done !== true; step = await watched.next());
	return { lines, at, hint: progress.atEnd() };
}

describe('a long scan', () => {
	it('says how far it is, every ten seconds', async () => {
		const steps = Array.from({ length: 20 }, (_, i) => ({
			takes: 3 * SECOND,
			records: 1_500,
			covered: hours(9.5 - i / 2, 10 - i / 2),
		}));
		const { lines, at } = await told(steps);
		expect(at).toEqual([12, 24, 36, 48, 60]);
		expect(lines[0]).toBe(
			'Cisco Umbrella: 6,000 records in 4 requests, 20 % of the range, about 48 seconds left',
		);
		expect(lines[4]).toBe('Cisco Umbrella: 30,000 records in 20 requests, 100 % of the range');
	});

	it('says so while it waits, too, and leaves no wait behind', async () => {
		const { at } = await told([{ takes: 65 * SECOND, waits: [65 * SECOND] }]);
		expect(at).toEqual([10, 20, 30, 40, 50, 60]);
	});

	it('counts only what was handed over', async () => {
		const { lines } = await told([
			{ takes: SECOND, records: 10, covered: hours(5, 10) },
			{ takes: 10 * SECOND, records: 10, covered: hours(0, 5), waits: [10 * SECOND] },
		]);
		expect(lines[0]).toMatch(/^Cisco Umbrella: 10 records in 1 request, 50 % of the range/);
	});

	it('guesses no time while next to nothing is read', async () => {
		const { lines } = await told([{ takes: 11 * SECOND, records: 1, covered: hours(9.9, 10) }]);
		expect(lines).toEqual(['Cisco Umbrella: 1 record in 1 request, 1 % of the range']);
	});

	it('says at its end what it did and how long of that it waited, once for waits side by side', async () => {
		const { hint } = await told([
			{ takes: 60 * SECOND, records: 1_000, waits: [40 * SECOND, 30 * SECOND] },
			{ takes: 60 * SECOND, records: 234 },
		]);
		expect(hint).toBe(
			'Cisco Umbrella: 1,234 records in 2 requests in 2 minutes, 40 seconds of it waiting for the vendor.',
		);
	});

	it('does not speak of waiting where there was none', async () => {
		const { hint } = await told([{ takes: 90 * SECOND }]);
		expect(hint).toBe('Cisco Umbrella: 0 records in 1 request in 2 minutes.');
	});
});

it('a short scan says nothing', async () => {
	expect(await told([{ takes: 9 * SECOND, records: 5, covered: range }])).toEqual({
		lines: [],
		at: [],
		hint: undefined,
	});
});

it('a wait that is ended from outside counts as far as it went', async () => {
	let stopped = false;
	const time = new ManualClock({ isCancelled: () => stopped });
	const progress = new Progress('Vendor', { requests: 1, retries: 0, waitedMs: 0 }, time, () => {
		stopped = true;
	});
	await expect(progress.clock.sleep(90 * SECOND)).rejects.toThrow('The execution was stopped.');
	time.advanceTo(time.now() + 60 * SECOND);
	expect(progress.atEnd()).toBe(
		'Vendor: 0 records in 1 request in 1 minute, 10 seconds of it waiting for the vendor.',
	);
});

it.each([
	[0, '0 seconds'],
	[1_400, '1 second'],
	[59_000, '59 seconds'],
	[MINUTE, '1 minute'],
	[100 * MINUTE, '100 minutes'],
	[2.6 * HOUR, '2.5 hours'],
	[48 * HOUR, '48 hours'],
])('%i ms are %s', (ms, words) => {
	expect(inWords(ms)).toBe(words);
});

describe('in n8n', () => {
	let emulator: Emulator;
	const said = { log: jest.fn(), ui: jest.fn() };

	beforeEach(async () => {
		emulator = await startEmulator({ records: { cloudlock: 1_000 }, spanDays: { cloudlock: 1 } });
		jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue({ info: said.log } as never);
		jest.spyOn(ExecuteContext.prototype, 'sendMessageToUI').mockImplementation(said.ui);
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		jest.useRealTimers();
		said.log.mockReset();
		said.ui.mockReset();
		await emulator.close();
	});

	/** Every request seems to take so long; timers stay real. */
	function requestsTake(ms: number): void {
		const real = ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'] as const;
		const more = ['clearTimeout', 'clearInterval', 'clearImmediate', 'hrtime'] as const;
		jest.useFakeTimers({ doNotFake: [...real, ...more], now: Date.now() });
		emulator.log.push = (...entries) => {
			jest.advanceTimersByTime(ms);
			return Array.prototype.push.apply(emulator.log, entries);
		};
	}

	const scan = async () =>
		await runNode(emulator, 'ciscoCloudlock', {
			parameters: listing(nodeSource('Cloudlock'), 'scan', { options: { concurrency: 1 } }),
		});

	it('a long scan tells the log and the editor, and has a hint at its end', async () => {
		requestsTake(20 * SECOND);
		const ran = await scan();
		const lines = said.log.mock.calls.map(([line]) => String(line));
		expect(lines.length).toBeGreaterThan(4);
		expect(
			lines.every((line) => /^Cisco Cloudlock: [\d,]+ records in \d+ requests?, \d+ % of/.test(line)),
		).toBe(true);
		expect(said.ui.mock.calls).toEqual(said.log.mock.calls);
		const { records, requests } = summaryOf(ran);
		expect(ran.hints).toEqual([
			expect.stringMatching(
				new RegExp(
					`^Cisco Cloudlock: ${String(records)} records in ${String(requests)} requests in \\d minutes`,
				),
			),
		]);
	});

	it('a short one leaves both in peace', async () => {
		const ran = await scan();
		expect(said.log).not.toHaveBeenCalled();
		expect(said.ui).not.toHaveBeenCalled();
		expect(ran.hints).toEqual([]);
	});
});
