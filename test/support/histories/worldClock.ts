import type { Clock } from '../../../collector/clock';
import { ManualClock } from '../manualClock';

/** A clock that a test and a vendor share: whenever it moves, what has become known by then is let into the world. */
export class WorldClock extends ManualClock {
	constructor(
		start: number,
		private readonly onMove: (now: number) => void,
	) {
		super({ start, random: () => 0.5 });
	}

	override advanceTo(time: number): void {
		super.advanceTo(time);
		this.onMove(this.now());
	}

	/** The same clock for one poll, which must end by a time, by `elapsed`. */
	until(deadline: number): Clock {
		return {
			deadline,
			now: () => this.now(),
			elapsed: () => this.elapsed(),
			sleep: async (ms) => await this.sleep(ms),
			random: () => this.random(),
		};
	}
}
