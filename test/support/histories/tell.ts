import fc from 'fast-check';
import { MINUTE } from '../../../collector/time';
import { brokenPolls } from './brokenPolls';
import { type History, historyOf, type Way } from './history';
import { complaintsOf } from './complaints';
import { live, type Poll } from './live';
import type { Room } from './room';

/** How long a history that went wrong may be made smaller. */
const LONGEST_SHRINKING = 2 * MINUTE;
/** Only a machine that is stuck needs more. */
const TIMEOUT = 20 * MINUTE;

/**
 * Tells histories of a vendor: polls of its real feed against the emulator, by one clock for both.
 *
 * @param runs how many histories go on to their end, and in how many more n8n dies on the way
 */
export function tellHistories<Its extends Way>(
	room: Room<Its>,
	ways: fc.Arbitrary<Its>,
	runs: { readonly unbroken: number; readonly crashing: number },
): void {
	const complaints = async (history: History<Its>, by?: Poll): Promise<readonly string[]> =>
		complaintsOf(room, history, await live(room, history, by));
	const unbroken = historyOf(ways, room.limits, false);
	const crashing = historyOf(ways, room.limits, true);

	test.each([
		{ numRuns: runs.unbroken, name: 'hand over every record once, oldest first', histories: unbroken },
		{
			numRuns: runs.crashing,
			name: 'in which n8n dies lose nothing and repeat what it undid',
			histories: crashing,
		},
	])(
		'$numRuns $name',
		async ({ numRuns, histories }) => {
			const property = fc.asyncProperty(histories, async (history) => {
				expect(await complaints(history)).toEqual([]);
			});
			const {
				failed,
				seed,
				counterexamplePath: path,
			} = await fc.check(property, { numRuns, endOnFailure: true });
			if (!failed || path === null) return;
			await fc.assert(property, { seed, path, interruptAfterTimeLimit: LONGEST_SHRINKING });
		},
		TIMEOUT,
	);

	test.each(brokenPolls)(
		'they notice that $name',
		async ({ by }) => {
			const property = fc.asyncProperty(unbroken, async (history) => {
				const found = await complaints(history, by);
				return !found.some((words) => / lost: | too many: /.test(words));
			});
			const found = await fc.check(property, { numRuns: runs.unbroken, endOnFailure: true });
			expect(found.failed).toBe(true);
			expect(found.errorInstance).toEqual(new Error('Property failed by returning false'));
		},
		TIMEOUT,
	);
}
