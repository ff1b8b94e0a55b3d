import { hash } from 'crypto';

/** A short form of an identity: eleven characters, which of a million records tell two apart by all odds but one in 40 million. */
export const shortIdentity = (identity: string): string => hashed(identity).slice(0, SHORT);

/** How long a short identity is. */
export const SHORT = 11;

/**
 * What a record is known by for good, the same each time it is read: the vendor's id, or a hash of what happened where the
 * vendor gives none. Twins agree in that, so the second of them is told from the first by a number.
 *
 * @param identity what the feed tells the record apart by
 * @param occurrence which of the records that agree in it, from 1
 */
export const stableIdentity = (identity: string, occurrence: number): string =>
	numbered(unnumbered(identity), occurrence);

/** The same for records in the order they come, each told from its twins before it. */
export function stableIdentities<T>(
	records: readonly T[],
	identityOf: (record: T) => string,
): readonly string[] {
	const met = new Map<string, number>();
	return records.map((record) => {
		const identity = unnumbered(identityOf(record));
		const occurrence = (met.get(identity) ?? 0) + 1;
		met.set(identity, occurrence);
		return numbered(identity, occurrence);
	});
}

/** Feeds tell a record without an id apart by JSON. */
const unnumbered = (identity: string): string =>
	isJson(identity) ? hashed(identity).slice(0, 22) : identity;

/** An id may begin with a brace, too, as a GUID does that is written `{3F25…}`. */
const isJson = (identity: string): boolean => identity.startsWith('{"') && identity.endsWith('}');

const numbered = (identity: string, occurrence: number): string =>
	occurrence > 1 ? `${identity}-${occurrence}` : identity;

const hashed = (text: string): string => hash('sha256', text, 'base64url');
