/** Row numbers in the order of one key, ties in the order of arrival. Plain typed arrays: 12 bytes a row. */
export class SortedIndex {
	private constructor(
		private keys: Float64Array,
		private ordinals: Uint32Array,
	) {}

	static of(keys: Float64Array, ordinals: Uint32Array): SortedIndex {
		const index = new SortedIndex(keys, ordinals);
		if (!isAscending(keys)) index.sort();
		return index;
	}

	get length(): number {
		return this.keys.length;
	}

	keyAt(position: number): number {
		return this.keys[position] ?? Number.NaN;
	}

	ordinalAt(position: number): number {
		const ordinal = this.ordinals[position];
		if (ordinal === undefined) throw new RangeError(`no row at ${position}`);
		return ordinal;
	}

	/** The first position whose key is at least `key`. */
	atLeast(key: number): number {
		return this.search((found) => found >= key);
	}

	/** The first position whose key is above `key`. */
	above(key: number): number {
		return this.search((found) => found > key);
	}

	/** Where a row stands, or -1. */
	positionOf(key: number, ordinal: number): number {
		for (let position = this.atLeast(key); this.keys[position] === key; position++) {
			if (this.ordinals[position] === ordinal) return position;
		}
		return -1;
	}

	/** The rows from one position up to another, in order; a view, not a copy. */
	ordinalsBetween(first: number, end: number): Uint32Array {
		return this.ordinals.subarray(first, Math.max(first, end));
	}

	/** The same order with the rows that pass. */
	filter(passes: (ordinal: number) => boolean): SortedIndex {
		const positions = [...this.keys.keys()].filter((position) => passes(this.ordinalAt(position)));
		const filtered = new SortedIndex(this.keys, this.ordinals);
		filtered.take(positions);
		return filtered;
	}

	/** Merges rows in. Their ordinals are higher than all before, so that a tie keeps the order of arrival. */
	add(rows: ReadonlyArray<{ readonly key: number; readonly ordinal: number }>): void {
		const fresh = [...rows].sort((left, right) => left.key - right.key || left.ordinal - right.ordinal);
		const keys = new Float64Array(this.length + fresh.length);
		const ordinals = new Uint32Array(keys.length);
		let read = 0;
		let written = 0;
		for (const row of fresh) {
			const until = this.above(row.key);
			keys.set(this.keys.subarray(read, until), written);
			ordinals.set(this.ordinals.subarray(read, until), written);
			written += until - read;
			read = until;
			keys[written] = row.key;
			ordinals[written++] = row.ordinal;
		}
		keys.set(this.keys.subarray(read), written);
		ordinals.set(this.ordinals.subarray(read), written);
		this.keys = keys;
		this.ordinals = ordinals;
	}

	remove(gone: ReadonlySet<number>): void {
		this.take([...this.ordinals.keys()].filter((position) => !gone.has(this.ordinalAt(position))));
	}

	private sort(): void {
		const positions = [...this.keys.keys()];
		positions.sort(
			(left, right) => this.keyAt(left) - this.keyAt(right) || this.ordinalAt(left) - this.ordinalAt(right),
		);
		this.take(positions);
	}

	private take(positions: readonly number[]): void {
		const keys = Float64Array.from(positions, (position) => this.keyAt(position));
		this.ordinals = Uint32Array.from(positions, (position) => this.ordinalAt(position));
		this.keys = keys;
	}

	private search(passes: (key: number) => boolean): number {
		let low = 0;
		let high = this.keys.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (passes(this.keyAt(middle))) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}

function isAscending(keys: Float64Array): boolean {
	for (let position = 1; position < keys.length; position++) {
		if ((keys[position] ?? 0) < (keys[position - 1] ?? 0)) return false;
	}
	return true;
}
