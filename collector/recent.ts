/** How many identities are remembered to recognise a record that is sent again: many pages of the largest size. */
const MOST_REMEMBERED = 100_000;

/** The identities seen lately. Repeats come from neighbouring pages, so the oldest are forgotten first. */
export class RecentIdentities {
	private readonly seen = new Set<string>();

	constructor(private readonly most: number = MOST_REMEMBERED) {}

	/** True the first time an identity is seen. */
	add(identity: string): boolean {
		if (this.seen.has(identity)) return false;
		this.seen.add(identity);
		if (this.seen.size > this.most) this.forgetOldest();
		return true;
	}

	has(identity: string): boolean {
		return this.seen.has(identity);
	}

	private forgetOldest(): void {
		for (const identity of this.seen) {
			this.seen.delete(identity);
			return;
		}
	}
}
