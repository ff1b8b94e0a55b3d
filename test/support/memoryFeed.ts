import type { Feed } from '../../collector/feed';
import { floorTo, type Window } from '../../collector/time';
import { walkStep, type Selects, type WalkPlace, type WalkRules } from '../../collector/walk';
import type { MemoryVendor } from './memoryVendor';

export interface FeedOptions {
	readonly pageSize: number;
	/** Whether the feed is told which records a full page holds, or finds out. */
	readonly knows: 'selection' | 'nothing';
	/** Whether a record's name is an id. */
	readonly keysAreUnique: boolean;
	readonly rules: Partial<WalkRules>;
}

export const OVERFLOW = 'One moment holds more than the vendor hands over.';

/** The rules for walking a vendor in memory, as a feed would write them. */
export function memoryRules(vendor: MemoryVendor, options: Partial<FeedOptions> = {}): WalkRules {
	const { pageSize = 10, knows = 'selection', keysAreUnique = false, rules = {} } = options;
	const { grain, selects, bounds } = vendor.behaviour;
	let learnt: Selects | undefined;
	const read = async (window: Window, offset: number) =>
		await vendor.read({ window: asked(window, grain, bounds), offset, limit: pageSize });
	return {
		grain,
		timeOf: ({ at }) => (typeof at === 'number' ? at : undefined),
		keyOf: ({ at, name }) => (keysAreUnique ? String(name) : `${String(at)} ${String(name)}`),
		keysAreUnique,
		hasOffsets: true,
		read,
		async mayBeCut(rows, _times, window) {
			if (vendor.behaviour.ignoresOffset) return rows.length >= Math.min(pageSize, vendor.behaviour.pageCap);
			const beyond = await read(window, rows.length);
			return beyond.refused === true || beyond.rows.length > 0;
		},
		selects: () => (selects === 'any' ? 'unsorted' : knows === 'selection' ? selects : learnt),
		learn: (found) => {
			learnt ??= found;
		},
		overflow: () => OVERFLOW,
		...rules,
	};
}

export function memoryFeed(vendor: MemoryVendor, options: Partial<FeedOptions> = {}): Feed<WalkPlace> {
	const rules = memoryRules(vendor, options);
	const pageSize = options.pageSize ?? 10;
	return {
		source: 'memory.activity',
		limits: {
			recordBytes: 100,
			grain: rules.grain,
			pageSize: { min: 1, max: pageSize, default: pageSize },
			requestsPerMinute: 0,
			countedPerMs: 1_000,
			overlap: 0,
			settleDelay: 0,
		},
		pageSize,
		pagesWorthASeam: 8,
		newestFirst: vendor.behaviour.selects === 'newest',
		timeOf: rules.timeOf,
		identityOf: rules.keyOf,
		begin: () => ({ read: async (task) => await walkStep(task, rules) }),
	};
}

/** The bounds to send so that every whole grain the window touches is in the answer, and as little else as can be. */
function asked(window: Window, grain: number, bounds: MemoryVendor['behaviour']['bounds']): Window {
	if (bounds === 'halfOpen') return window;
	const first = floorTo(window.from, grain);
	const last = -floorTo(-window.to, grain) - grain;
	return bounds === 'inclusive' ? { from: first, to: last } : { from: first - grain, to: last + grain };
}
