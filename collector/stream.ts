import { createHash } from 'crypto';
import { isObject } from './json';

/** What is read, so that what is remembered of one thing is not taken for the memory of another. Holds no secret. */
export interface Stream {
	/** `ciscoUmbrella.activity` */
	readonly source: string;
	/** What else chooses the records, in words: a traffic type; empty where there is no choice. */
	readonly choice: string;
	/** A short hash of what the filters mean. */
	readonly filters: string;
	/** A short hash of whose records they are. */
	readonly account: string;
	/** A short hash of the filters as a person wrote them, where an expression among them may come to something else each time. */
	readonly written?: string;
	/** A short digest of the token, where nothing else at the vendor tells one customer from another. */
	readonly token?: string;
}

/** How two streams differ, where that matters: `other` records altogether, or the same ones through other filters. */
export type Difference = 'none' | 'filters' | 'other';

export function differenceOf(made: Stream, now: Stream): Difference {
	const isOther = made.source !== now.source || made.choice !== now.choice || !isSameAccount(made, now);
	if (isOther) return 'other';
	return isSameFilters(made, now) ? 'none' : 'filters';
}

/** Whether the account is taken for the same although its token is another: it was renewed, or is another customer's. */
export const isTokenNew = (made: Stream, now: Stream): boolean =>
	made.account === now.account && made.token !== now.token;

const isSameAccount = (made: Stream, now: Stream): boolean =>
	made.account === now.account || isSame(made.token, now.token);

const isSameFilters = (made: Stream, now: Stream): boolean =>
	made.filters === now.filters || isSame(made.written, now.written);

const isSame = (made: string | undefined, now: string | undefined): boolean =>
	made !== undefined && made === now;

/** Names both sides where two streams differ, as a person can tell them apart. */
export function namesOf(made: Stream, now: Stream): readonly [string, string] {
	const beside = [
		...(isSameFilters(made, now) ? [] : [' with other filters']),
		...(isSameAccount(made, now) ? [] : [' of another account']),
	];
	return [nameOf(made) + beside.join(''), nameOf(now)];
}

const nameOf = ({ source, choice }: Stream): string => (choice === '' ? source : `${source} (${choice})`);

/** Reads a stored stream. @returns `undefined` where none was stored, as versions before 0.2 did not */
export function readStream(stored: unknown): Stream | undefined {
	if (!isObject(stored)) return undefined;
	const { source, choice, filters, account, written, token } = stored;
	const isWhole = [source, choice, filters, account].every((part) => typeof part === 'string');
	if (!isWhole) return undefined;
	return {
		...({ source, choice, filters, account } as Stream),
		...(typeof written === 'string' ? { written } : {}),
		...(typeof token === 'string' ? { token } : {}),
	};
}

/** Eight characters that tell texts apart and do not give them away. */
export const shortHash = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, 8);
