import { MINUTE } from '../../../collector/time';

/** How long polls rest after the second failure of an outage; each further one doubles it. */
const FIRST_REST = MINUTE;
const LONGEST_REST = 30 * MINUTE;

interface Outage {
	readonly failures: number;
	/** By the clock that only grows, ms. */
	readonly restsUntil: number;
	/** What the trigger remembered when it began: a trigger that was begun anew has no outage. */
	readonly since: number;
}

/**
 * Vendors that are down, by trigger. In the memory of this process and not beside the checkpoint, as n8n throws away
 * what a failed poll changed.
 */
const outages = new Map<string, Outage>();

/** Whether the next poll is still to be left out. */
export const isResting = (trigger: string, since: number, now: number): boolean =>
	now < (current(trigger, since)?.restsUntil ?? 0);

/**
 * Notes a failed poll. One failure alone delays nothing: the next poll may well succeed.
 *
 * @param askedFor how long the vendor asks to be left alone, ms
 * @returns how many polls have failed in a row
 */
export function noteFailure(trigger: string, since: number, now: number, askedFor = 0): number {
	const failures = (current(trigger, since)?.failures ?? 0) + 1;
	const rest = failures === 1 ? 0 : Math.min(LONGEST_REST, FIRST_REST * 2 ** (failures - 2));
	outages.set(trigger, { failures, restsUntil: now + Math.max(rest, askedFor), since });
	return failures;
}

export const noteSuccess = (trigger: string): void => {
	outages.delete(trigger);
};

function current(trigger: string, since: number): Outage | undefined {
	const outage = outages.get(trigger);
	return outage?.since === since ? outage : undefined;
}
