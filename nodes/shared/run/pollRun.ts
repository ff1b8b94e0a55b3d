import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeApiError } from 'n8n-workflow';
import { type Checkpoint, goingOn, readCheckpoint, repeated, startAt } from '../../../collector/checkpoint';
import { type FailureCause, VendorError } from '../../../collector/errors';
import type { Feed, VendorRecord } from '../../../collector/feed';
import { stableIdentities } from '../../../collector/identity';
import { isArray } from '../../../collector/json';
import { poll, type Polled, type PollOptions, type Warning } from '../../../collector/poll';
import { attempt, settle } from '../../../collector/settle';
import { differenceOf, namesOf, type Stream } from '../../../collector/stream';
import { floorTo, HOUR, MINUTE, SECOND } from '../../../collector/time';
import { asItem } from './asItem';
import { executionClock } from './clock';
import { type Format, readFormat } from './format';
import { toIdentifiedItems, toItems } from './items';
import { beginningOf, notePoll } from './lastPoll';
import { listNewest } from './listRun';
import { toNodeError } from './nodeErrors';
import { isResting, noteFailure, noteSuccess } from './outages';
import { readOptions } from './parameters';
import { readPollOptions, readPollStart } from './pollParameters';
import { type Connection, noRequests, openAsk, type Source } from './source';
import { parametersOf, readStream } from './stream';

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
	const { feed } = await open(context, source);
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
	const trigger = keyOf(context);
	if (underWay.has(trigger)) {
		context.logger.debug(`${source.vendor}: the last poll is still under way, this one is left out.`);
		return null;
	}
	underWay.add(trigger);
	const done = await settle(production(context, source, trigger));
	underWay.delete(trigger);
	if (!done.ok) throw done.error;
	return done.value;
}

/**
 * By what this process tells a trigger from others: a copied or imported workflow may hold two nodes with one id, and a
 * node that is set to something else has polled nothing of it yet.
 */
function keyOf(context: IPollFunctions): string {
	const { id, name } = context.getNode();
	return JSON.stringify([context.getWorkflow().id ?? '', id, name, parametersOf(asItem(context), 0)]);
}

async function production(context: IPollFunctions, source: Source, trigger: string): Promise<Output> {
	const item = asItem(context);
	const limits = source.limits(item, 0);
	const { identity, repeatAfterRestart, ...options } = readPollOptions(item, limits);
	const format = readFormat(item, 0, source.vocabularies);
	const state = context.getWorkflowStaticData('node');
	const given = readCheckpoint(state['checkpoint'], options.overlap);
	const last = hasDurableCursor(context) ? beginningOf(trigger, given, Date.now()) : given;
	if (last === 'wait') return null;
	const { stream, connection } = await streamOf(context, source);
	const { stored, warnings } = ofStream(last, stream);
	const known = stored && repeatAfterRestart && !polledBefore.has(trigger) ? repeated(stored) : stored;
	const now = floorTo(Date.now(), limits.grain);
	if (known && isResting(trigger, known.since, Date.now())) return null;
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
	if (!polled.ok) return afterFailure(context, source, trigger, { error: polled.error, start, isFirst });
	noteSuccess(trigger);
	polledBefore.add(trigger);
	tell(context, source, state, [...warnings, ...polled.value.warnings]);
	const { records, identities, checkpoint } = polled.value;
	// Assigned last and at the top level: n8n notices nothing else, and a poll that fails must change nothing.
	state['checkpoint'] = checkpoint;
	notePoll(trigger, checkpoint, records.length > 0, Date.now());
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
async function streamOf(
	context: IPollFunctions,
	source: Source,
): Promise<{ stream: Stream; connection: Connection }> {
	const { feed, connection } = await open(context, source);
	return { stream: readStream(asItem(context), 0, source, feed.source, connection), connection };
}

/**
 * What is remembered, as far as it is of the records that are read now. Of other records nothing is: the trigger begins
 * anew. With other filters it goes on from where it was, without a look back to what lies before the change.
 */
function ofStream(
	last: Checkpoint | undefined,
	stream: Stream,
): { stored: Checkpoint | undefined; warnings: readonly Warning[] } {
	if (!last?.of) return { stored: last, warnings: [] };
	const difference = differenceOf(last.of, stream);
	if (difference === 'none') return { stored: last, warnings: [] };
	if (difference === 'filters') return { stored: goingOn(last), warnings: [] };
	const [made, now] = namesOf(last.of, stream);
	const at = new Date(last.since).toISOString();
	const text = `The trigger was set from ${made} to ${now} and begins anew. Of the former, what happened after ${at} was not handed over: read it with a scan if you need it.`;
	return { stored: undefined, warnings: [{ kind: 'begunAnew', text }] };
}

async function open(
	context: IPollFunctions,
	source: Source,
	deadline?: number,
	connected?: Connection,
): Promise<{ feed: Feed; connection: Connection }> {
	const item = asItem(context);
	const limits = source.limits(item, 0);
	const options = readOptions(item, 0, limits);
	const connection = connected ?? (await source.connect(item, 0));
	const ask = openAsk(item, connection, limits, options, noRequests(), executionClock(item, deadline));
	return { feed: source.feed(item, 0, ask, connection, options), connection };
}

async function pollFrom(
	context: IPollFunctions,
	source: Source,
	connection: Connection,
	checkpoint: Checkpoint,
	options: Omit<PollOptions, 'concurrency'>,
): Promise<Polled> {
	const { feed } = await open(context, source, options.deadline, connection);
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
	const { feed } = await open(context, source, deadline, connection);
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
	return Date.now() + Math.max(0, own - HAND_OVER_TIME);
}

interface FailedPoll {
	readonly error: unknown;
	/** Where it began. */
	readonly start: Checkpoint;
	readonly isFirst: boolean;
}

/**
 * What a failed poll does: rests, longer each time, with the last good state kept. An outage is told once; what a person
 * must mend is told whenever it is met. A passing trouble at the very first poll must not stop the publishing.
 */
function afterFailure(
	context: IPollFunctions,
	source: Source,
	trigger: string,
	{ error, start, isFirst }: FailedPoll,
): null {
	const passing = error instanceof VendorError && PASSING.includes(error.failure) ? error : undefined;
	if (isFirst && !passing) throw error;
	const failures = noteFailure(trigger, start.since, Date.now(), passing?.retryAfterMs);
	if (passing && (isFirst || failures > 1)) {
		context.logger.warn(
			`${source.vendor}: poll ${failures} in a row failed and is tried again: ${passing.message}`,
		);
		if (isFirst) {
			context.getWorkflowStaticData('node')['checkpoint'] = start;
			notePoll(trigger, start, false, Date.now());
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
		if (isArray(told) && told.includes(kind)) continue;
		// Beside what n8n runs, a context may have no place for errors.
		attempt(() => context.__emitError(new NodeApiError(context.getNode(), { message }, { message })));
	}
	if (warnings.length > 0 || told !== undefined) state['told'] = warnings.map(({ kind }) => kind);
}
