/** A gate that answers wait at, until somebody opens it: stalls without a clock. */
export class Gate {
	private readonly waiting = new Set<() => void>();

	/** How many answers wait. */
	get held(): number {
		return this.waiting.size;
	}

	wait(): Promise<void> {
		return new Promise((resolve) => this.waiting.add(resolve));
	}

	/** Lets everything go on that waits now. */
	open(): void {
		const waiting = [...this.waiting];
		this.waiting.clear();
		for (const resolve of waiting) resolve();
	}
}
