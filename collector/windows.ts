import { floorTo, type Window } from './time';

export const isEmpty = (window: Window): boolean => window.to <= window.from;

export const length = (window: Window): number => Math.max(0, window.to - window.from);

/** Cuts a window into pieces no wider than `widest` milliseconds, oldest first; together they are the window. */
export function cutToWidth(window: Window, widest: number): readonly Window[] {
	return splitEvenly(window, Math.ceil(length(window) / widest), 1);
}

/**
 * Cuts a window into up to `parts` pieces of about equal length, oldest first, with every seam on a multiple of
 * `grain`, so that no seam runs through a stretch the vendor cannot tell apart.
 */
export function splitEvenly(window: Window, parts: number, grain: number): readonly Window[] {
	const size = length(window) / Math.max(1, parts);
	const seams = Array.from({ length: Math.max(0, parts - 1) }, (_, i) =>
		Math.max(window.from, floorTo(window.from + (i + 1) * size, grain)),
	);
	const edges = [window.from, ...seams, window.to];
	return edges
		.slice(1)
		.map((to, i) => ({ from: edges[i] ?? window.from, to }))
		.filter((piece) => !isEmpty(piece));
}

/** What is left of `windows` once `hole` is taken out. */
export function subtract(windows: readonly Window[], hole: Window): readonly Window[] {
	return windows.flatMap((window) => {
		if (hole.to <= window.from || hole.from >= window.to) return [window];
		const before = { from: window.from, to: hole.from };
		const after = { from: hole.to, to: window.to };
		return [before, after].filter((rest) => !isEmpty(rest));
	});
}

/** The same stretches with overlapping and touching ones joined, oldest first. */
export function join(windows: readonly Window[]): readonly Window[] {
	const sorted = windows.filter((window) => !isEmpty(window)).sort((a, b) => a.from - b.from);
	return sorted.reduce<Window[]>((joined, window) => {
		const last = joined.at(-1);
		if (!last || window.from > last.to) return [...joined, window];
		return [...joined.slice(0, -1), { from: last.from, to: Math.max(last.to, window.to) }];
	}, []);
}

/**
 * Slices for reading the newest records first from a vendor that hands out the oldest: each slice is four times as
 * long as the one after it, so that a short list costs a short slice and a quiet vendor is not asked for hours.
 */
export function newestSlices(window: Window, first: number): readonly Window[] {
	const slices: Window[] = [];
	for (let to = window.to, size = first; to > window.from; size *= 4) {
		const from = Math.max(window.from, to - size);
		slices.push({ from, to });
		to = from;
	}
	return slices;
}
