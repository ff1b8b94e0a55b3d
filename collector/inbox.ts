/**
 * Hands over what steps under way bring, in the order they end. `Promise.race` would do too, but keeps every result in
 * memory until the slowest step has ended.
 */
export class Inbox<T> {
	private readonly arrived: T[] = [];
	private wake: () => void = () => undefined;

	put(result: T): void {
		this.arrived.push(result);
		this.wake();
	}

	/** The next result, once there is one. For one reader at a time. */
	async take(): Promise<T> {
		for (;;) {
			const next = this.arrived.shift();
			if (next !== undefined) return next;
			await new Promise<void>((resolve) => (this.wake = resolve));
		}
	}
}
