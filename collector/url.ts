export type QueryValue = string | number | undefined;

/**
 * An address below a base, with every query value encoded, so that a value can never change the query around it.
 * Values that are `undefined` are left out.
 */
export function endpoint(base: URL, path: string, query: Readonly<Record<string, QueryValue>> = {}): URL {
	const url = new URL(base);
	url.pathname = `${base.pathname.replace(/\/+$/, '')}${path}`;
	url.search = Object.entries(query)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
		.join('&');
	return url;
}
