import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import type { Feed } from '../../../collector/feed';
import { isArray, isObject } from '../../../collector/json';
import { shortHash, type Stream } from '../../../collector/stream';
import { CHOOSING, FILTERING } from '../trigger';
import type { ListOptions } from './parameters';
import type { Connection, Source } from './source';

/** What the parameters and the credential of this item read. */
export function streamOf(
	context: IExecuteFunctions,
	item: number,
	source: Source,
	feed: Feed,
	{ belongsTo, token }: Connection,
): Stream {
	return {
		source: feed.source,
		choice: source.choice?.(context, item) ?? '',
		filters: shortHash(canonical(feed.filters ?? [])),
		account: shortHash(belongsTo),
		...(token === undefined ? {} : { token: shortHash(`token of ${source.vendor}: ${token}`) }),
	};
}

/** The same for a trigger: filters with an expression are as they were as long as nobody has written others. */
export function polledStreamOf(
	context: IPollFunctions,
	stream: Stream,
	{ excludeOwnLogins }: ListOptions,
): Stream {
	const written = writtenIn(context, FILTERING);
	if (!HOLDS_EXPRESSION.test(written)) return stream;
	return { ...stream, written: shortHash(`${written}${excludeOwnLogins ? ' excludeOwnLogins' : ''}`) };
}

/** n8n takes a text that begins with an equals sign for an expression. */
const HOLDS_EXPRESSION = /"=/;

/**
 * By what a process tells a trigger from others: a copied or imported workflow may hold two nodes with one id, and a node
 * that is set to something else has polled nothing of it yet. As written, for an expression comes to something else
 * from poll to poll.
 */
export function triggerKey(context: IPollFunctions, { vendor, belongsTo }: Connection): string {
	const { id, name } = context.getNode();
	const reads = writtenIn(context, [...CHOOSING, ...FILTERING]);
	return JSON.stringify([context.getWorkflow().id ?? '', id, name, vendor, belongsTo, reads]);
}

function writtenIn(context: IPollFunctions, names: readonly string[]): string {
	const { parameters } = context.getNode();
	return canonical(names.map((name) => [name, parameters[name]]));
}

/** One text for values that mean the same: the order of members and of the parts of a list says nothing, nor does naming a part twice. */
export function canonical(value: unknown): string {
	if (isArray(value)) return `[${[...new Set(value.map(canonical))].sort().join()}]`;
	if (!isObject(value)) return JSON.stringify(value) ?? 'null';
	const members = Object.keys(value)
		.filter((name) => value[name] !== undefined)
		.sort();
	return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}
