import type { IHttpRequestOptions } from 'n8n-workflow';
import { isSecureUrl } from '../../collector/baseUrl';

type Headers = Readonly<Record<string, string>>;

/** The path of an address that names no host, or nothing. */
const pathOnly = (address: string): string | undefined => (/^\/(?!\/)/.test(address) ? address : undefined);

/** n8n's HTTP Request node says `uri` where every other request says `url`. */
function addressOf(request: IHttpRequestOptions): string {
	const { url, uri } = request as { readonly url?: unknown; readonly uri?: unknown };
	return String(url ?? uri ?? '');
}

/**
 * The address a request goes to, in full.
 *
 * @param base where it goes when it names a path alone and no base of its own
 */
export function target(request: IHttpRequestOptions, base: URL): URL {
	const path = pathOnly(addressOf(request));
	const address = path === undefined ? addressOf(request) : (request.baseURL ?? joined(base)) + path;
	if (!URL.canParse(address)) throw new Error(`The request address "${address}" is not a URL.`);
	return new URL(address);
}

const joined = (base: URL): string => base.href.replace(/\/$/, '');

/**
 * The request with a secret attached.
 *
 * @param base where a request goes that names a path alone, as the credential's own test does
 * @throws Error when the secret would travel unencrypted to another machine
 */
export function attach(request: IHttpRequestOptions, base: URL, headers: Headers): IHttpRequestOptions {
	const url = target(request, base);
	if (!isSecureUrl(url)) {
		throw new Error(
			`The credential is not sent to ${url.host} over plain ${url.protocol}//. Use https:// (http:// is accepted for localhost only).`,
		);
	}
	return {
		...request,
		...(pathOnly(addressOf(request)) === undefined ? {} : { baseURL: request.baseURL ?? joined(base) }),
		headers: { ...request.headers, ...headers },
	};
}

export const basic = (user: string, password: string): string =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
