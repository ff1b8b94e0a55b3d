import { type Checkpoint, readCheckpoint, startAt } from '../../collector/checkpoint';
import { collect } from '../../collector/collect';
import { decodeCursor, encodeCursor } from '../../collector/cursor';
import type { Feed, VendorRecord } from '../../collector/feed';
import { isArray, isObject } from '../../collector/json';
import { poll } from '../../collector/poll';
import type { Ask } from '../../collector/request';
import { HOUR, MINUTE } from '../../collector/time';
import { Untimed } from '../../collector/untimed';
import { inProcessEmulator } from '../../emulator';
import { askEmulatorInProcess, freshProcess } from '../support/histories/askInProcess';
import { ManualClock } from '../support/manualClock';
import { type OpenFeed, openFeeds } from '../support/openFeeds';

/** A record without a time lies in every answer, and is handed over once. */

const NOW = Date.UTC(2026, 10, 20, 12);
const ROUNDS = 15;
const OVERLAP = HOUR;
const TIMES = ['timestamp', 'datetime', 'created_at', 'entryTime', 'created'];
const IDS = ['event_id', 'id', '_id'];

/** The row with no time, and an identity of its own where rows have one. */
const untimedLike = (row: VendorRecord): VendorRecord =>
	Object.fromEntries([
		...Object.entries(row).map(([name, value]) => [
			name,
			TIMES.includes(name) ? null : IDS.includes(name) ? 'untimed' : value,
		]),
		['marked', true],
	]) as VendorRecord;

/** Shows a row without a time in every list, in the place of the first one or behind all. */
function withUntimed(ask: Ask, isInPlace: boolean): Ask {
	let first: VendorRecord | undefined;
	const shown = (rows: readonly unknown[], untimed: VendorRecord): readonly unknown[] =>
		isInPlace
			? rows.map((row) => (JSON.stringify(row) === JSON.stringify(first) ? untimed : row))
			: [...rows, untimed];
	const asked: (...args: Parameters<Ask>) => Promise<unknown> = async (request) => {
		const body = await ask(request);
		if (!isObject(body)) return body;
		const [name, rows] = Object.entries(body).find(([, value]) => isArray(value)) ?? [];
		if (name === undefined || !isArray(rows) || !isObject(rows[0])) return body;
		first ??= rows[0];
		return { ...body, [name]: shown(rows, untimedLike(first)) };
	};
	return Object.assign(asked, { quote: ask.quote.bind(ask), usefulHands: ask.usefulHands.bind(ask) });
}

/** A list that is read by offset shows a row more at no other place than its own. */
const isReadByOffset = ({ vendor }: OpenFeed): boolean => vendor === 'cloudlock';

function world(one: OpenFeed) {
	const { vendor, source, leastPage, open } = one;
	const clock = new ManualClock({ start: NOW, random: () => 0.5 });
	const emulator = inProcessEmulator({
		now: () => clock.now(),
		records: { umbrella: 0, umbrellaLegacy: 0, cloudlock: 0, informatica: 0, defender: 0 },
		switches: { informatica: { loginAddsEntry: false } },
	});
	const manners = { rate: undefined, maxRetries: 0, latency: 0 };
	const direct = askEmulatorInProcess(emulator, vendor, freshProcess(), clock, manners);
	const ask = withUntimed(direct, isReadByOffset(one));
	const feed = open(ask, emulator.url, Math.max(50, leastPage));
	const pass = (): void => {
		clock.advanceTo(clock.now() + 40 * MINUTE);
		emulator.happen(source, { n: 3, late: 5 * MINUTE });
	};
	return { clock, feed, pass };
}

const isMarked = (record: VendorRecord): boolean => record['marked'] === true;

interface Counts {
	readonly timed: number;
	readonly untimed: number;
}
const countsOf = (records: readonly VendorRecord[]): Counts => {
	const untimed = records.filter(isMarked).length;
	return { timed: records.length - untimed, untimed };
};

async function polled(open: OpenFeed, keep: (checkpoint: Checkpoint) => unknown): Promise<Counts> {
	const { clock, feed, pass } = world(open);
	let checkpoint: Checkpoint = startAt(NOW);
	const records: VendorRecord[] = [];
	for (let n = 0; n < ROUNDS; n++) {
		pass();
		const options = { overlap: OVERLAP, settleDelay: 0, maxPerPoll: 100, concurrency: 2, deadline: Infinity };
		const result = await poll(feed, checkpoint, options, clock);
		records.push(...result.records);
		checkpoint = readCheckpoint(JSON.parse(JSON.stringify(keep(result.checkpoint))), OVERLAP) ?? checkpoint;
	}
	return countsOf(records);
}

async function scanned(
	open: OpenFeed,
	keep: (untimed: readonly string[]) => readonly string[],
): Promise<Counts> {
	const { clock, feed, pass } = world(open);
	let cursor = encodeCursor(feed.source, { unread: [], next: NOW });
	const records: VendorRecord[] = [];
	for (let n = 0; n < ROUNDS; n++) {
		pass();
		const { next, untimed = [] } = decodeCursor(feed.source, cursor);
		const to = clock.now();
		const left = new Untimed(feed, untimed);
		for await (const batch of left.leftOut(batchesOf(feed, { from: next, to })))
			records.push(...batch.records);
		cursor = encodeCursor(feed.source, { unread: [], next: to, untimed: keep(left.kept) });
	}
	return countsOf(records);
}

const batchesOf = (feed: Feed, window: { from: number; to: number }) =>
	collect(feed, [window], { concurrency: 2, order: 'oldest', maxRecords: 0 });

describe.each(openFeeds)('a record of $name without a time', (open) => {
	const once = { timed: 3 * ROUNDS - (isReadByOffset(open) ? 1 : 0), untimed: 1 };

	it('is handed over once by a trigger', async () => {
		expect(await polled(open, (checkpoint) => checkpoint)).toEqual(once);
	});

	it('is handed over once by scans that go on', async () => {
		expect(await scanned(open, (untimed) => untimed)).toEqual(once);
	});

	it('would come again if it were forgotten', async () => {
		const { timed, untimed } = await scanned(open, () => []);
		expect(timed).toBe(once.timed);
		expect(untimed).toBeGreaterThan(1);
		const forgetful = await polled(open, (checkpoint) => ({ ...checkpoint, untimed: [] }));
		expect(forgetful.untimed).toBeGreaterThan(1);
	});
});

describe('what is remembered of records without a time', () => {
	const feed = { timeOf: () => undefined, identityOf: ({ n }: VendorRecord) => String(n) };
	async function* one(records: readonly VendorRecord[]) {
		yield await Promise.resolve({ records, covered: undefined });
		return { unread: [], reason: null, records: records.length, duplicates: 0 };
	}

	const last = async (batches: AsyncGenerator<unknown>) => {
		for (let step = await batches.next(); step.done !== true; step = await batches.next());
	};

	it('is the last thousand, and what is met again stays', async () => {
		const first = new Untimed(feed, []);
		const all = Array.from({ length: 1_000 }, (_, n) => ({ n }));
		await last(first.leftOut(one(all)));
		const second = new Untimed(feed, first.kept);
		const found: VendorRecord[] = [];
		for await (const { records } of second.leftOut(one([{ n: 0 }, { n: 1_000 }]))) found.push(...records);
		expect(found).toEqual([{ n: 1_000 }]);
		expect(second.kept).toHaveLength(1_000);
		expect(second.kept.at(-2)).toBe(first.kept[0]);
		expect(second.kept).not.toContain(first.kept[1]);
	});

	it('is not counted among the records of a scan that leaves it out', async () => {
		const known = new Untimed(feed, []);
		await last(known.leftOut(one([{ n: 1 }])));
		const next = new Untimed(feed, known.kept);
		const batches = next.leftOut(one([{ n: 1 }, { n: 2 }]));
		await batches.next();
		expect((await batches.next()).value).toMatchObject({ records: 1, duplicates: 1 });
	});
});
