import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { type Checkpoint, readCheckpoint, startAt } from '../../../collector/checkpoint';
import { VendorError } from '../../../collector/errors';
import type { Feed } from '../../../collector/feed';
import { poll, type Polled } from '../../../collector/poll';
import { settle } from '../../../collector/settle';
import { floorTo, HOUR, MINUTE, SECOND } from '../../../collector/time';
import { executionClock } from './clock';
import { toItems } from './items';
import { listNewest } from './listRun';
import { toNodeError } from './nodeErrors';
import { pollAsItem } from './pollAsItem';
import { readOptions } from './parameters';
import { readPollOptions, readPollStart } from './pollParameters';
import { noRequests, openAsk, type Source } from './source';

/** How many records "Fetch test event" shows, and how far it looks for them. */
const TEST_EVENTS = 5;
const TEST_REACH = 24 * HOUR;
/** How long a poll rests after the first failure of an outage; each further one doubles it. */
const FIRST_REST = MINUTE;
const LONGEST_REST = 30 * MINUTE;
/** Kept back from n8n's time for a poll, so that what was read can still be handed over. */
const HAND_OVER_TIME = 5 * SECOND;
/** n8n's time for a poll where it does not say. */
const USUAL_BUDGET = 5 * MINUTE;

/** Polls under way: n8n starts the next one whether or not the last has ended, and both would read the same state. */
const underWay = new Set<string>();

/** One poll: what is new, oldest first, or `null` when nothing is. */
export async function runPoll(
	context: IPollFunctions,
	source: Source,
): Promise<INodeExecutionData[][] | null> {
	const done = await settle(
		context.getMode() === 'manual' ? testEvents(context, source) : guarded(context, source),
	);
	if (!done.ok) throw toNodeError(context.getNode(), done.error, 0);
	return done.value;
}

/** A few recent records, for building the workflow; what production remembers stays as it is. */
async function testEvents(context: IPollFunctions, source: Source): Promise<INodeExecutionData[][]> {
	const feed = await open(context, source);
	const now = Date.now();
	const window = { from: now - Math.min(TEST_REACH, feed.limits.reach ?? TEST_REACH), to: now };
	const { records } = await listNewest(feed, [window], TEST_EVENTS, 1);
	if (records.length > 0) return [toItems(records, 0)];
	throw new VendorError({
		message: `${source.vendor} has no record of the last 24 hours that meets the filters`,
		nextStep: 'Let something happen that it records, or loosen the filters, and fetch again.',
		cause: 'temporarily-unavailable',
	});
}

async function guarded(context: IPollFunctions, source: Source): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	if (underWay.has(key)) {
		context.logger.debug(`${source.vendor}: the last poll is still under way, this one is left out.`);
		return null;
	}
	underWay.add(key);
	const done = await settle(production(context, source));
	underWay.delete(key);
	if (!done.ok) throw done.error;
	return done.value;
}

async function production(context: IPollFunctions, source: Source): Promise<INodeExecutionData[][] | null> {
	const state = context.getWorkflowStaticData('node');
	if (Number(state['restsUntil'] ?? 0) > Date.now()) return null;
	const known = readCheckpoint(state['checkpoint']);
	const polled = await settle(known ? pollFrom(context, source, known) : begin(context, source));
	if (!polled.ok) return afterFailure(context, source, state, polled.error, known === undefined);
	// Assigned last and at the top level: n8n notices nothing else, and a poll that fails must change nothing.
	state['checkpoint'] = polled.value.checkpoint;
	delete state['failures'];
	delete state['restsUntil'];
	for (const warning of polled.value.warnings) context.logger.warn(`${source.vendor}: ${warning}`);
	return polled.value.records.length > 0 ? [toItems(polled.value.records, 0)] : null;
}

async function open(context: IPollFunctions, source: Source): Promise<Feed> {
	const item = pollAsItem(context);
	const limits = source.limits(item, 0);
	const options = readOptions(item, 0, limits);
	const connection = await source.connect(item, 0);
	return source.feed(item, 0, openAsk(item, connection, limits, options, noRequests()), connection, options);
}

async function pollFrom(context: IPollFunctions, source: Source, checkpoint: Checkpoint): Promise<Polled> {
	const item = pollAsItem(context);
	const options = readPollOptions(item, source.limits(item, 0));
	const budget = context.getPollBudgetMs?.() ?? USUAL_BUDGET;
	const deadline = Date.now() + Math.max(0, budget - HAND_OVER_TIME);
	return await poll(
		await open(context, source),
		checkpoint,
		{ ...options, concurrency: 4, deadline },
		executionClock(item),
	);
}

/** The first poll: sets the start, and asks once, so that a wrong key is known before the workflow is published. */
async function begin(context: IPollFunctions, source: Source): Promise<Polled> {
	const item = pollAsItem(context);
	const { grain } = source.limits(item, 0);
	const now = floorTo(Date.now(), grain);
	const start = readPollStart(item, now);
	if (start < now) return await pollFrom(context, source, startAt(start));
	const feed = await open(context, source);
	await feed.read({ window: { from: now - Math.max(grain, SECOND), to: now } });
	context.logger.info(`${source.vendor}: begins at ${new Date(start).toISOString()}.`);
	return { records: [], checkpoint: startAt(start), warnings: [] };
}

/**
 * What a failed poll does: rests, longer each time, with the last good state kept. An outage is told once; what a person
 * must mend is told whenever it is met. A passing trouble at the very first poll must not stop the publishing.
 */
function afterFailure(
	context: IPollFunctions,
	source: Source,
	state: IDataObject,
	error: unknown,
	isFirst: boolean,
): null {
	const isPassing =
		error instanceof VendorError &&
		(error.failure === 'temporarily-unavailable' || error.failure === 'rate-limited');
	if (isFirst && isPassing) {
		const item = pollAsItem(context);
		state['checkpoint'] = startAt(readPollStart(item, floorTo(Date.now(), source.limits(item, 0).grain)));
		context.logger.warn(`${source.vendor}: the first poll failed and is tried again: ${error.message}`);
		return null;
	}
	if (isFirst) throw error;
	const failures = Number(state['failures'] ?? 0);
	state['failures'] = failures + 1;
	state['restsUntil'] = Date.now() + Math.min(LONGEST_REST, FIRST_REST * 2 ** failures);
	if (isPassing && failures > 0) {
		context.logger.warn(`${source.vendor}: still failing: ${error.message}`);
		return null;
	}
	throw error;
}
