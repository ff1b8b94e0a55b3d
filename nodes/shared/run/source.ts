import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Account } from '../../../collector/account';
import type { Clock } from '../../../collector/clock';
import type { Feed, Limits } from '../../../collector/feed';
import { rateOf } from '../../../collector/limiter';
import { type Ask, createAsk, type HttpRequest, type RequestStats } from '../../../collector/request';
import { executionClock } from './clock';
import type { Vocabularies } from './format';
import type { ListOptions } from './parameters';
import { secretsOf } from './secrets';
import { unlessStopped } from './stop';
import { createSend, type Renewal } from './transport';

/** How one vendor is reached with one credential. */
export interface Connection {
	readonly vendor: string;
	readonly credentialType: string;
	readonly baseUrl: URL;
	readonly domains: readonly string[];
	/** What the vendor counts requests by: an organization, a tenant, a user. */
	readonly countedBy: string;
	/**
	 * Whose records are read, told apart for good: what a trigger or a scan remembers of one account is not taken for
	 * another's. Holds no secret, and stays as it is when a secret is renewed.
	 */
	readonly belongsTo: string;
	/** The token, where it alone says whose records are read. What is kept of it is a short digest. */
	readonly token?: string;
	readonly renewal: Renewal;
	/** First wait after a 429 that names no time, ms. */
	readonly throttleWait: number;
	isExpired(status: number, body: string): boolean;
	readonly advice: Readonly<Record<number, string>>;
}

/** What the shared operations need to know of a vendor's node. */
export interface Source {
	readonly vendor: string;
	readonly vocabularies: Vocabularies;
	/** Limits of what the parameters of this item choose. */
	limits(context: IExecuteFunctions, item: number): Limits;
	/** What chooses the records beside the resource, in words; absent where nothing does. */
	choice?(context: IExecuteFunctions, item: number): string;
	/** @throws Error when the credential holds no address a secret may go to */
	connect(context: IExecuteFunctions, item: number): Promise<Connection>;
	/** The feed the parameters choose. @throws InputError for filters that cannot be sent as meant */
	feed(
		context: IExecuteFunctions,
		item: number,
		ask: Ask,
		connection: Connection,
		options: ListOptions,
	): Feed;
}

/**
 * One way to ask, with the credential, limits and counters of one item. Whatever a question waits for, it ends when the
 * execution is stopped.
 */
export function openAsk(
	context: IExecuteFunctions,
	connection: Connection,
	limits: Limits,
	options: ListOptions,
	stats: RequestStats,
	clock: Clock = executionClock(context),
): Ask {
	const { vendor, credentialType, renewal } = connection;
	const account: Account = {
		...connection,
		key: `${connection.vendor} ${connection.baseUrl.origin} ${fingerprint(connection.countedBy)}`,
		...(renewal.by === 'nothing' ? {} : { session: sessionOf(context, credentialType) }),
		rate: rateOf(options.requestsPerMinute, limits.countedPerMs),
		secrets: async () => await secretsOf(context, credentialType),
	};
	const { timeout, maxRetries } = options;
	const { deadline } = clock;
	const send = createSend(context, { vendor, credentialType, renewal, timeout, deadline });
	const ask = createAsk(account, send, clock, { maxRetries }, stats);
	const signal = context.getExecutionCancelSignal?.();
	const unless = async (request: HttpRequest) => await unlessStopped(async () => await ask(request), signal);
	return Object.assign(unless, ask);
}

/** The stored credential, for vendors where a token alone says whose records they are: it outlives a renewed token. */
export const storedCredential = (context: IExecuteFunctions, credentialType: string): string =>
	context.getNode().credentials?.[credentialType]?.id ?? '';

/** n8n keeps one token for one stored credential, of which an account may have several. */
const sessionOf = (context: IExecuteFunctions, credentialType: string): string =>
	`${credentialType} ${storedCredential(context, credentialType)}`;

export const noRequests = (): RequestStats => ({ requests: 0, retries: 0, waitedMs: 0 });

/** Tells accounts apart without keeping what may be secret. */
const fingerprint = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, 16);
