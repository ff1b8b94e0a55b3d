import { Lanes } from './lanes';
import { Limiter, type Rate } from './limiter';

/** Everything the collector must know of one vendor to talk to it politely and explain its refusals. */
export interface Account {
	/** The vendor as people know it: `Cisco Umbrella`. */
	readonly vendor: string;
	/** One account at the vendor; requests with the same key share one budget. Holds no secret. */
	readonly key: string;
	readonly baseUrl: URL;
	/** The vendor's own domains: a redirect may carry the credential to these and nowhere else. */
	readonly domains: readonly string[];
	/** `undefined` when nothing limits the client. */
	readonly rate: Rate | undefined;
	/** First wait in ms after a 429 that names no time. */
	readonly throttleWait: number;
	/** Whether an answer means that the token or session has ended and a new one may help. */
	readonly isExpired: (status: number, body: string) => boolean;
	/** Advice by status, in place of the general one. */
	readonly advice: Readonly<Record<number, string>>;
	/** Names the stored token or session that requests use; absent where nobody signs in. Holds no secret. */
	readonly session?: string;
	/** Secrets of the credential, for taking them out of a vendor's words. */
	readonly secrets: () => Promise<readonly string[]>;
}

/** What all runs of one account in this process share. */
export interface SharedAccount {
	readonly limiter: Limiter;
	readonly lanes: Lanes;
	/** Counts renewals of the token or session, so that requests which expired together renew it once. */
	generation: number;
	/** Ends when nobody is at work on the token or session any more. */
	turn: Promise<unknown>;
	/** How many renewals are under way or wait for their turn. */
	renewing: number;
	/** Why the last renewal failed, for those who waited for it. */
	refusal: unknown;
}

const accounts = new Map<string, SharedAccount>();

export function shared(key: string): SharedAccount {
	const known = accounts.get(key) ?? {
		limiter: new Limiter(),
		lanes: new Lanes(),
		generation: 0,
		turn: Promise.resolve(),
		renewing: 0,
		refusal: undefined,
	};
	accounts.set(key, known);
	return known;
}
