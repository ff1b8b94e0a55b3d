import type { Account } from '../../collector/account';
import { VendorError } from '../../collector/errors';
import {
	createAsk,
	type HttpAnswer,
	type HttpRequest,
	type RequestStats,
	type Send,
	TransportError,
} from '../../collector/request';
import { settle } from '../../collector/settle';
import { ManualClock } from './manualClock';

/** What no error may show. */
export const SECRET = 'hunter2/hunter2';

const BASE = 'https://api.vendor.example';

/** Every account is a new one: what runs of one account share must not reach another test. */
let accounts = 0;

export const account = (changes: Partial<Account> = {}): Account => ({
	vendor: 'Vendor',
	key: `request test ${accounts++}`,
	baseUrl: new URL(BASE),
	domains: ['vendor.example'],
	rate: undefined,
	throttleWait: 20_000,
	isExpired: (status) => status === 401,
	advice: {},
	secrets: async () => [SECRET],
	...changes,
});

export const get = (path = '/list?page=1'): HttpRequest => ({ method: 'GET', url: new URL(path, BASE) });

export const answer = (
	status: number,
	text = '{"data":[]}',
	headers: HttpAnswer['headers'] = {},
): HttpAnswer => ({
	status,
	text,
	headers,
});

export const ok = answer(200, '{"ok":true}');

export const down = new TransportError('the connection was refused');

export const moved = (location: string, status = 302): HttpAnswer => answer(status, '', { location });

export interface Sent {
	readonly href: string;
	readonly method: string;
	readonly renew: boolean;
	readonly at: number;
}

/** A vendor that gives these answers in turn, and the last one for ever. */
export function setUp(
	answers: readonly (HttpAnswer | Error)[],
	options: {
		account?: Partial<Account>;
		maxRetries?: number;
		clock?: ManualClock;
		/** How long each answer takes, ms. */
		took?: number;
	} = {},
) {
	const clock = options.clock ?? new ManualClock();
	const sent: Sent[] = [];
	const send: Send = async ({ url, method }, renew) => {
		const next = answers[Math.min(sent.length, answers.length - 1)];
		sent.push({ href: url.href, method, renew, at: clock.now() });
		await Promise.resolve();
		clock.advanceTo(clock.now() + (options.took ?? 0));
		if (!next || next instanceof Error) throw next ?? new Error('no answer is given');
		return next;
	};
	const stats: RequestStats = { requests: 0, retries: 0, waitedMs: 0 };
	const who = account(options.account);
	const ask = createAsk(who, send, clock, { maxRetries: options.maxRetries ?? 2 }, stats);
	return { ask, sent, stats, clock, account: who };
}

/** The error a call ends with. */
export async function refusal(asking: Promise<unknown>): Promise<VendorError> {
	const outcome = await settle(asking);
	if (!outcome.ok && outcome.error instanceof VendorError) return outcome.error;
	throw new Error('a VendorError was to be thrown', { cause: outcome });
}
