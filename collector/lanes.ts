/** The most requests of one account that may be under way at once. */
const MOST = 32;
/** An answer this many times slower than usual, and this much slower at least, shows a vendor that is overloaded. */
const SLOW = { times: 3, atLeastMs: 1_000 };
/** How much one answer changes what counts as usual. */
const WEIGHT = 1 / 16;

/** What became of a request. */
export interface Passage {
	/** When it was sent and when its answer came, ms. */
	readonly began: number;
	readonly ended: number;
	/** Whether the vendor refused it as one too many. */
	readonly isThrottled: boolean;
}

/**
 * How many requests of one account are under way at once. Refused ones halve it and slow ones take a quarter, at once; each
 * good one widens it a little, so that it takes as many as fit in to win one more (additive increase, multiplicative
 * decrease: RFC 5681, section 3.1).
 */
export class Lanes {
	private width = MOST;
	private busy = 0;
	private usualMs: number | undefined;
	private narrowedAt = -Infinity;
	private readonly waiting: Array<() => void> = [];

	/** How many may be under way now. */
	get open(): number {
		return Math.floor(this.width);
	}

	/** How long an answer usually takes, ms; `undefined` before the first. */
	get usual(): number | undefined {
		return this.usualMs;
	}

	/** Waits until a request may be sent. Each must be followed by {@link leave}. */
	async enter(): Promise<void> {
		if (this.busy < this.open) this.busy += 1;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** @param passage absent when the request was never sent */
	leave(passage?: Passage): void {
		const underWay = this.busy;
		this.busy -= 1;
		if (passage) this.adapt(passage, underWay);
		while (this.busy < this.open) {
			const next = this.waiting.shift();
			if (!next) return;
			this.busy += 1;
			next();
		}
	}

	private adapt({ began, ended, isThrottled }: Passage, underWay: number): void {
		const took = ended - began;
		const usual = this.usualMs ?? took;
		const isSlow = took > usual * SLOW.times && took - usual > SLOW.atLeastMs;
		if (!isThrottled) this.usualMs = usual + (took - usual) * WEIGHT;
		if (!isThrottled && !isSlow) this.width = Math.min(MOST, this.width + 1 / this.width);
		// Those that left together tell the same story, once.
		else if (began >= this.narrowedAt) {
			this.width = Math.max(1, Math.min(this.width, underWay) * (isThrottled ? 1 / 2 : 3 / 4));
			this.narrowedAt = ended;
		}
	}
}
