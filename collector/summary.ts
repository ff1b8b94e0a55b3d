import type { Outcome } from './collect';
import { encodeCursor } from './cursor';
import type { RequestStats } from './request';
import type { Stream } from './stream';
import { isoTime, type Window } from './time';

/** What a scan did, as its Summary output shows it. */
export interface Summary {
	readonly source: string;
	/** Start of the window, ISO 8601 UTC. */
	readonly from: string;
	/** End of the window, not included. */
	readonly to: string;
	/** True only if every record of the window was read. */
	readonly complete: boolean;
	/** Why not, in a sentence to act on. */
	readonly reason: string | null;
	readonly records: number;
	/** Records the vendor sent again; each was handed over once. */
	readonly duplicates: number;
	readonly requests: number;
	readonly retries: number;
	/** Time spent waiting for the vendor's limits and between tries, ms, summed over parallel requests. */
	readonly waitedMs: number;
	readonly durationMs: number;
	/** How often each of the vendor's words for what happened was met that no table knows, where records are written as events. */
	readonly unmappedKinds?: Readonly<Record<string, number>>;
	/** Where to go on. */
	readonly cursor: string;
}

export function summarize(
	stream: Stream,
	window: Window,
	outcome: Outcome,
	stats: RequestStats,
	durationMs: number,
	untimed: readonly string[] = [],
): Summary {
	const { source } = stream;
	return {
		source,
		from: isoTime(window.from),
		to: isoTime(window.to),
		complete: outcome.unread.length === 0,
		reason: outcome.reason,
		records: outcome.records,
		duplicates: outcome.duplicates,
		requests: stats.requests,
		retries: stats.retries,
		waitedMs: Math.round(stats.waitedMs),
		durationMs: Math.round(durationMs),
		cursor: encodeCursor(source, { unread: outcome.unread, next: window.to, of: stream, untimed }),
	};
}
