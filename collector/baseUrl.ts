/** Hosts on which plain `http:` may be used: the machine itself, for emulators and tests. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/** True when a secret may travel to this address: `https:`, or plain `http:` that never leaves the machine. */
export const isSecureUrl = (url: URL): boolean =>
	url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

/**
 * Reads a base address a person typed.
 *
 * @param field what the person sees it called, for the error: `Base URL`
 * @throws Error when it is no URL, is not `https:` (or loopback `http:`), or carries a user, password, query or fragment
 * @returns the address without trailing slashes in its path
 */
export function vendorBaseUrl(field: string, typed: string): URL {
	const text = typed.trim();
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url)
		throw new Error(
			`${field} "${withoutUserInfo(text)}" is not a URL. Write it in full, for example https://api.example.com.`,
		);
	if (!isSecureUrl(url)) {
		throw new Error(
			`${field} must start with https:// (http:// is accepted for localhost only). Nothing was sent.`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new Error(
			`${field} must hold only a host and a path: no user name, no question mark, no hash sign.`,
		);
	}
	url.pathname = url.pathname.replace(/\/+$/, '');
	return url;
}

const withoutUserInfo = (text: string): string => text.replace(/\/\/.*@/, '//…@');
