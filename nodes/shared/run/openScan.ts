import type { IExecuteFunctions } from 'n8n-workflow';
import { Budget } from '../../../collector/budget';
import type { Clock } from '../../../collector/clock';
import type { Outcome } from '../../../collector/collect';
import { MOST_QUESTIONS } from '../../../collector/estimate';
import type { Feed, Limits } from '../../../collector/feed';
import type { RequestStats } from '../../../collector/request';
import { summarize, type Summary } from '../../../collector/summary';
import { floorTo, type Window } from '../../../collector/time';
import { Untimed } from '../../../collector/untimed';
import { cutToWidth } from '../../../collector/windows';
import { executionClock } from './clock';
import { warn } from './hints';
import { type ListOptions, readOptions, withinReach } from './parameters';
import { type Format, readFormat } from './format';
import { Progress } from './progress';
import { readStart } from './scanStart';
import { streamOf } from './stream';
import { noRequests, openAsk, type Source } from './source';

/** A scan that is about to begin: nothing was asked yet. */
export interface OpenScan {
	readonly vendor: string;
	readonly feed: Feed;
	readonly limits: Limits;
	readonly options: ListOptions;
	readonly format: Format;
	/** What is to be read, none wider than one request may ask for. */
	readonly pieces: readonly Window[];
	/** From the start of the first of them to where the next scan goes on. */
	readonly span: Window;
	readonly stats: Readonly<RequestStats>;
	/** How many questions an estimate has. */
	readonly budget: Budget;
	readonly clock: Clock;
	readonly progress: Progress;
	readonly usefulHands: () => number;
	readonly untimed: Untimed;
	conclude(outcome: Outcome): Summary;
}

/** Reads the parameters of a scan and opens its feed. @throws InputError for what cannot be meant */
export async function openScan(context: IExecuteFunctions, item: number, source: Source): Promise<OpenScan> {
	const clock = executionClock(context);
	const started = clock.elapsed();
	const limits = source.limits(context, item);
	// A moment that has not ended may still get records: it is left to the scan that goes on from here.
	const now = floorTo(clock.now(), limits.grain);
	const options = readOptions(context, item, limits);
	const format = readFormat(context, item, source.vocabularies);
	const connection = await source.connect(context, item);
	const stats = noRequests();
	const progress = new Progress(source.vendor, stats, clock, (line) => {
		context.logger.info(line);
		context.sendMessageToUI(line);
	});
	const budget = new Budget(options.estimateOnly ? MOST_QUESTIONS : Infinity);
	const ask = budget.on(openAsk(context, connection, limits, options, stats, progress.clock));
	const feed = source.feed(context, item, ask, connection, options);
	const stream = streamOf(context, item, source, feed, connection);
	const start = readStart(context, item, stream, now);
	const { windows, hint } = withinReach(start.windows, limits, source.vendor, now);
	if (hint) warn(context, hint);
	const untimed = new Untimed(feed, start.untimed);

	const span = { from: Math.min(start.end, ...windows.map(({ from }) => from)), to: start.end };
	return {
		vendor: source.vendor,
		feed,
		limits,
		options,
		format,
		pieces: windows.flatMap((window) => cutToWidth(window, limits.widestWindow ?? Infinity)),
		span,
		stats,
		budget,
		clock,
		progress,
		usefulHands: ask.usefulHands,
		untimed,
		conclude(outcome) {
			const summary = summarize(stream, span, outcome, stats, clock.elapsed() - started, untimed.kept);
			const { unmappedKinds } = format;
			return unmappedKinds === undefined ? summary : { ...summary, unmappedKinds };
		},
	};
}
