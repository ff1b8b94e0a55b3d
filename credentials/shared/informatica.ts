import type { IHttpRequestOptions } from 'n8n-workflow';
import { vendorBaseUrl } from '../../collector/baseUrl';
import { isArray, isObject, type JsonObject } from '../../collector/json';
import { isSameVendor } from '../../collector/redirects';
import { type Address, withPath } from './addresses';
import { optional } from './fields';

export const INFORMATICA = 'Informatica';

/** Informatica's own domain: the API of an organization lives on a host of it that only the login answer names. */
const DOMAINS = ['informaticacloud.com'];

/** Hosts other products of one organization too, so its name matters more than its place in the list. */
const PRODUCT = 'Integration Cloud';

/** What comes before `/public/core/v3` on a login host, and ends the API base that the login names. */
const SAAS = '/saas';

/** Informatica's login host; `/saas` comes after it. */
export const informaticaLogin: Address = (credentials) =>
	withPath(vendorBaseUrl('Login URL', optional(credentials, 'loginUrl')), (path) =>
		path.replace(/\/(saas|ma|identity-service)(\/.*)?$/, ''),
	);

export const atLogin = (login: URL, path: string): string => login.href.replace(/\/$/, '') + path;

/** The session and API address of a v3 login answer. @throws Error when it holds none, or an address not Informatica's */
export function session(
	login: URL,
	answer: JsonObject,
): { readonly sessionId: string; readonly apiBaseUrl: URL } {
	const user = answer['userInfo'];
	const sessionId = isObject(user) ? user['sessionId'] : undefined;
	if (typeof sessionId !== 'string' || sessionId === '') {
		throw new Error(
			`${INFORMATICA} answered the sign-in at ${login.host} without a session. Check the login URL in the credential.`,
		);
	}
	return { sessionId, apiBaseUrl: apiBase(login, namedBase(answer['products'])) };
}

function namedBase(products: unknown): string {
	const named = isArray(products) ? products.filter(isObject) : [];
	const product = named.find(({ name }) => name === PRODUCT) ?? named[0];
	const base = product?.['baseApiUrl'];
	return typeof base === 'string' ? base : '';
}

/** @throws Error unless the address is the login host's own, another host of Informatica, or the same loopback host */
export function apiBase(login: URL, address: string): URL {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url && isSameVendor(login, url, DOMAINS)) return url;
	const elsewhere = url ? `${url.host}, which does not belong to ${login.host}` : 'no API address';
	throw new Error(
		`${INFORMATICA}'s sign-in at ${login.host} named ${elsewhere}; the session was not sent there. Check the login URL in the credential, then test it again.`,
	);
}

/**
 * The request, sent to the API where it named a path alone or the login host. On a second try after a new sign-in it
 * goes to the address of that sign-in.
 *
 * @throws Error when it would carry the session to a host that is not Informatica's
 */
export function atApiBase(request: IHttpRequestOptions, login: URL, base: URL): IHttpRequestOptions {
	const loginBase = `${atLogin(login, SAAS)}/`;
	const path = request.url.startsWith(loginBase) ? request.url.slice(loginBase.length - 1) : request.url;
	if (path.startsWith('/')) return { ...request, url: path, baseURL: base.href.replace(/\/$/, '') };
	const url = URL.canParse(path) ? new URL(path) : undefined;
	if (url && isSameVendor(login, url, DOMAINS)) return request;
	throw new Error(
		`The ${INFORMATICA} session is not sent to ${url?.host ?? path}, which does not belong to ${login.host}.`,
	);
}
