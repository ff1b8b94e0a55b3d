import type { Checkpoint } from '../../../collector/checkpoint';
import { MINUTE } from '../../../collector/time';

/** How long n8n may take to store what a poll handed over: the lease of a poll with durable cursors. */
const STORED_WITHIN = MINUTE;

interface LastPoll {
	readonly reached: Checkpoint;
	readonly isHandedOver: boolean;
	/** By the clock that only grows, ms. */
	readonly at: number;
}

/**
 * What the last poll of each trigger came to, in this process.
 *
 * With durable cursors n8n 2.41 does not always give a poll what the last one left: it forgets what the poll at publishing
 * set, if that had nothing to hand over, and reads the cursor some time before the poll begins.
 */
const lastPolls = new Map<string, LastPoll>();

export const notePoll = (trigger: string, reached: Checkpoint, isHandedOver: boolean, at: number): void => {
	lastPolls.set(trigger, { reached, isHandedOver, at });
};

/**
 * Where a poll with a durable cursor has to begin.
 *
 * @param stored what n8n gives it
 * @returns `wait` where n8n has yet to store what was handed over: to begin from before would hand it over again
 */
export function beginningOf(
	trigger: string,
	stored: Checkpoint | undefined,
	now: number,
): Checkpoint | 'wait' | undefined {
	const last = lastPolls.get(trigger);
	if (!last || !isOlder(stored, last.reached)) return stored;
	if (!last.isHandedOver) return last.reached;
	return now < last.at + STORED_WITHIN ? 'wait' : stored;
}

const isOlder = (stored: Checkpoint | undefined, reached: Checkpoint): boolean =>
	stored === undefined ||
	stored.since < reached.since ||
	(stored.since === reached.since && countOf(stored) < countOf(reached));

const countOf = ({ seen }: Checkpoint): number => Object.values(seen).flat().length;
