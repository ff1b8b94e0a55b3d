import { type Budget, SpentError } from './budget';
import type { Feed, Limits, Task } from './feed';
import { settle } from './settle';
import { floorTo, type Window } from './time';
import { isEmpty, join, length, subtract } from './windows';

/** How much a scan has to read, about. */
export interface Volume {
	readonly records: number;
	/** Full pages. */
	readonly pages: number;
}

/** A stretch that is read to its end. */
interface Sample {
	readonly stretch: Window;
	readonly records: number;
	/** Whether the page had no room for more. */
	readonly isFull: boolean;
	/** The end of what was asked for that a full page showed. */
	readonly end: 'older' | 'newer';
}

/** Cuts a stretch so that no two cuts fall on the same hour of a day, as halves and thirds of a week would. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Measures how densely records lie, by one page each at the newest end and then in the middle of the widest stretch of
 * which nothing is known, and takes what lies between two samples to be as dense as these on average.
 *
 * @returns `undefined` when no sample could be taken with the questions there are
 */
export async function sampleTime(
	feed: Feed,
	windows: readonly Window[],
	budget: Budget,
): Promise<Volume | undefined> {
	let unknown = join(windows);
	let samples: readonly Sample[] = [];
	while (unknown.length > 0 && !budget.isSpent) {
		const stretch = nextStretch(unknown, samples, feed.limits);
		const sample = stretch && (await probe(feed, stretch));
		if (!sample) break;
		samples = [...samples, sample];
		unknown = subtract(unknown, sample.stretch);
	}
	samples = [...samples].sort((a, b) => a.stretch.from - b.stretch.from);
	if (samples.length === 0) return unknown.length === 0 ? { records: 0, pages: 0 } : undefined;
	const fullPage = pageLength(samples) || feed.pageSize;
	return {
		records: integrate(samples, unknown, ({ records }) => records),
		pages: integrate(samples, unknown, ({ records, isFull }) => (isFull ? 1 : records / fullPage)),
	};
}

/** The newest stretch at first; then the widest, cut so that the end of it which a page shows lies inside. */
function nextStretch(
	unknown: readonly Window[],
	samples: readonly Sample[],
	{ grain, widestWindow = Infinity }: Limits,
): Window | undefined {
	const chosen = samples.length === 0 ? unknown.at(-1) : widest(unknown);
	if (!chosen) return undefined;
	const { from, to } = chosen;
	const inside = GOLDEN * length(chosen);
	if (samples.some(({ end }) => end === 'older')) {
		const cut = Math.max(from, floorTo(to - inside, grain));
		return { from: cut, to: Math.min(to, cut + widestWindow) };
	}
	const cut = samples.length === 0 ? to : floorTo(from + inside, grain);
	const end = cut > from ? cut : to;
	return { from: Math.max(from, end - widestWindow), to: end };
}

const widest = (windows: readonly Window[]): Window | undefined =>
	windows.reduce<Window | undefined>((a, b) => (a && length(a) >= length(b) ? a : b), undefined);

/** Reads until a stretch is read to its end. @returns `undefined` when there are too few questions left for that */
async function probe(feed: Feed, window: Window): Promise<Sample | undefined> {
	// A walk of its own: another one would take what this one sees again for a repeat.
	const walk = feed.begin();
	for (let task: Task | undefined = { window }; task; ) {
		const step = await settle(walk.read(task));
		if (!step.ok && step.error instanceof SpentError) return undefined;
		if (!step.ok) throw step.error;
		const { covered, records, rest } = step.value;
		if (covered && !isEmpty(covered)) {
			const isFull = rest.length > 0;
			const end = isFull && covered.to < task.window.to ? 'older' : 'newer';
			return { stretch: covered, records: records.length, isFull, end };
		}
		task = newest(rest);
	}
	// Something stood in the way that will not go away: of this stretch there is no more to be had.
	return { stretch: window, records: 0, isFull: true, end: 'newer' };
}

const newest = (tasks: readonly Task[]): Task | undefined =>
	tasks.reduce<Task | undefined>((a, b) => (a && a.window.to >= b.window.to ? a : b), undefined);

function pageLength(samples: readonly Sample[]): number {
	const full = samples.filter(({ isFull }) => isFull);
	return full.reduce((sum, { records }) => sum + records, 0) / Math.max(1, full.length);
}

/** Sums up what the samples hold and what the stretches between them hold if they are alike. */
function integrate(
	samples: readonly Sample[],
	unknown: readonly Window[],
	valueOf: (sample: Sample) => number,
): number {
	const density = (sample: Sample) => valueOf(sample) / length(sample.stretch);
	const between = unknown.map((gap) => {
		const older = samples.findLast(({ stretch }) => stretch.to <= gap.from);
		const newer = samples.find(({ stretch }) => stretch.from >= gap.to);
		const beside = [older, newer].filter((sample) => sample !== undefined).map(density);
		return (length(gap) * sum(beside)) / beside.length;
	});
	return sum(samples.map(valueOf)) + sum(between);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
