import { isLoopback, isSecureUrl } from './baseUrl';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

/**
 * Whether a secret that belongs to `home` may follow to `target`: the same host, or another host of one of the vendor's
 * own domains. A loopback host stands only for itself, whatever the port.
 */
export function isSameVendor(home: URL, target: URL, domains: readonly string[]): boolean {
	if (!isSecureUrl(target) || target.username !== '' || target.password !== '') return false;
	if (home.protocol === 'https:' && target.protocol !== 'https:') return false;
	if (isLoopback(home.hostname) || isLoopback(target.hostname)) return home.hostname === target.hostname;
	if (home.host === target.host) return true;
	return [home, target].every((url) => domains.some((domain) => belongsTo(url.hostname, domain)));
}

const belongsTo = (hostname: string, domain: string): boolean =>
	hostname === domain || hostname.endsWith(`.${domain}`);

/**
 * Where an address lives now, learnt from the redirects seen, so that a vendor that sends every call to another region
 * is asked there from the second call on.
 */
export class Forwarding {
	private readonly moved = new Map<string, string>();

	apply(url: URL): URL {
		const target = this.moved.get(place(url));
		return target === undefined ? url : new URL(target + url.search);
	}

	/** Remembers a redirect that kept the query; one that changed it speaks of that query alone. */
	learn(asked: URL, target: URL): void {
		if (asked.search === target.search) this.moved.set(place(asked), place(target));
	}
}

const place = (url: URL): string => url.origin + url.pathname;
