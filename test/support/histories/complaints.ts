import { recordText } from '../../../emulator';
import { difference, EXACT } from '../feedDrain';
import type { History, Way } from './history';
import type { Handed, Lived } from './live';
import { gistOf, type Room } from './room';

/** What is wrong with what came of a history, in words; nothing when all went as it should. */
export function complaintsOf<Its extends Way>(
	room: Room<Its>,
	history: History<Its>,
	lived: Lived,
): readonly string[] {
	const { kept, handed, truth, warnings, ended } = lived;
	const lines = kept.flatMap((poll) => poll.lines);
	const { missing, extra, examples } =
		lines.length === 0 && truth.length === 0 ? EXACT : difference(lines, truth);
	const complaints: ReadonlyArray<readonly [isSo: boolean, words: string]> = [
		[!ended, 'the polls came to no end'],
		[missing > 0, `${missing} lost: ${examples.join('; ')}`],
		[extra > 0, `${extra} too many: ${examples.join('; ')}`],
		[handed.some(({ lines: some }) => some.length > history.maxPerPoll), 'more than asked for in one poll'],
		[!handed.every(({ times }) => isAscending(times)), 'not oldest first within a poll'],
		[leavesOlderBehind(kept, knownTimes(room, history)), 'not oldest first from poll to poll'],
		[!areUnique(kept.flatMap((poll) => poll.identities)), 'one identity for two records'],
		[distinct(handed) > distinct(kept), 'another identity for a record that came again'],
		...warnings.map((words) => [true, words] as const),
	];
	return complaints.flatMap(([isSo, words]) => (isSo ? [words] : []));
}

const isAscending = (times: readonly number[]): boolean =>
	times.every((time, i) => i === 0 || time >= (times[i - 1] ?? time));

const areUnique = (identities: readonly string[]): boolean => new Set(identities).size === identities.length;

const distinct = (polls: readonly Handed[]): number => new Set(polls.flatMap((poll) => poll.identities)).size;

/** When records became known, by their JSON, the first of twins first. */
function knownTimes<Its extends Way>(room: Room<Its>, history: History<Its>): ReadonlyMap<string, number[]> {
	const known = new Map<string, number[]>();
	for (const arrival of [...history.arrivals].sort((a, b) => a.known - b.known)) {
		const line = gistOf(room, recordText(room.record(arrival, history.way)));
		known.set(line, [...(known.get(line) ?? []), arrival.known]);
	}
	return known;
}

/** Whether a poll handed over newer records than one that was known when it began and came with a later poll. */
function leavesOlderBehind(polls: readonly Handed[], knownTimes: ReadonlyMap<string, number[]>): boolean {
	const met = new Map<string, number>();
	const came = polls.flatMap(({ lines, times }, poll) =>
		lines.map((line, i) => {
			const count = met.get(line) ?? 0;
			met.set(line, count + 1);
			return { poll, time: times[i] ?? NaN, known: knownTimes.get(line)?.[count] ?? Infinity };
		}),
	);
	return polls.some(({ began, times }, poll) => {
		const newest = times.at(-1) ?? -Infinity;
		return came.some((record) => record.poll > poll && record.known <= began && record.time < newest);
	});
}
