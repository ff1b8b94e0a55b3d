import type { IExecuteFunctions } from 'n8n-workflow';
import { isArray, isObject } from '../../../collector/json';
import { attempt } from '../../../collector/settle';
import { shortHash, type Stream } from '../../../collector/stream';
import type { Connection, Source } from './source';

/** What the parameters and the credential of this item read. */
export function readStream(
	context: IExecuteFunctions,
	item: number,
	source: Source,
	feedSource: string,
	{ belongsTo }: Connection,
): Stream {
	return {
		source: feedSource,
		choice: source.choice?.(context, item) ?? '',
		filters: shortHash(canonical(filtersOf(context, item))),
		account: shortHash(belongsTo),
	};
}

/** What a node reads as far as its parameters say, as text, for telling apart what a process remembers. */
export const parametersOf = (context: IExecuteFunctions, item: number): string =>
	canonical([
		...['authentication', 'resource', 'trafficType'].map((name) => context.getNodeParameter(name, item, '')),
		filtersOf(context, item),
	]);

function filtersOf(context: IExecuteFunctions, item: number): unknown {
	if (context.getNodeParameter('filterMode', item, 'conditions') !== 'json')
		return context.getNodeParameter('filters', item, {});
	const text = context.getNodeParameter('filtersJson', item, '{}');
	const parsed = attempt<unknown>(() => (typeof text === 'string' ? JSON.parse(text) : text));
	return parsed.ok ? parsed.value : text;
}

/** One text for filters that mean the same: the order of members and conditions, blanks around values and empty members say nothing. */
function canonical(value: unknown): string {
	const plain = meaning(value);
	return plain === undefined ? '' : JSON.stringify(plain);
}

function meaning(value: unknown): unknown {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
	if (value === null || value === undefined) return undefined;
	if (isArray(value)) {
		const parts = value.map(meaning).filter((part) => part !== undefined);
		return parts.length === 0 ? undefined : parts.sort((a, b) => textOf(a).localeCompare(textOf(b), 'en'));
	}
	if (!isObject(value)) return value;
	// A resource locator also keeps the label it was chosen by.
	if ('__rl' in value) return meaning(value['value']);
	const members = Object.keys(value)
		.sort()
		.map((name): [string, unknown] => [name, meaning(value[name])])
		.filter(([, part]) => part !== undefined);
	return members.length === 0 ? undefined : Object.fromEntries(members);
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? '';
