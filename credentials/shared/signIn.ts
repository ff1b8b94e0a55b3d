import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { attempt, settle } from '../../collector/settle';
import { isObject, type JsonObject, parseJson } from '../../collector/json';
import { oneLine, redact } from '../../collector/redact';
import { vendorText } from '../../collector/vendorText';
import { inPlainWords } from '../../collector/trouble';

export interface SignIn {
	/** As people know it: `Cisco Umbrella`. */
	readonly vendor: string;
	readonly request: IHttpRequestOptions;
	/** The same sign-in in another form, for a host that does not know the first one. */
	readonly orElse?: IHttpRequestOptions;
	/** Whatever must not be read in an error, even if the vendor says it. */
	readonly secrets: readonly string[];
	/** What to do when the vendor does not know the key or password. */
	readonly whenRefused: string;
}

interface Answer {
	readonly statusCode: number;
	readonly body: string;
}

const SIGN_IN_TIMEOUT_MS = 60_000;
const UNKNOWN_HERE = new Set([404, 405]);
const REFUSALS = new Set([400, 401, 403]);

/**
 * Signs in once and answers with the vendor's JSON.
 *
 * @throws Error that names the vendor, the status, the vendor's own words and the next step; never a secret
 */
export async function signIn(
	helper: IHttpRequestHelper,
	{ request, orElse, ...about }: SignIn,
): Promise<JsonObject> {
	const host = new URL(request.url).host;
	const sent = await settle(send(helper, request));
	if (!sent.ok) throw unreachable(about.vendor, host, sent.error);
	const { statusCode, body } = sent.value;
	if (orElse && UNKNOWN_HERE.has(statusCode)) return await signIn(helper, { request: orElse, ...about });
	const parsed = attempt(() => parseJson(body));
	if (isSuccess(statusCode) && parsed.ok && isObject(parsed.value)) return parsed.value;
	throw refusal(about, host, sent.value);
}

const send = async (helper: IHttpRequestHelper, request: IHttpRequestOptions): Promise<Answer> =>
	(await helper.helpers.httpRequest({
		timeout: SIGN_IN_TIMEOUT_MS,
		...request,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	})) as Answer;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

function unreachable(vendor: string, host: string, error: unknown): Error {
	const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
	const why = inPlainWords([String(code), String(message)]);
	return new Error(
		`${vendor} could not be reached at ${host} to sign in: ${why}. Check the address in the credential and that this n8n may reach it (proxy, firewall).`,
	);
}

function refusal(about: Omit<SignIn, 'request'>, host: string, { statusCode, body }: Answer): Error {
	const verb = isSuccess(statusCode) ? 'answered' : 'refused';
	const words = saidBy(body, about.secrets);
	const next = REFUSALS.has(statusCode) ? about.whenRefused : nextStep(statusCode);
	return new Error(`${about.vendor} ${verb} the sign-in at ${host} with HTTP ${statusCode}${words}. ${next}`);
}

function saidBy(body: string, secrets: readonly string[]): string {
	const { code, text } = vendorText(body);
	const words = oneLine(redact([code, text].filter(Boolean).join(': '), secrets));
	return words === '' ? '' : `: ${words.replace(/\.$/, '')}`;
}

function nextStep(status: number): string {
	if (status === 429)
		return 'Too many sign-ins in a short time: wait some minutes, and check what else uses this key.';
	if (status >= 500) return 'Try again later.';
	return 'Check the address in the credential: this host does not sign in to the API.';
}
