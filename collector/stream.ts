import { createHash } from 'crypto';
import { isObject } from './json';

/** What is read, so that what is remembered of one thing is not taken for the memory of another. Holds no secret. */
export interface Stream {
	/** `ciscoUmbrella.activity` */
	readonly source: string;
	/** What else chooses the records, in words: a traffic type; empty where there is no choice. */
	readonly choice: string;
	/** A short hash of the filters. */
	readonly filters: string;
	/** A short hash of whose records they are. */
	readonly account: string;
}

/** How two streams differ, where that matters: `other` records altogether, or the same ones through other filters. */
export type Difference = 'none' | 'filters' | 'other';

export function differenceOf(made: Stream, now: Stream): Difference {
	const isOther = made.source !== now.source || made.choice !== now.choice || made.account !== now.account;
	if (isOther) return 'other';
	return made.filters === now.filters ? 'none' : 'filters';
}

/** Names both sides where two streams differ, as a person can tell them apart. */
export function namesOf(made: Stream, now: Stream): readonly [string, string] {
	const sameFilters = made.filters === now.filters;
	const sameAccount = made.account === now.account;
	const name = (stream: Stream) =>
		[
			stream.source,
			stream.choice === '' ? undefined : `(${stream.choice})`,
			sameFilters ? undefined : `with filters ${stream.filters}`,
			sameAccount ? undefined : `of account ${stream.account}`,
		]
			.filter((word) => word !== undefined)
			.join(' ');
	return [name(made), name(now)];
}

/** Reads a stored stream. @returns `undefined` where none was stored, as versions before 0.2 did not */
export function readStream(stored: unknown): Stream | undefined {
	if (!isObject(stored)) return undefined;
	const { source, choice, filters, account } = stored;
	const isWhole = [source, choice, filters, account].every((part) => typeof part === 'string');
	return isWhole ? ({ source, choice, filters, account } as Stream) : undefined;
}

/** Eight characters that tell texts apart and do not give them away. */
export const shortHash = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, 8);
