/** How many identities are remembered at least, to recognise a record that is sent again: many pages of the largest size. */
const LEAST_REMEMBERED = 50_000;

/**
 * The identities seen lately. Repeats come from neighbouring pages, so the oldest are forgotten first: a whole
 * generation at once, because to look for the oldest entry of a set again and again takes longer the more were deleted.
 */
export class RecentIdentities {
	private young = new Set<string>();
	private old = new Set<string>();

	constructor(private readonly least: number = LEAST_REMEMBERED) {}

	/** True the first time an identity is seen. */
	add(identity: string): boolean {
		if (this.young.size >= this.least) {
			this.old = this.young;
			this.young = new Set();
		}
		const known = this.young.size;
		this.young.add(identity);
		return this.young.size > known && !this.old.has(identity);
	}

	has(identity: string): boolean {
		return this.young.has(identity) || this.old.has(identity);
	}
}
