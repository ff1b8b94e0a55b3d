/** What error texts and codes of Node.js mean. The codes themselves make n8n replace the whole message by its own. */
const WORDS: ReadonlyArray<readonly [RegExp, string]> = [
	[/ECONNREFUSED|refused the connection/i, 'the connection was refused'],
	[/ENOTFOUND|EAI_AGAIN|domain is incorrect/i, 'the host name is not known'],
	[/ECONNRESET|socket hang up|aborted|EPIPE/i, 'the connection broke off'],
	[/timeout|ETIMEDOUT|ECONNABORTED/i, 'no answer in time'],
	[/certificate|CERT_|SSL|TLS/i, 'the TLS certificate was not accepted'],
];

/** What is said of a trouble that no row knows. */
export const UNKNOWN_TROUBLE = 'the request failed';

/** Why no answer came, without quoting the error: its text may hold the address with its query. */
export const inPlainWords = (texts: readonly string[]): string =>
	WORDS.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1] ?? UNKNOWN_TROUBLE;
