const KEPT = 32;

/**
 * Remembers which rows the last few questions selected, so that page n of a walk does not read the table from the
 * start again. An answer counts only for the version of the table it was found in.
 */
export class MatchCache<Rows> {
	private readonly known = new Map<string, { readonly version: number; readonly rows: Rows }>();

	find(question: string, version: number, search: () => Rows): Rows {
		const found = this.known.get(question);
		if (found?.version === version) return found.rows;
		const rows = search();
		this.known.delete(question);
		this.known.set(question, { version, rows });
		const [oldest] = this.known.keys();
		if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
		return rows;
	}
}
