import { createHash } from 'crypto';

/** A short form of an identity: eleven characters, which of a million records tell two apart by all odds but one in 40 million. */
export const shortIdentity = (identity: string): string => hash(identity).slice(0, 11);

/**
 * What a record is known by for good, the same each time it is read: the vendor's id, or a hash of all it says where the
 * vendor gives none. Twins say the same, so the second of them is told from the first by a number.
 *
 * @param identity what the feed tells the record apart by
 * @param occurrence which of the records that say the same, from 1
 */
export const stableIdentity = (identity: string, occurrence: number): string =>
	(isWholeRecord(identity) ? hash(identity).slice(0, 22) : identity) +
	(occurrence > 1 ? `-${occurrence}` : '');

/** Feeds tell a record without an id apart by its JSON. */
const isWholeRecord = (identity: string): boolean => identity.startsWith('{');

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The same for records in the order they come, each told from its twins before it. */
export function stableIdentities(identities: readonly string[]): readonly string[] {
	const met = new Map<string, number>();
	return identities.map((identity) => {
		const occurrence = (met.get(identity) ?? 0) + 1;
		met.set(identity, occurrence);
		return stableIdentity(identity, occurrence);
	});
}
