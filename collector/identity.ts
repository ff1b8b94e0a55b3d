import { createHash } from 'crypto';

/** A short form of an identity: eleven characters, which of a million records tell two apart by all odds but one in 40 million. */
export const shortIdentity = (identity: string): string =>
	createHash('sha256').update(identity).digest('base64url').slice(0, 11);
