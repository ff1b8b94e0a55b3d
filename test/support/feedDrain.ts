import { collect, type CollectOptions, type Outcome } from '../../collector/collect';
import type { Feed, VendorRecord } from '../../collector/feed';
import { toJsonLine } from '../../collector/json';
import type { Window } from '../../collector/time';
import { cutToWidth } from '../../collector/windows';
import { type JsonObject, recordText } from '../../emulator';

export interface Drained extends Outcome {
	/** One line of JSON a record, as in a file. */
	readonly lines: readonly string[];
}

/** What the emulator holds, in the same form. */
export const truthOf = (records: readonly JsonObject[]): readonly string[] => records.map(recordText);

/** Reads windows to their end, as a scan does. */
export async function drain(
	feed: Feed,
	windows: readonly Window[],
	options: Partial<CollectOptions> = {},
): Promise<Drained> {
	const pieces = windows.flatMap((window) => cutToWidth(window, feed.limits.widestWindow ?? Infinity));
	const batches = collect(feed, pieces, { concurrency: 4, order: 'oldest', maxRecords: 0, ...options });
	const records: VendorRecord[] = [];
	for (;;) {
		const step = await batches.next();
		if (step.done) return { ...step.value, lines: records.map(toJsonLine) };
		for (const record of step.value.records) records.push(record);
	}
}

export interface Difference {
	readonly missing: number;
	readonly extra: number;
	readonly examples: readonly string[];
}

export const EXACT: Difference = { missing: 0, extra: 0, examples: [] };

/** How two multisets differ, short enough to read. */
export function difference(found: readonly string[], truth: readonly string[]): Difference {
	const counts = new Map<string, number>();
	for (const line of truth) counts.set(line, (counts.get(line) ?? 0) + 1);
	for (const line of found) counts.set(line, (counts.get(line) ?? 0) - 1);
	const uneven = [...counts].filter(([, count]) => count !== 0);
	return {
		missing: uneven.reduce((sum, [, count]) => sum + Math.max(0, count), 0),
		extra: uneven.reduce((sum, [, count]) => sum + Math.max(0, -count), 0),
		examples: uneven
			.slice(0, 3)
			.map(([line, count]) => `${count > 0 ? 'missing' : 'extra'} ${line.slice(0, 160)}`),
	};
}
