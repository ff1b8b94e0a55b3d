/** The time and the waiting, passed in so that rules about time can be shown without waiting. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Resolves after `ms` milliseconds; rejects when the run is cancelled meanwhile. */
	sleep(ms: number): Promise<void>;
	/** When all waiting and asking must have ended, ms since the epoch; absent where nothing presses. */
	readonly deadline?: number;
	/** A number in [0, 1). */
	random(): number;
}
