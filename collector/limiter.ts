import type { Clock } from './clock';
import { OutOfTimeError } from './errors';

/** At most `requests` starts in any stretch of `perMs` milliseconds. */
export interface Rate {
	readonly requests: number;
	readonly perMs: number;
}

/**
 * Requests travel, and a busy process sends late: two that left 1,000 ms apart may arrive closer together. This much room
 * is left per stretch, more in a long one, of which it takes little.
 */
const LEAST_ROOM_MS = 60;
const ROOM_SHARE = 1 / 50;

const roomIn = ({ perMs }: Rate): number => Math.max(LEAST_ROOM_MS, perMs * ROOM_SHARE);

/** The most by which a request is taken to have left late, ms: about what reading a large page keeps a process busy. */
const MOST_LATE_MS = 100;

/**
 * A budget of requests for one vendor account, shared by everything in this process that uses the account.
 * A burst may spend the whole budget at once; the next request then waits until the oldest has left the stretch, so the
 * vendor counts no more than its limit whether its window is fixed or slides.
 */
export class Limiter {
	private starts: number[] = [];
	private longestStretch = 0;
	private pausedUntil = 0;
	private queue: Promise<unknown> = Promise.resolve();
	private fastestMs = Infinity;

	/** Waits for a slot and takes it. @returns the milliseconds waited @throws OutOfTimeError when it comes too late */
	async acquire(rate: Rate | undefined, clock: Clock): Promise<number> {
		const begun = clock.elapsed();
		const turn = this.queue.then(async () => await this.take(rate, clock));
		this.queue = turn.catch(() => undefined);
		return (await turn) - begun;
	}

	/** Holds every request back until `until` (ms, by the clock that only grows), because the vendor asked for it. */
	pause(until: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, until);
	}

	/**
	 * A request was answered. What took longer than the fastest may have left, or been counted, that much later, as this
	 * process or the vendor was busy with something else: its slot is held as much longer, within reason. One that may have
	 * waited for a sign-in, as the first may have, is held from its answer.
	 */
	answered(began: number, ended: number, signedIn = this.fastestMs === Infinity): void {
		const took = ended - began;
		const late = signedIn ? took : Math.min(took - this.fastestMs, MOST_LATE_MS);
		this.fastestMs = Math.min(this.fastestMs, took);
		const slot = this.starts.findLastIndex((start) => start <= began);
		if (slot >= 0 && late > 0) this.starts = this.starts.with(slot, began + late).sort((a, b) => a - b);
	}

	/** Once the budget allows. @returns the time of the start */
	private async take(rate: Rate | undefined, clock: Clock): Promise<number> {
		for (let wait = this.wait(rate, clock.elapsed()); wait > 0; wait = this.wait(rate, clock.elapsed())) {
			if (clock.elapsed() + wait > (clock.deadline ?? Infinity)) throw new OutOfTimeError();
			await clock.sleep(wait);
		}
		const start = clock.elapsed();
		if (rate) this.remember(start, rate.perMs + roomIn(rate));
		return start;
	}

	private remember(start: number, stretch: number): void {
		this.longestStretch = Math.max(this.longestStretch, stretch);
		this.starts = [...this.starts.filter((past) => past > start - this.longestStretch), start];
	}

	private wait(rate: Rate | undefined, now: number): number {
		const pause = this.pausedUntil - now;
		const oldest = rate ? this.starts.at(-rate.requests) : undefined;
		const full = rate && oldest !== undefined ? oldest + rate.perMs + roomIn(rate) - now : 0;
		return Math.max(0, pause, full);
	}
}

/**
 * The rate that `requestsPerMinute` asks for, in the stretch the vendor itself counts in, so that 300 a minute from a
 * vendor that counts seconds are five a second and not 300 at once.
 *
 * @param requestsPerMinute 0 lifts the limit
 */
export function rateOf(requestsPerMinute: number, perMs: number): Rate | undefined {
	if (requestsPerMinute <= 0) return undefined;
	const requests = (requestsPerMinute * perMs) / 60_000;
	return requests >= 1
		? { requests: Math.floor(requests), perMs }
		: { requests: 1, perMs: 60_000 / requestsPerMinute };
}
