import type { Batch, Outcome } from './collect';
import type { Feed } from './feed';
import { SHORT, shortIdentity } from './identity';

/** How many records without a time are remembered for good: some 15 kB. */
const MOST = 1_000;

/** What is remembered of records without a time: those met last stay longest. An entry begins with a short identity. */
export function keptUntimed(before: readonly string[], met: readonly string[]): readonly string[] {
	const again = new Set(met.map((entry) => entry.slice(0, SHORT)));
	return [...before.filter((entry) => !again.has(entry.slice(0, SHORT))), ...met].slice(-MOST);
}

/**
 * A record without a time lies in every stretch that is read, so nothing but its identity says that an earlier scan has
 * handed it over.
 */
export class Untimed {
	private readonly met: string[] = [];
	private readonly known: ReadonlySet<string>;

	constructor(
		private readonly feed: Pick<Feed, 'timeOf' | 'identityOf'>,
		private readonly before: readonly string[],
	) {
		this.known = new Set(before);
	}

	/** The same batches without what an earlier scan has handed over. */
	async *leftOut(batches: AsyncGenerator<Batch, Outcome>): AsyncGenerator<Batch, Outcome> {
		let repeated = 0;
		for (;;) {
			const step = await batches.next();
			if (step.done) {
				const { value } = step;
				return repeated === 0
					? value
					: { ...value, records: value.records - repeated, duplicates: value.duplicates + repeated };
			}
			const records = step.value.records.filter((record) => {
				if (this.feed.timeOf(record) !== undefined) return true;
				const identity = shortIdentity(this.feed.identityOf(record));
				this.met.push(identity);
				return !this.known.has(identity);
			});
			repeated += step.value.records.length - records.length;
			yield { ...step.value, records };
		}
	}

	/** What the next scan has to know. */
	get kept(): readonly string[] {
		return keptUntimed(this.before, this.met);
	}
}
