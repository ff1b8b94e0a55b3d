import { type Checkpoint, readCheckpoint, startAt } from '../../../collector/checkpoint';
import { VendorError } from '../../../collector/errors';
import type { Feed } from '../../../collector/feed';
import { toJsonLine } from '../../../collector/json';
import { rateOf } from '../../../collector/limiter';
import { poll, type PollOptions } from '../../../collector/poll';
import { settle } from '../../../collector/settle';
import { MINUTE } from '../../../collector/time';
import { inProcessEmulator, recordText } from '../../../emulator';
import { askEmulatorInProcess, freshProcess } from './askInProcess';
import type { Arrival } from './arrivals';
import type { History, Way } from './history';
import { gistOf, type Room } from './room';
import { WorldClock } from './worldClock';

export type Poll = typeof poll;

/** What one poll handed over. */
export interface Handed {
	/** When it began, ms. */
	readonly began: number;
	/** JSON, one a record. */
	readonly lines: readonly string[];
	/** ms, one a record. */
	readonly times: readonly number[];
	readonly identities: readonly string[];
}

/** What came of a history. */
export interface Lived {
	/** All that was handed over, poll by poll, also what came again because a crash undid its poll. */
	readonly handed: readonly Handed[];
	/** Without what crashes undid. */
	readonly kept: readonly Handed[];
	/** JSON of what the vendor holds of the time that was read, one a record. */
	readonly truth: readonly string[];
	/** What polls had to say to a person. */
	readonly warnings: readonly string[];
	/** False when polls went on and on without coming to an end. */
	readonly ended: boolean;
}

const EMPTY = { umbrella: 0, umbrellaLegacy: 0, cloudlock: 0, informatica: 0, defender: 0 };

/** When all has calmed down there is time for everything. */
const CALM = { latency: 0, maxRetries: 4, budget: 5 * MINUTE };

type Manners = typeof CALM;

/** Lives through a history: its polls, faults, stops and starts, and then polls until nothing is left. */
export async function live<Its extends Way>(
	room: Room<Its>,
	history: History<Its>,
	by: Poll = poll,
): Promise<Lived> {
	const life = new Life(room, history, by);
	for (const [number, due] of history.polls.entries()) {
		await life.poll(due, history);
		const undone = history.crashes.get(number);
		if (undone !== undefined) life.undo(1 + undone);
		if (undone !== undefined || history.restarts.has(number)) life.restart();
	}
	life.calmDown();
	const most = 60 + 2 * history.arrivals.length;
	for (let n = 0; n < most && !life.isOver; n++) await life.poll(life.nextDue, CALM);
	return life.told;
}

class Life<Its extends Way> {
	private readonly clock: WorldClock;
	private readonly emulator;
	private readonly waiting: Arrival[];
	private readonly saved: Checkpoint[];
	private readonly handed: Handed[] = [];
	/** What each checkpoint but the first was saved with. */
	private kept: readonly Handed[] = [];
	private readonly warnings: string[] = [];
	private process = freshProcess();
	private idleSince: number | undefined;

	constructor(
		private readonly room: Room<Its>,
		private readonly history: History<Its>,
		private readonly by: Poll,
	) {
		this.waiting = [...history.arrivals].sort((a, b) => a.known - b.known);
		this.clock = new WorldClock(history.start, (now) => this.letIn(now));
		this.emulator = inProcessEmulator({ now: () => this.clock.now(), records: EMPTY });
		this.saved = [startAt(history.start)];
		this.set({ ...history.way.switches, faults: history.faults });
	}

	/** One poll, at a time or as soon after it as the last one has ended. */
	async poll(due: number, manners: Manners): Promise<void> {
		this.clock.advanceTo(due);
		const began = this.clock.now();
		const deadline = this.clock.elapsed() + manners.budget;
		const clock = this.clock.until(deadline);
		const feed = this.open(clock, manners);
		const options: PollOptions = { ...this.history, deadline };
		const polled = await settle(this.by(feed, this.checkpoint, options, clock));
		this.idleSince = undefined;
		if (!polled.ok && !(polled.error instanceof VendorError)) throw polled.error;
		if (!polled.ok) return;
		const { records, identities, checkpoint, warnings } = polled.value;
		const result: Handed = {
			began,
			lines: records.map((record) => gistOf(this.room, toJsonLine(record))),
			times: records.map((record) => feed.timeOf(record) ?? NaN),
			identities,
		};
		this.saved.push(checkpoint);
		this.handed.push(result);
		this.kept = [...this.kept, result];
		this.warnings.push(...warnings.map(({ text }) => text));
		if (records.length === 0) this.idleSince = checkpoint.since;
	}

	/** What the last polls left is lost. */
	undo(polls: number): void {
		this.saved.splice(Math.max(1, this.saved.length - polls));
		this.kept = this.kept.slice(0, this.saved.length - 1);
		this.idleSince = undefined;
	}

	/** n8n stops and starts: what is left is the checkpoint, as JSON. */
	restart(): void {
		this.process = freshProcess();
		const stored: unknown = JSON.parse(JSON.stringify(this.checkpoint));
		const read = readCheckpoint(stored, this.history.overlap);
		if (read) this.saved.splice(-1, 1, read);
	}

	/** From here on nothing happens but what was to become known late. */
	calmDown(): void {
		this.set({ ...this.room.calm, faults: [] });
		this.idleSince = undefined;
	}

	get nextDue(): number {
		return Math.max(this.clock.now() + MINUTE, this.waiting[0]?.known ?? 0);
	}

	/** Whether a poll that found nothing has looked at a time after everything. */
	get isOver(): boolean {
		const last = Math.max(...this.history.arrivals.map(({ known }) => known));
		return this.waiting.length === 0 && (this.idleSince ?? -Infinity) > last;
	}

	get told(): Lived {
		const window = { from: this.history.start, to: this.checkpoint.since };
		const records = this.emulator.records(this.room.source(this.history.way), window);
		const wanted = records.filter((record) => this.room.belongs?.(record, this.history.way) ?? true);
		return {
			handed: this.handed,
			kept: this.kept,
			truth: wanted.map((record) => gistOf(this.room, recordText(record))),
			warnings: this.warnings,
			ended: this.isOver,
		};
	}

	private get checkpoint(): Checkpoint {
		return this.saved.at(-1) ?? startAt(this.history.start);
	}

	private letIn(now: number): void {
		const later = this.waiting.findIndex(({ known }) => known > now);
		const arrived = this.waiting.splice(0, later < 0 ? this.waiting.length : later);
		if (arrived.length === 0) return;
		const { way } = this.history;
		this.emulator.add(
			this.room.vendor,
			arrived.map((arrival) => this.room.record(arrival, way)),
		);
	}

	private open(clock: ReturnType<WorldClock['until']>, manners: Manners): Feed {
		const { vendor, limits } = this.room;
		const { isLimited } = this.history.way;
		const rate = isLimited ? rateOf(limits.requestsPerMinute, limits.countedPerMs) : undefined;
		const ask = askEmulatorInProcess(this.emulator, vendor, this.process, clock, { ...manners, rate });
		return this.room.feed(ask, this.emulator.url, this.history.way, this.history.concurrency);
	}

	private set(switches: object): void {
		Object.assign(this.emulator.switches[this.room.vendor], switches);
	}
}
