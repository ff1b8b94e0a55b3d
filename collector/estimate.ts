import { Budget, SpentError } from './budget';
import type { Clock } from './clock';
import { VendorError } from './errors';
import type { Feed } from './feed';
import type { Rate } from './limiter';
import { countList } from './listCount';
import type { RequestStats } from './request';
import { sampleTime, type Volume } from './sample';
import { settle } from './settle';
import { MINUTE, type Window } from './time';

/** What a scan would take, about. */
export interface Estimate {
	readonly records: number;
	readonly requests: number;
	/** At the limit that is kept, or as fast as the vendor answered, whichever takes longer. To a tenth, rounded up. */
	readonly minutes: number;
}

/** The most questions an estimate asks; retries and redirects come on top. */
export const MOST_QUESTIONS = 12;

export interface EstimateOptions {
	/** What the feed's questions are counted by. */
	readonly budget: Budget;
	readonly stats: Readonly<RequestStats>;
	readonly rate: Rate | undefined;
	readonly concurrency: number;
}

/**
 * How much a scan of some windows would read, how many requests that takes and how long, from a dozen questions.
 *
 * Exact where one page holds everything. Records that lie evenly are met within 15 %. Where they come in bursts, the
 * estimate lies within a factor of two as long as a burst lasts a tenth of the range; a shorter one may be missed as a
 * whole, or be taken for longer than it is. The more records a page holds, the better.
 *
 * @param windows as they would be collected: none wider than one request may ask for
 * @throws VendorError when the vendor fails, or a dozen questions do not show a single stretch to its end
 */
export async function estimate(
	feed: Feed,
	windows: readonly Window[],
	options: EstimateOptions,
	clock: Clock,
): Promise<Estimate> {
	const { stats, concurrency } = options;
	const begun = { at: clock.elapsed(), requests: stats.requests, waitedMs: stats.waitedMs };
	const volume = await measure(feed, windows, options.budget);
	if (!volume) throw notToBeHad(feed);

	const asked = stats.requests - begun.requests;
	const answering = clock.elapsed() - begun.at - (stats.waitedMs - begun.waitedMs);
	const latency = Math.max(0, answering) / Math.max(1, asked);
	const hands = handsFor(feed, volume, windows.length, concurrency);
	const requests = Math.max(windows.length, Math.ceil(volume.pages + (hands - 1) / 2));
	return {
		records: Math.round(volume.records),
		requests,
		minutes:
			Math.ceil((10 * Math.max(atLimit(requests, options.rate), (requests * latency) / hands)) / MINUTE) / 10,
	};
}

async function measure(feed: Feed, windows: readonly Window[], budget: Budget): Promise<Volume | undefined> {
	if (windows.length === 0) return { records: 0, pages: 0 };
	const measured = await settle(
		feed.timeAt ? countList(feed, windows, feed.timeAt, budget) : sampleTime(feed, windows, budget),
	);
	if (measured.ok) return measured.value;
	if (measured.error instanceof SpentError) return undefined;
	throw measured.error;
}

/** How many requests are under way at once: pages of a list, or parts of the range with an end of their own each. */
function handsFor(feed: Feed, { pages }: Volume, windows: number, concurrency: number): number {
	const parts = feed.timeAt ? pages : Math.max(windows, 1 + pages / (feed.pagesWorthASeam ?? Infinity));
	return Math.max(1, Math.min(concurrency, Math.floor(parts)));
}

/** The least time that so many requests take, ms. */
const atLimit = (requests: number, rate: Rate | undefined): number =>
	rate ? Math.floor(Math.max(0, requests - 1) / rate.requests) * rate.perMs : 0;

const notToBeHad = (feed: Feed): VendorError =>
	new VendorError({
		message: `${feed.source}: ${MOST_QUESTIONS} requests were not enough to read one page to its end, so nothing can be estimated`,
		nextStep: 'Turn Estimate Only off, or choose a larger Page Size or a narrower time range.',
		cause: 'configuration-invalid',
	});
