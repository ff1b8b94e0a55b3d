/** The time and the waiting, passed in so that rules about time can be shown without waiting. */
export interface Clock {
	/** Milliseconds since the epoch, as the host believes: it may be wrong, and it is set forward and back. */
	now(): number;
	/** Milliseconds since some moment, whatever becomes of the host's time: what spans are measured with. It only grows. */
	elapsed(): number;
	/** Resolves after `ms` milliseconds; rejects when the run is cancelled meanwhile. */
	sleep(ms: number): Promise<void>;
	/** When all waiting and asking must have ended, by `elapsed`; absent where nothing presses. */
	readonly deadline?: number;
	/** A number in [0, 1). */
	random(): number;
}
