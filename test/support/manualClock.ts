import type { Clock } from '../../collector/clock';
import { CancelledError } from '../../collector/errors';

export interface ManualClockOptions {
	/** Milliseconds since the epoch; a round one, so that sums of waits read well. */
	readonly start?: number;
	/** Asked before and after every wait, as a real run asks whether it was stopped. */
	readonly isCancelled?: () => boolean;
	readonly random?: () => number;
	/** When all must have ended, by `elapsed`, which begins where `now` does. */
	readonly deadline?: number;
}

/** A clock that stands still until somebody sleeps, and is then there at once. Waits side by side overlap. */
export class ManualClock implements Clock {
	private time: number;
	private setBy = 0;
	/** Every wait asked for, in order, ms. */
	readonly waits: number[] = [];
	readonly deadline: number;

	constructor(private readonly options: ManualClockOptions = {}) {
		this.deadline = options.deadline ?? Infinity;
		this.time = options.start ?? Date.UTC(2026, 10, 20);
	}

	now(): number {
		return this.time + this.setBy;
	}

	elapsed(): number {
		return this.time;
	}

	/** What an administrator does, or a time service: the time of day is another, and no time has passed. */
	setForward(ms: number): void {
		this.setBy += ms;
	}

	random(): number {
		return this.options.random?.() ?? 0;
	}

	async sleep(ms: number): Promise<void> {
		const until = this.time + ms;
		this.waits.push(ms);
		this.stopIfCancelled();
		await Promise.resolve();
		this.advanceTo(until);
		this.stopIfCancelled();
	}

	/** Never backwards. */
	advanceTo(time: number): void {
		this.time = Math.max(this.time, time);
	}

	private stopIfCancelled(): void {
		if (this.options.isCancelled?.() === true) throw new CancelledError();
	}
}
