import { keepText, type JsonObject } from './json';
import { SortedIndex } from './sortedIndex';

/** Rows made on demand from their number: nothing but their keys is held. */
export interface GeneratedRows<Key extends string> {
	readonly count: number;
	key(name: Key, ordinal: number): number;
	record(ordinal: number): JsonObject;
}

/** How a key is read from a record that was put in by hand. */
export type KeyReaders<Key extends string> = Readonly<Record<Key, (record: JsonObject) => number>>;

/**
 * The records of one vendor, ordered by one or more time keys. Generated rows are numbered 0..count-1; rows put in
 * later are kept as given and numbered on. An index is built on first use.
 */
export class Table<Key extends string = 'time'> {
	/** Grows with every change: what was computed from an older version is stale. */
	version = 0;

	private readonly indexes = new Map<Key, SortedIndex>();
	private added: JsonObject[] = [];
	private generated: GeneratedRows<Key>;
	private readonly gone = new Set<number>();

	constructor(
		generated: GeneratedRows<Key>,
		private readonly readers: KeyReaders<Key>,
	) {
		this.generated = generated;
	}

	/** One more than the highest row number given out so far. */
	get nextOrdinal(): number {
		return this.generated.count + this.added.length;
	}

	get addedRows(): readonly JsonObject[] {
		return this.added;
	}

	/** The row in the order of `key`; built when first asked for. */
	by(key: Key): SortedIndex {
		const known = this.indexes.get(key);
		if (known) return known;
		const ordinals: number[] = [];
		for (let ordinal = 0; ordinal < this.nextOrdinal; ordinal++) {
			if (!this.gone.has(ordinal)) ordinals.push(ordinal);
		}
		const keys = Float64Array.from(ordinals, (ordinal) => this.keyOf(key, ordinal));
		const index = SortedIndex.of(keys, Uint32Array.from(ordinals));
		this.indexes.set(key, index);
		return index;
	}

	has(ordinal: number): boolean {
		return ordinal >= 0 && ordinal < this.nextOrdinal && !this.gone.has(ordinal);
	}

	record(ordinal: number): JsonObject {
		const given = this.added[ordinal - this.generated.count];
		return given ?? this.generated.record(ordinal);
	}

	keyOf(key: Key, ordinal: number): number {
		const given = this.added[ordinal - this.generated.count];
		return given ? this.readers[key](given) : this.generated.key(key, ordinal);
	}

	add(records: readonly JsonObject[]): void {
		const rows = records.map((record, offset) => ({ record, ordinal: this.nextOrdinal + offset }));
		for (const record of records) {
			keepText(record);
			this.added.push(record);
		}
		for (const [key, index] of this.indexes) {
			index.add(rows.map((row) => ({ key: this.readers[key](row.record), ordinal: row.ordinal })));
		}
		this.version++;
	}

	/** Forgets everything and holds these records instead. */
	replace(records: readonly JsonObject[]): void {
		this.generated = { ...this.generated, count: 0 };
		this.added = [...records];
		records.forEach(keepText);
		this.gone.clear();
		this.indexes.clear();
		this.version++;
	}

	remove(ordinals: readonly number[]): void {
		const gone = new Set(ordinals);
		for (const ordinal of gone) this.gone.add(ordinal);
		for (const index of this.indexes.values()) index.remove(gone);
		this.version++;
	}
}
