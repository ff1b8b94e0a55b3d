import { type Account, shared } from './account';
import { dateOf, parseRetryAfter, type RetryAfter, retryDelay } from './backoff';
import type { Clock } from './clock';
import { foreignCharset } from './charset';
import { type FailureCause, OutOfTimeError, VendorError } from './errors';
import { parseJson } from './json';
import { oneLine, redact } from './redact';
import { Forwarding, isRedirect, isSameVendor } from './redirects';
import type { Passage } from './lanes';
import { createSession } from './session';
import { attempt, settle } from './settle';
import { MINUTE, SECOND } from './time';
import { vendorText, wordsIn } from './vendorText';

export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	readonly url: URL;
	/** Sent as JSON. */
	readonly body?: object;
	/** Set where a good answer may come without a body: it is then `undefined`. Elsewhere an empty body is asked for again. */
	readonly mayBeEmpty?: true;
}

export interface HttpAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly text: string;
}

/**
 * Sends one request with the credential attached and follows nothing.
 *
 * @param renew fetch a new token or session first
 * @throws TransportError when no whole answer arrived; {@link VendorError} when the vendor refused the sign-in
 */
export type Send = (request: HttpRequest, renew: boolean) => Promise<HttpAnswer>;

/** No whole answer arrived. `message` is in plain words. */
export class TransportError extends Error {
	override readonly name = 'TransportError';
}

export interface Ask {
	/** Asks the vendor and answers with the parsed JSON body. @throws VendorError when it cannot be had */
	(request: HttpRequest): Promise<unknown>;
	/** What the vendor says in a body that is not what was asked for, on one line and without secrets. */
	quote(body: unknown): Promise<string>;
	/** How many requests at once are of use now: more than the vendor's limit lets through in the time of an answer are not. */
	usefulHands(): number;
}

export interface RequestStats {
	requests: number;
	retries: number;
	waitedMs: number;
}

export interface RequestRules {
	readonly maxRetries: number;
}

/** A parsed body, or why it makes sense to try again. */
type Try =
	| { readonly body: unknown }
	| { readonly retry: VendorError; readonly asked?: RetryAfter; readonly throttled: boolean };

const MOST_REDIRECTS = 5;

/**
 * Refusals that may pass by themselves: too slow, too early (RFC 8470), too many, and whatever a server or a proxy in front
 * of it calls its own fault. Proxies have codes of their own there, such as 520 to 529 (Cloudflare's list of 5xx errors).
 */
const mayPass = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);

/** Makes the one way requests are sent: limited, retried, renewed, redirected by hand, and explained when they fail. */
export function createAsk(
	account: Account,
	send: Send,
	clock: Clock,
	rules: RequestRules,
	stats: RequestStats,
): Ask {
	const common = shared(account.key);
	const forwarding = new Forwarding();
	/** Hosts that have answered as the API in this run. */
	const proven = new Set<string>();
	const { deadline = Infinity } = clock;

	/** Sends when it is this request's turn: few enough are under way, and the vendor's limit leaves room. */
	async function inLane(request: () => Promise<HttpAnswer>, signsIn: boolean): Promise<HttpAnswer> {
		const { lanes, limiter } = common;
		let passage: Passage | undefined;
		await lanes.enter();
		try {
			const waited = await limiter.acquire(account.rate, clock);
			stats.waitedMs += waited;
			const began = clock.elapsed();
			if (began >= deadline) throw new OutOfTimeError();
			stats.requests += 1;
			const answer = await request();
			passage = { began, ended: clock.elapsed(), isThrottled: answer.status === 429 };
			limiter.answered(began, passage.ended, signsIn || undefined);
			return answer;
		} finally {
			lanes.leave(passage);
		}
	}

	/** While one hand waits for the answer of a page the limit lets others go; one more covers what is done between two pages. */
	function usefulHands(): number {
		const { usual } = common.lanes;
		if (!account.rate || usual === undefined) return Infinity;
		return 1 + Math.ceil((usual * account.rate.requests) / account.rate.perMs);
	}

	/** One round trip, redirects followed. */
	async function roundTrip(request: HttpRequest, renew: boolean): Promise<HttpAnswer> {
		let url = forwarding.apply(request.url);
		for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
			const signsIn = renew && hop === 0;
			const answer = await inLane(() => send({ ...request, url }, signsIn), signsIn);
			if (!isRedirect(answer.status)) return answer;
			const target = redirectTarget(account, url, answer);
			forwarding.learn(url, target);
			url = target;
		}
		throw failure(
			account,
			request,
			'node-defect',
			'answers with redirects that never end',
			'Check the address in the credential.',
		);
	}

	const signedIn = createSession(account, roundTrip);

	/** The body of a good answer, or the reason to try again. */
	async function tryOnce(request: HttpRequest, once: { renewed: boolean }): Promise<Try> {
		const outcome = await settle(signedIn(request, once));
		if (!outcome.ok) {
			if (!(outcome.error instanceof TransportError)) throw outcome.error;
			const problem = `could not be reached: ${outcome.error.message}`;
			return {
				retry: failure(account, request, 'temporarily-unavailable', problem, UNREACHABLE),
				throttled: false,
			};
		}
		const answer = outcome.value;
		if (answer.status >= 200 && answer.status < 300) {
			const { origin } = request.url;
			const result = await readBody(account, request, answer, proven.has(origin));
			if ('body' in result) proven.add(origin);
			return result;
		}
		const refusal = await explain(account, request, answer);
		if (!mayPass(answer.status)) throw refusal;
		const asked = parseRetryAfter(answer.headers['retry-after'], dateOf(answer.headers) ?? clock.now());
		return { retry: refusal, asked, throttled: answer.status === 429 };
	}

	const ask = async (request: HttpRequest): Promise<unknown> => {
		const once = { renewed: false };
		for (let tries = 1; ; tries++) {
			const result = await tryOnce(request, once);
			if ('body' in result) return result.body;
			const firstWait = result.throttled ? account.throttleWait : undefined;
			const { asked } = result;
			const wait = retryDelay({ attempt: tries, asked, firstWait }, clock.random());
			const now = clock.elapsed();
			if (wait === undefined || now + wait > deadline)
				throw typeof asked === 'number' ? asksToWait(result.retry, asked) : result.retry;
			if (tries > rules.maxRetries) throw asked === 'unmeant' ? withoutWait(result.retry) : result.retry;
			stats.retries += 1;
			stats.waitedMs += wait;
			if (result.throttled) common.limiter.pause(now + wait);
			await clock.sleep(wait);
		}
	};
	return Object.assign(ask, {
		quote: async (body: unknown) => oneLine(redact(wordsIn(body), await account.secrets())),
		usefulHands,
	});
}

function redirectTarget(account: Account, url: URL, answer: HttpAnswer): URL {
	const location = answer.headers['location'] ?? '';
	const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
	if (target && isSameVendor(account.baseUrl, target, account.domains)) return target;
	const elsewhere = target ? target.host : 'an unreadable address';
	throw new VendorError({
		message: `${account.vendor} redirected to ${elsewhere}, which is not a host of ${account.vendor}; the credential was not sent there`,
		nextStep:
			'Check the address in the credential: it may name a proxy or a sign-in page in place of the API.',
		cause: 'configuration-invalid',
		status: answer.status,
	});
}

/** @param isProven whether the same host has answered as the API before, so that a web page is trouble that passes */
async function readBody(
	account: Account,
	request: HttpRequest,
	answer: HttpAnswer,
	isProven: boolean,
): Promise<Try> {
	if (request.mayBeEmpty && answer.text.trim() === '') return { body: undefined };
	const charset = foreignCharset(answer.headers['content-type'], answer.text);
	if (charset !== undefined)
		throw failure(
			account,
			request,
			'configuration-invalid',
			`answered in the character set ${oneLine(charset)}, which is not UTF-8`,
			NOT_UTF8,
		);
	const parsed = attempt(() => parseJson(answer.text));
	if (parsed.ok) return { body: parsed.value };
	const { isHtml } = vendorText(answer.text);
	if (isHtml && !isProven) throw await explain(account, request, answer);
	const problem = isHtml
		? 'answered with a web page in place of the API, which had answered before'
		: answer.text === ''
			? 'answered with an empty body'
			: 'sent an answer that is cut off or is not JSON';
	return {
		retry: failure(account, request, 'temporarily-unavailable', problem, TRY_LATER),
		throttled: false,
	};
}

async function explain(account: Account, request: HttpRequest, answer: HttpAnswer): Promise<VendorError> {
	const said = vendorText(answer.text);
	const words = oneLine(redact([said.code, said.text].filter(Boolean).join(': '), await account.secrets()));
	const advice =
		said.isHtml && !mayPass(answer.status)
			? NOT_THE_API
			: (account.advice[answer.status] ?? ADVICE[answer.status] ?? TRY_LATER);
	const body = attempt(() => parseJson(answer.text));
	return new VendorError({
		message: `${account.vendor} answered ${call(request)} with HTTP ${answer.status}${words ? `: ${words}` : ''}`,
		nextStep: advice,
		cause: causeOf(answer.status),
		status: answer.status,
		...(body.ok ? { body: body.value } : {}),
	});
}

function causeOf(status: number): FailureCause {
	if (status === 429) return 'rate-limited';
	if (status === 401 || status === 403) return 'credential-invalid';
	return mayPass(status) ? 'temporarily-unavailable' : 'configuration-invalid';
}

const failure = (
	account: Account,
	request: HttpRequest,
	cause: FailureCause,
	problem: string,
	nextStep: string,
): VendorError =>
	new VendorError({ message: `${account.vendor} ${problem} (${call(request)})`, nextStep, cause });

/** The refusal of a vendor that asks for a longer wait than a run may take. */
function asksToWait(refusal: VendorError, retryAfterMs: number): VendorError {
	const wait =
		retryAfterMs <= 2 * MINUTE
			? `${Math.ceil(retryAfterMs / SECOND)} seconds`
			: `${Math.ceil(retryAfterMs / MINUTE)} minutes`;
	return new VendorError({
		message: `${refusal.message} (it asks to wait ${wait})`,
		nextStep: `Run again in ${wait}. ${refusal.nextStep}`,
		cause: refusal.failure,
		...(refusal.status === undefined ? {} : { status: refusal.status }),
		body: refusal.body,
		retryAfterMs,
	});
}

/** The refusal of a vendor that named a wait which cannot be meant, after the waits of our own. */
const withoutWait = (refusal: VendorError): VendorError =>
	new VendorError({
		message: `${refusal.message} (the wait it asks for cannot be read or is longer than a day, so waits of our own were used)`,
		nextStep: refusal.nextStep,
		cause: refusal.failure,
		...(refusal.status === undefined ? {} : { status: refusal.status }),
		body: refusal.body,
	});

/** The call without its query, which may hold what nobody else should read. */
const call = (request: HttpRequest): string => `${request.method} ${request.url.pathname}`;

const TRY_LATER = "Try again later; if it goes on, look at the vendor's status page.";
const UNREACHABLE =
	'Check the address in the credential and that this n8n may reach the vendor (proxy, firewall).';
const NOT_UTF8 =
	'Nothing was taken, as letters would be altered. A proxy may have changed the answer: ask those who run it.';
const NOT_THE_API = 'The answer is a web page, not the API: check the address in the credential.';
const ADVICE: Readonly<Record<number, string>> = {
	400: 'Check the filters and the time range of this node.',
	401: 'Check the key or password in the credential; it may be mistyped, expired or revoked.',
	403: 'The key is known but lacks a permission: give it the role or scope named on the docs page of this vendor.',
	404: 'Check the address in the credential: this host does not know the endpoint.',
	429: 'The vendor\'s request limit is used up, perhaps by another tool. Run less often or lower "Requests per Minute" in the options.',
};
