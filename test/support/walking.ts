import type { Task } from '../../collector/feed';
import type { Window } from '../../collector/time';
import { type WalkPlace, walkStep } from '../../collector/walk';
import { type FeedOptions, memoryRules } from './memoryFeed';
import { type Behaviour, MemoryVendor, type Row } from './memoryVendor';

export const window: Window = { from: 0, to: 100_000 };

/** Records one second apart, the second in the name. */
export const seconds = (...at: readonly number[]): readonly Row[] =>
	at.map((second) => ({ at: second * 1_000, name: String(second) }));

/** Records of one second. */
export const burst = (second: number, count: number): readonly Row[] =>
	Array.from({ length: count }, (_, i) => ({ at: second * 1_000 + i, name: `${second}.${i}` }));

interface Setting {
	readonly rows: readonly Row[];
	readonly behaviour?: Partial<Behaviour>;
	readonly options?: Partial<FeedOptions>;
	readonly task?: Task<WalkPlace>;
}

/** What one step of a walk brings, with pages of four. */
export const step = async ({ rows, behaviour, options, task = { window } }: Setting) =>
	await walkStep(task, memoryRules(new MemoryVendor(rows, behaviour), { pageSize: 4, ...options }));
