import { type Batch, collect, type CollectOptions, type Outcome } from '../../collector/collect';
import type { Feed, VendorRecord } from '../../collector/feed';
import type { Window } from '../../collector/time';

export const usualOptions: CollectOptions = { concurrency: 4, order: 'oldest', maxRecords: 0 };

export interface Drained {
	readonly batches: readonly Batch[];
	readonly records: readonly VendorRecord[];
	readonly outcome: Outcome;
}

/** Collects to the end. @throws what the collection throws */
export async function drain<Place>(
	feed: Feed<Place>,
	windows: readonly Window[],
	options: Partial<CollectOptions> = {},
): Promise<Drained> {
	const collection = collect(feed, windows, { ...usualOptions, ...options });
	const batches: Batch[] = [];
	for (;;) {
		const step = await collection.next();
		if (step.done === true) {
			return { batches, records: batches.flatMap(({ records }) => records), outcome: step.value };
		}
		batches.push(step.value);
	}
}

/** Each record as often as it is there, told apart as objects: equal twins count as two. */
export function countEach(records: readonly VendorRecord[]): ReadonlyMap<VendorRecord, number> {
	const counts = new Map<VendorRecord, number>();
	for (const record of records) counts.set(record, (counts.get(record) ?? 0) + 1);
	return counts;
}

/** What differs between what a vendor holds and what was collected; both empty when every record came exactly once. */
export function difference(
	held: readonly VendorRecord[],
	collected: readonly VendorRecord[],
): { readonly lost: readonly VendorRecord[]; readonly doubled: readonly VendorRecord[] } {
	const counts = countEach(collected);
	return {
		lost: held.filter((record) => !counts.has(record)),
		doubled: [...counts].filter(([, count]) => count > 1).map(([record]) => record),
	};
}

export const nothing = { lost: [], doubled: [] };
