import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { attempt, settle } from '../../collector/settle';
import { isObject, type JsonObject, parseJson } from '../../collector/json';
import { oneLine, redact } from '../../collector/redact';
import { isRedirect } from '../../collector/redirects';
import { vendorText } from '../../collector/vendorText';

export interface SignIn {
	/** As people know it: `Cisco Umbrella`. */
	readonly vendor: string;
	readonly request: IHttpRequestOptions;
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
const REFUSALS = new Set([400, 401, 403]);

/**
 * Signs in once and answers with the vendor's JSON.
 *
 * @throws Error that names the vendor, the status, the vendor's own words and the next step; never a secret
 */
export async function signIn(
	helper: IHttpRequestHelper,
	{ vendor, request, secrets, whenRefused }: SignIn,
): Promise<JsonObject> {
	const sent = await settle(
		helper.helpers.httpRequest({
			timeout: SIGN_IN_TIMEOUT_MS,
			...request,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		}) as Promise<Answer>,
	);
	const host = new URL(request.url).host;
	if (!sent.ok)
		throw new Error(
			`${vendor} could not be reached at ${host} to sign in${codeOf(sent.error)}. ${UNREACHABLE}`,
		);
	const { statusCode, body } = sent.value;
	const answer = attempt(() => parseJson(body));
	if (statusCode >= 200 && statusCode < 300 && answer.ok && isObject(answer.value)) return answer.value;
	const words = saidBy(body, secrets);
	const next = REFUSALS.has(statusCode) ? whenRefused : nextStep(statusCode);
	throw new Error(`${vendor} refused the sign-in at ${host} with HTTP ${statusCode}${words}. ${next}`);
}

function saidBy(body: string, secrets: readonly string[]): string {
	const said = vendorText(body);
	const words = oneLine(redact([said.code, said.text].filter(Boolean).join(': '), secrets)).replace(
		/\.$/,
		'',
	);
	return words === '' ? '' : `: ${words}`;
}

function codeOf(error: unknown): string {
	const code = (error as { readonly code?: unknown } | undefined)?.code;
	return typeof code === 'string' ? ` (${code})` : '';
}

function nextStep(status: number): string {
	if (status === 429)
		return 'Too many sign-ins in a short time: wait some minutes, and check what else uses this key.';
	if (status >= 500) return 'Try again later.';
	if (isRedirect(status) || status === 404 || status < 300)
		return 'Check the address in the credential: this host does not sign in to the API.';
	return 'Check the credential.';
}

const UNREACHABLE = 'Check the address in the credential and that this n8n may reach it (proxy, firewall).';
