import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeApiError } from 'n8n-workflow';
import {
	type Checkpoint,
	readCheckpoint,
	repeated,
	startAt,
	throughOthers,
} from '../../../collector/checkpoint';
import { type FailureCause, VendorError } from '../../../collector/errors';
import type { Feed, VendorRecord } from '../../../collector/feed';
import { stableIdentities } from '../../../collector/identity';
import { isArray } from '../../../collector/json';
import { poll, type Polled, type PollOptions, type Warning } from '../../../collector/poll';
import { attempt, settle } from '../../../collector/settle';
import { differenceOf, isTokenNew, namesOf, type Stream } from '../../../collector/stream';
import { floorTo, HOUR, MINUTE, SECOND } from '../../../collector/time';
import { asItem } from './asItem';
import { elapsed, executionClock } from './clock';
import { type Format, readFormat } from './format';
import { toIdentifiedItems, toItems } from './items';
import { beginningOf, notePoll } from './lastPoll';
import { listNewest } from './listRun';
import { toNodeError } from './nodeErrors';
import { isResting, noteFailure, noteSuccess } from './outages';
import { readOptions } from './parameters';
import { readPollOptions, readPollStart } from './pollParameters';
import { type Connection, noRequests, openAsk, type Source } from './source';
import { polledStreamOf, streamOf, triggerKey } from './stream';

/** How many records "Fetch test event" shows, and how far it looks for them. */
const TEST_EVENTS = 5;
const TEST_REACH = 24 * HOUR;
/** Kept back from n8n's time for a poll, so that what was read can still be handed over. */
const HAND_OVER_TIME = 5 * SECOND;
/** n8n's time for a poll where it does not say. */
const USUAL_BUDGET = 5 * MINUTE;
/** For the poll that publishing waits for: n8n gives up on a workflow that is not published within a minute. */
const PUBLISHING_BUDGET = 30 * SECOND;

type Output = INodeExecutionData[][] | null;

/** Polls under way: n8n starts the next one whether or not the last has ended, and both would read the same state. */
const underWay = new Set<string>();

/** Triggers that this process has polled. */
const polledBefore = new Set<string>();

/** One poll: what is new, oldest first, or `null` when nothing is. */
export async function runPoll(context: IPollFunctions, source: Source): Promise<Output> {
	const done = await settle(
		context.getMode() === 'manual' ? testEvents(context, source) : guarded(context, source),
	);
	if (!done.ok) throw toNodeError(context.getNode(), done.error, 0);
	return done.value;
}

/** A few recent records, for building the workflow; what production remembers stays as it is. */
async function testEvents(context: IPollFunctions, source: Source): Promise<INodeExecutionData[][]> {
	const item = asItem(context);
	const { identity } = readPollOptions(item, source.limits(item, 0));
	const format = readFormat(item, 0, source.vocabularies);
	const feed = open(context, source, await source.connect(item, 0));
	const now = Date.now();
	const window = { from: now - Math.min(TEST_REACH, feed.limits.reach ?? TEST_REACH), to: now };
	const { records } = await listNewest(feed, [window], TEST_EVENTS, 1);
	if (records.length > 0)
		return [
			present(
				format,
				records,
				stableIdentities(records, (record) => feed.identityOf(record)),
				identity,
			),
		];
	throw new VendorError({
		message: `${source.vendor} has no record of the last 24 hours that meets the filters`,
		nextStep: 'Let something happen that it records, or loosen the filters, and fetch again.',
		cause: 'temporarily-unavailable',
	});
}

async function guarded(context: IPollFunctions, source: Source): Promise<Output> {
	const connection = await source.connect(asItem(context), 0);
	const trigger = triggerKey(context, connection);
	if (underWay.has(trigger)) {
		context.logger.debug(`${source.vendor}: the last poll is still under way, this one is left out.`);
		return null;
	}
	underWay.add(trigger);
	const done = await settle(production(context, source, connection, trigger));
	underWay.delete(trigger);
	if (!done.ok) throw done.error;
	return done.value;
}

async function production(
	context: IPollFunctions,
	source: Source,
	connection: Connection,
	trigger: string,
): Promise<Output> {
	const item = asItem(context);
	const limits = source.limits(item, 0);
	const { identity, repeatAfterRestart, ...options } = readPollOptions(item, limits);
	const format = readFormat(item, 0, source.vocabularies);
	const state = context.getWorkflowStaticData('node');
	const given = readCheckpoint(state['checkpoint'], options.overlap);
	const last = hasDurableCursor(context) ? beginningOf(trigger, given, elapsed()) : given;
	if (last === 'wait') return null;
	const stream = readStream(context, source, connection);
	const { stored, warnings, note } = ofStream(last, stream);
	const isRepeated = repeatAfterRestart && !polledBefore.has(trigger) && stored?.refiltered !== true;
	const known = stored && isRepeated ? repeated(stored) : stored;
	const now = floorTo(Date.now(), limits.grain);
	if (known && isResting(trigger, known.since, elapsed())) return null;
	const start = { ...(known ?? startAt(readPollStart(item, now))), of: stream };
	const isFirst = known === undefined;
	const polled = await settle(
		isFirst && start.since >= now
			? begin(context, source, connection, start, deadlineOf(context, trigger))
			: pollFrom(context, source, connection, start, {
					...options,
					deadline: deadlineOf(context, trigger),
				}),
	);
	if (!polled.ok)
		return afterFailure(context, source, trigger, { error: polled.error, start, isFirst, warnings });
	if (note !== undefined) context.logger.info(`${source.vendor}: ${note}`);
	noteSuccess(trigger);
	polledBefore.add(trigger);
	tell(context, source, state, [...warnings, ...polled.value.warnings]);
	const { records, identities, checkpoint } = polled.value;
	// Assigned last and at the top level: n8n notices nothing else, and a poll that fails must change nothing.
	state['checkpoint'] = checkpoint;
	notePoll(trigger, checkpoint, records.length > 0, elapsed());
	return records.length > 0 ? [present(format, records, identities, identity)] : null;
}

function present(
	format: Format,
	records: readonly VendorRecord[],
	identities: readonly string[],
	wrapped: boolean,
): INodeExecutionData[] {
	const shown = format.apply(records, identities);
	return wrapped ? toIdentifiedItems(shown, identities) : toItems(shown, 0);
}

/** What the trigger reads now. */
function readStream(context: IPollFunctions, source: Source, connection: Connection): Stream {
	const item = asItem(context);
	const options = readOptions(item, 0, source.limits(item, 0));
	const feed = open(context, source, connection);
	const stream = streamOf(item, 0, source, feed, connection);
	return polledStreamOf(context, stream, options);
}

interface Remembered {
	readonly stored: Checkpoint | undefined;
	readonly warnings: readonly Warning[];
	/** For the log. */
	readonly note?: string;
}

/**
 * What is remembered, as far as it is of the records that are read now. Of other records nothing is: the trigger begins
 * anew. With other filters it goes on from where it was.
 */
function ofStream(stored: Checkpoint | undefined, stream: Stream): Remembered {
	if (!stored) return { stored, warnings: [] };
	if (!stored.of) return { stored, warnings: [], note: UNKNOWN };
	const difference = differenceOf(stored.of, stream);
	const at = new Date(stored.since).toISOString();
	if (difference === 'filters')
		return {
			stored: throughOthers(stored),
			warnings: [],
			note: `goes on from ${at} with other filters; what only they find of before is not handed over.`,
		};
	if (difference === 'none')
		return { stored, warnings: [], ...(isTokenNew(stored.of, stream) ? { note: RENEWED } : {}) };
	const [made, now] = namesOf(stored.of, stream);
	const text = `The trigger was set from ${made} to ${now} and begins anew. Of the former, what happened after ${at} was not handed over: read it with a scan if you need it.`;
	return { stored: undefined, warnings: [{ kind: 'begunAnew', text }] };
}

const UNKNOWN =
	'goes on from what an earlier version remembered, which did not note filters and account: check that they are the same.';
const RENEWED =
	"goes on with another token in the credential, taken for a renewed one. If it is another customer's, rename the trigger, so that it begins anew.";

function open(context: IPollFunctions, source: Source, connection: Connection, deadline?: number): Feed {
	const item = asItem(context);
	const limits = source.limits(item, 0);
	const options = readOptions(item, 0, limits);
	const ask = openAsk(item, connection, limits, options, noRequests(), executionClock(item, deadline));
	return source.feed(item, 0, ask, connection, options);
}

async function pollFrom(
	context: IPollFunctions,
	source: Source,
	connection: Connection,
	checkpoint: Checkpoint,
	options: Omit<PollOptions, 'concurrency'>,
): Promise<Polled> {
	const feed = open(context, source, connection, options.deadline);
	const clock = executionClock(asItem(context), options.deadline);
	return await poll(feed, checkpoint, { ...options, concurrency: 4 }, clock);
}

/** The first poll from now on: asks once, so that a wrong key is known before the workflow is published. */
async function begin(
	context: IPollFunctions,
	source: Source,
	connection: Connection,
	checkpoint: Checkpoint,
	deadline: number,
): Promise<Polled> {
	const feed = open(context, source, connection, deadline);
	const to = checkpoint.since;
	await feed.begin().read({ window: { from: to - Math.max(feed.limits.grain, SECOND), to } });
	context.logger.info(`${source.vendor}: begins at ${new Date(to).toISOString()}.`);
	return { records: [], identities: [], checkpoint, warnings: [] };
}

/** Polls that n8n keeps a cursor for get less time than others; nothing else tells them apart. */
const hasDurableCursor = (context: IPollFunctions): boolean =>
	(context.getPollBudgetMs?.() ?? USUAL_BUDGET) < USUAL_BUDGET;

function deadlineOf(context: IPollFunctions, trigger: string): number {
	const budget = context.getPollBudgetMs?.() ?? USUAL_BUDGET;
	const own = polledBefore.has(trigger) ? budget : Math.min(budget, PUBLISHING_BUDGET);
	return elapsed() + Math.max(0, own - HAND_OVER_TIME);
}

interface FailedPoll {
	readonly error: unknown;
	/** Where it began. */
	readonly start: Checkpoint;
	readonly isFirst: boolean;
	readonly warnings: readonly Warning[];
}

/**
 * What a failed poll does: rests, longer each time, with the last good state kept. An outage is told once; what a person
 * must mend is told whenever it is met. A passing trouble at the very first poll must not stop the publishing.
 */
function afterFailure(
	context: IPollFunctions,
	source: Source,
	trigger: string,
	{ error, start, isFirst, warnings }: FailedPoll,
): null {
	const passing = error instanceof VendorError && PASSING.includes(error.failure) ? error : undefined;
	if (isFirst && !passing) throw error;
	const failures = noteFailure(trigger, start.since, elapsed(), passing?.retryAfterMs);
	if (passing && (isFirst || failures > 1)) {
		context.logger.warn(
			`${source.vendor}: poll ${failures} in a row failed and is tried again: ${passing.message}`,
		);
		if (isFirst) {
			const state = context.getWorkflowStaticData('node');
			tell(context, source, state, warnings);
			state['checkpoint'] = start;
			notePoll(trigger, start, false, elapsed());
		}
		return null;
	}
	throw error;
}

const PASSING: readonly FailureCause[] = ['temporarily-unavailable', 'rate-limited'];

/** What is missing is told as a failed execution, so that it is seen and an error workflow runs: once while it lasts. */
function tell(
	context: IPollFunctions,
	source: Source,
	state: IDataObject,
	warnings: readonly Warning[],
): void {
	const told: unknown = state['told'];
	for (const { kind, text } of warnings) {
		const message = `${source.vendor}: ${text}`;
		context.logger.warn(message);
		if (kind !== 'begunAnew' && isArray(told) && told.includes(kind)) continue;
		// Beside what n8n runs, a context may have no place for errors.
		attempt(() => context.__emitError(new NodeApiError(context.getNode(), { message }, { message })));
	}
	if (warnings.length > 0 || told !== undefined) state['told'] = warnings.map(({ kind }) => kind);
}
