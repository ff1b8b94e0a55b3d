import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { CancelledError, OutOfTimeError, VendorError } from '../../../collector/errors';
import { isObject } from '../../../collector/json';
import { type HttpAnswer, type Send, TransportError } from '../../../collector/request';
import { oneLine, redact } from '../../../collector/redact';
import { settle } from '../../../collector/settle';
import { wordsIn } from '../../../collector/vendorText';
import { inPlainWords, UNKNOWN_TROUBLE } from '../../../collector/trouble';
import { elapsed } from './clock';
import { secretsOf } from './secrets';
import { throwIfStopped } from './stop';

/** How an ended token or session is replaced: n8n does it when asked in the way the credential's kind wants. */
export type Renewal =
	/** A hidden field that n8n fills by signing in, whenever it is empty. */
	| { readonly by: 'signIn'; readonly field: string }
	/** n8n's own OAuth2, which renews when it is told of HTTP 401; and what to say when it gets no token. */
	| { readonly by: 'oAuth2'; readonly refused: { readonly message: string; readonly nextStep: string } }
	/** A key that does not end. */
	| { readonly by: 'nothing' };

export interface Transport {
	readonly vendor: string;
	readonly credentialType: string;
	readonly renewal: Renewal;
	/** ms */
	readonly timeout: number;
	/** When every request must have ended, by `elapsed`. */
	readonly deadline?: number | undefined;
}

/**
 * Sends requests through n8n's own helper, so that its proxy, TLS and address rules apply, with the credential attached
 * by n8n. Status codes and redirects are left to the caller: the helper would throw headers away, and carry the
 * credential to any host.
 */
export function createSend(context: IExecuteFunctions, transport: Transport): Send {
	/** What the vendor said when it last refused a token: n8n's own error, after a renewal, does not tell. */
	let refusal = '';
	const signal = context.getExecutionCancelSignal?.();
	return async (request, renew) => {
		// It may have waited in a queue that other executions share, long after its own was stopped.
		throwIfStopped(signal);
		const { timeout, isLast } = timeLeft(transport);
		const options: IHttpRequestOptions = {
			method: request.method,
			url: request.url.href,
			headers: {
				Accept: 'application/json',
				...(request.body ? { 'Content-Type': 'application/json' } : {}),
			},
			...(request.body ? { body: request.body } : {}),
			encoding: 'text',
			returnFullResponse: true,
			disableFollowRedirect: true,
			// OAuth2 is renewed by n8n, which must see the failing status to do so.
			ignoreHttpStatusErrors: !(renew && transport.renewal.by === 'oAuth2'),
			timeout: transport.timeout,
		};
		const extra =
			renew && transport.renewal.by === 'signIn'
				? await withoutToken(context, transport, transport.renewal.field)
				: undefined;
		const sent = await settle(
			withDeadline(
				context.helpers.httpRequestWithAuthentication.call(context, transport.credentialType, options, extra),
				timeout,
				isLast ? new OutOfTimeError() : silent(timeout),
			),
		);
		if (!sent.ok) return await fromFailure(context, transport, sent.error, refusal);
		const answer = toAnswer(sent.value);
		if (answer.status === 401) refusal = answer.text;
		return answer;
	};
}

/** The credential with its token emptied: n8n then signs in, keeps the new token and sends the request with it. */
async function withoutToken(context: IExecuteFunctions, { credentialType }: Transport, field: string) {
	const data = await context.getCredentials(credentialType);
	return { credentialsDecrypted: { id: '', name: '', type: credentialType, data: { ...data, [field]: '' } } };
}

/** The time a request may take, ms, and whether it is all that is left. */
function timeLeft({ timeout, deadline = Infinity }: Transport): { timeout: number; isLast: boolean } {
	const left = Math.max(1, Math.floor(deadline - elapsed()));
	return { timeout: Math.min(timeout, left), isLast: left < timeout };
}

const silent = (timeout: number): TransportError =>
	new TransportError(`no whole answer within ${timeout / 1_000} seconds`);

/** n8n's time-out counts silence; a vendor that drips bytes would outlive it. */
async function withDeadline(request: Promise<unknown>, timeout: number, late: Error): Promise<unknown> {
	const signal = AbortSignal.timeout(timeout);
	return await new Promise((resolve, reject) => {
		const onTimeout = () => reject(late);
		signal.addEventListener('abort', onTimeout);
		// A listener left behind would hold every answer until its time is up.
		const done = () => signal.removeEventListener('abort', onTimeout);
		void request.then(resolve, reject).finally(done);
	});
}

function toAnswer(value: unknown): HttpAnswer {
	const { statusCode, headers, body } = value as {
		statusCode: number;
		headers?: Record<string, string>;
		body?: unknown;
	};
	return { status: statusCode, headers: headers ?? {}, text: typeof body === 'string' ? body : textOf(body) };
}

const textOf = (body: unknown): string => (body === undefined || body === null ? '' : JSON.stringify(body));

async function fromFailure(
	context: IExecuteFunctions,
	{ vendor, credentialType, renewal }: Transport,
	error: unknown,
	refusal: string,
): Promise<HttpAnswer> {
	if (context.getExecutionCancelSignal?.()?.aborted) throw new CancelledError();
	if (error instanceof TransportError || error instanceof VendorError) throw error;
	const texts = textsOf(error);
	const own = texts.find((text) => text.startsWith(vendor) || text.includes(' in the credential'));
	if (own !== undefined) throw signInFailure(own);
	const status = isObject(error) ? Number(error['httpCode']) : NaN;
	if (status >= 300) return { status, headers: {}, text: refusal || (texts.at(-1) ?? '') };
	const words = inPlainWords(texts);
	if (renewal.by !== 'oAuth2' || words !== UNKNOWN_TROUBLE || texts.some((text) => PASSING.test(text))) {
		throw new TransportError(words);
	}
	const said = oneLine(
		redact(wordsOfSignIn(error) || (texts[0] ?? ''), await secretsOf(context, credentialType)),
	);
	throw new VendorError({
		...renewal.refused,
		message: `${renewal.refused.message}: ${said}`,
		cause: 'credential-invalid',
		status: 401,
	});
}

/** What the sign-in service said, which n8n keeps somewhere in the causes of its error. */
function wordsOfSignIn(error: unknown): string {
	if (!(error instanceof Error)) return '';
	const { body, cause } = error as { readonly body?: unknown; readonly cause?: unknown };
	return wordsIn(body) || wordsOfSignIn(cause);
}

/** A trouble of the sign-in service, as n8n's OAuth2 client words it. */
const PASSING = /HTTP status (429|5\d\d)/;

/** What the credential's own sign-in said; a passing trouble may be tried again, a refusal must not. */
function signInFailure(text: string): VendorError | TransportError {
	if (/could not be reached|HTTP (429|5\d\d)/.test(text)) return new TransportError(text);
	const [message = text, ...advice] = text.split(/(?<=\.) /);
	return new VendorError({
		message: message.replace(/\.$/, ''),
		nextStep: advice.join(' '),
		cause: 'credential-invalid',
		status: 401,
	});
}

function textsOf(error: unknown): readonly string[] {
	if (!isObject(error) && !(error instanceof Error)) return [String(error)];
	const { message, description, messages, cause } = error as {
		message?: unknown;
		description?: unknown;
		messages?: unknown;
		cause?: unknown;
	};
	const nested = cause instanceof Error ? [cause.message, (cause as { code?: unknown }).code] : [];
	return [message, ...(Array.isArray(messages) ? messages : []), ...nested, description].filter(
		(text): text is string => typeof text === 'string',
	);
}
