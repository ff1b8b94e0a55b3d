import type { Batch, Outcome } from '../../../collector/collect';
import type { Clock } from '../../../collector/clock';
import type { RequestStats } from '../../../collector/request';
import { HOUR, MINUTE, SECOND, type Window } from '../../../collector/time';
import { length } from '../../../collector/windows';

/** How often a long scan says how far it is, ms. */
const PACE = 10 * SECOND;
/** A scan that took longer says at its end what it did, ms. */
const LONG = MINUTE;
/** Below this share of the range the time left is a guess that is better not made. */
const LEAST_TELLING_SHARE = 0.02;

/**
 * How far a scan is: what was handed over, and how much of the range that is by time.
 *
 * It looks at the time whenever records are handed over and while the scan waits, and starts no timer of its own.
 */
export class Progress {
	private readonly began: number;
	private reported: number;
	private range = 0;
	private covered = 0;
	private records = 0;
	private waiting = 0;
	private waitsSince = 0;
	private waited = 0;

	/** @param report what to do with a line that says how far the scan is */
	constructor(
		private readonly vendor: string,
		private readonly stats: Readonly<RequestStats>,
		private readonly time: Clock,
		private readonly report: (line: string) => void,
	) {
		this.began = time.elapsed();
		this.reported = this.began;
	}

	/** The clock for everything that waits: it reports meanwhile, and knows how long the scan stood still. */
	get clock(): Clock {
		const { time } = this;
		return {
			now: () => time.now(),
			elapsed: () => time.elapsed(),
			random: () => time.random(),
			sleep: async (ms) => await this.wait(ms),
			...(time.deadline === undefined ? {} : { deadline: time.deadline }),
		};
	}

	/** Hands batches on, and counts each once it was taken. */
	async *watch(
		batches: AsyncGenerator<Batch, Outcome>,
		windows: readonly Window[],
	): AsyncGenerator<Batch, Outcome> {
		this.range = windows.reduce((sum, window) => sum + length(window), 0);
		for (;;) {
			const step = await batches.next();
			if (step.done) return step.value;
			yield step.value;
			this.records += step.value.records.length;
			this.covered += step.value.covered ? length(step.value.covered) : 0;
			this.reportIfDue();
		}
	}

	/** What a scan that took long did; `undefined` for one that did not. */
	atEnd(): string | undefined {
		const took = this.time.elapsed() - this.began;
		if (took <= LONG) return undefined;
		const waited = this.waited >= SECOND ? `, ${inWords(this.waited)} of it waiting for the vendor` : '';
		return `${this.done()} in ${inWords(took)}${waited}.`;
	}

	private async wait(ms: number): Promise<void> {
		if (this.waiting === 0) this.waitsSince = this.time.elapsed();
		this.waiting += 1;
		const end = this.time.elapsed() + ms;
		try {
			for (let left = ms; left > 0; left = end - this.time.elapsed()) {
				const untilDue = this.reported + PACE - this.time.elapsed();
				await this.time.sleep(Math.min(left, Math.max(1, untilDue)));
				this.reportIfDue();
			}
		} finally {
			this.waiting -= 1;
			if (this.waiting === 0) this.waited += this.time.elapsed() - this.waitsSince;
		}
	}

	private reportIfDue(): void {
		const now = this.time.elapsed();
		if (now - this.reported < PACE) return;
		this.reported = now;
		this.report([this.done(), ...this.toCome(now)].join(', '));
	}

	/** `Cisco Umbrella: 120,000 records in 40 requests` */
	private done(): string {
		return `${this.vendor}: ${counted(this.records, 'record')} in ${counted(this.stats.requests, 'request')}`;
	}

	private toCome(now: number): readonly string[] {
		if (this.range === 0) return [];
		const share = Math.min(1, this.covered / this.range);
		const far = `${Math.floor(share * 100)} % of the range`;
		if (share < LEAST_TELLING_SHARE || share === 1) return [far];
		return [far, `about ${inWords(((now - this.began) * (1 - share)) / share)} left`];
	}
}

/** `1,234 records` */
export const counted = (count: number, what: string): string =>
	`${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;

/** A length of time as a person would say it: `40 seconds`, `3 minutes`, `2.5 hours`. */
export function inWords(ms: number): string {
	if (ms < MINUTE) return counted(Math.round(ms / SECOND), 'second');
	if (ms < 2 * HOUR) return counted(Math.round(ms / MINUTE), 'minute');
	return counted(Math.round((ms / HOUR) * 2) / 2, 'hour');
}
