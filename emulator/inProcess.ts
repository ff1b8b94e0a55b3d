import { Counter, serveNobody, type Delivery, type Premises } from './delivery';
import { splitUrl, type Call, type Route } from './exchange';
import type { Service } from './vendor';

export interface InProcessRequest {
	readonly method: string;
	/** Whole; whatever host it names is this emulator. */
	readonly url: string;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

export interface InProcessAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** Asks the services without a network. @throws ConnectionBroken when no whole answer arrives */
export type Ask = (request: InProcessRequest) => Promise<InProcessAnswer>;

/** What a broken connection is to a caller without one. */
export class ConnectionBroken extends Error {
	override readonly name = 'ConnectionBroken';
	constructor() {
		super('The connection was broken.');
	}
}

interface Place {
	readonly route: Route;
	readonly counter: Counter;
	readonly params: Readonly<Record<string, string>>;
}

/** The same services, faults and log as over HTTP, ten times as fast: for tests that ask very often. */
export function askInProcess(
	parts: Premises & { readonly services: readonly Service[]; readonly now: () => number },
): Ask {
	const find = router(parts);
	return async (request) => {
		const { origin } = new URL(request.url);
		const target = splitUrl(request.url.slice(origin.length));
		const place = find(request.method, target.path);
		const call: Call = {
			...target,
			method: request.method,
			params: place?.params ?? {},
			headers: request.headers,
			body: request.body ?? '',
			at: parts.now(),
			origin,
		};
		const delivery = place ? place.counter.serve(place.route, call) : serveNobody(parts, call);
		return await received(parts, await delivery);
	};
}

/** Finds a route: by its whole path, or else by a pattern such as `/organizations/:organization/security-activity`. */
function router(
	parts: Premises & { readonly services: readonly Service[] },
): (method: string, path: string) => Place | undefined {
	const whole = new Map<string, Place>();
	const patterns: Array<Omit<Place, 'params'> & { readonly pattern: RegExp }> = [];
	for (const service of parts.services) {
		const counter = new Counter(parts, service);
		for (const route of service.routes) {
			const isPattern = /[:*]/.test(route.path);
			if (isPattern) patterns.push({ route, counter, pattern: patternOf(route.path) });
			else
				for (const method of route.methods)
					whole.set(`${method} ${route.path}`, { route, counter, params: {} });
		}
	}
	return (method, path) => {
		const known = whole.get(`${method} ${path}`);
		if (known) return known;
		for (const { route, counter, pattern } of patterns) {
			const match = route.methods.some((one) => one === method) ? pattern.exec(path) : null;
			if (match) return { route, counter, params: paramsOf(match) };
		}
		return undefined;
	};
}

const patternOf = (path: string): RegExp =>
	new RegExp(
		`^${path
			.replaceAll('.', '\\.')
			.replace(/:(\w+)/g, '(?<$1>[^/]+)')
			.replace(/\*$/, '.*')}$`,
	);

const paramsOf = ({ groups = {} }: RegExpExecArray): Readonly<Record<string, string>> =>
	Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));

async function received({ gate }: Premises, delivery: Delivery): Promise<InProcessAnswer> {
	if (delivery.how === 'reset' || delivery.how === 'broken') throw new ConnectionBroken();
	if (delivery.how === 'slow') await gate.wait();
	const { status, headers, text } = delivery.wire;
	return { status, headers, text: delivery.how === 'short' ? text.slice(0, text.length >> 1) : text };
}
