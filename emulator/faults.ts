import { jsonText, type JsonValue } from './json';
import type { Answer, Call, RouteKind } from './exchange';

export const faultKinds = [
	'status',
	'html',
	'reset',
	'truncate',
	'stall',
	'emptyBody',
	'notJson',
	'echoSecret',
	'slowBody',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/**
 * One thing that goes wrong. Counted per rule: the first request that the rule watches is number 1.
 * A new list of rules starts counting anew.
 */
export interface FaultRule {
	/** The number of the request, several of them, every k-th, or all from a number on. */
	readonly on: number | readonly number[] | { readonly every: number } | { readonly from: number };
	readonly kind: FaultKind;
	/** Which requests are watched and counted; `data` when absent. */
	readonly target?: RouteKind | 'any';
	/** Only requests whose path contains this text. */
	readonly path?: string;
	/** For `status`, `html` and `echoSecret`; 500, 502 and 400 when absent. */
	readonly status?: number;
	/** Seconds, or `date` for an HTTP date 30 seconds ahead; no header when absent. */
	readonly retryAfter?: number | 'date';
	/** Replaces the body of `status`, `html` and `notJson`. */
	readonly body?: JsonValue;
	/** `truncate` only: the half body announces its own length and ends cleanly, instead of breaking the connection. */
	readonly clean?: boolean;
}

/** Counts the requests of one service and says which rule strikes. */
export class FaultCounter {
	private readonly seen = new WeakMap<FaultRule, number>();

	next(rules: readonly FaultRule[], kind: RouteKind, path: string): FaultRule | undefined {
		let struck: FaultRule | undefined;
		for (const rule of rules) {
			if (!watches(rule, kind, path)) continue;
			const number = (this.seen.get(rule) ?? 0) + 1;
			this.seen.set(rule, number);
			if (!struck && strikes(rule.on, number)) struck = rule;
		}
		return struck;
	}
}

function watches(rule: FaultRule, kind: RouteKind, path: string): boolean {
	const target = rule.target ?? 'data';
	return (target === 'any' || target === kind) && path.includes(rule.path ?? '');
}

function strikes(on: FaultRule['on'], number: number): boolean {
	if (typeof on === 'number') return on === number;
	if (isNumbers(on)) return on.includes(number);
	return 'every' in on ? number % on.every === 0 : number >= on.from;
}

/** `Array.isArray` alone does not narrow a readonly array. */
const isNumbers = (on: FaultRule['on']): on is readonly number[] => Array.isArray(on);

/** What a gateway in front of an API says; the page of an IICS pod and of the Defender portal look alike. */
export const gatewayPage = (status: number): string =>
	`<html>\r\n<head><title>${status} Error</title></head>\r\n<body>\r\n<center><h1>${status} Error</h1></center>\r\n</body>\r\n</html>\r\n`;

/** `Retry-After` is seconds or an HTTP date: RFC 9110, section 10.2.3. */
export function retryAfterHeader(
	value: number | 'date' | undefined,
	now: number,
): Readonly<Record<string, string>> {
	if (value === undefined) return {};
	const text = value === 'date' ? new Date(now + 30_000).toUTCString() : String(value);
	return { 'retry-after': text };
}

/** The answer that takes the place of the true one, or `undefined` where the fault only spoils its delivery. */
export function replacement(
	rule: FaultRule,
	call: Call,
	refusal: (status: number) => JsonValue,
): Answer | undefined {
	switch (rule.kind) {
		case 'status': {
			const status = rule.status ?? 500;
			const headers = retryAfterHeader(rule.retryAfter, call.at);
			return { status, headers, body: rule.body ?? refusal(status) };
		}
		case 'html': {
			const status = rule.status ?? 502;
			const html = typeof rule.body === 'string' ? rule.body : gatewayPage(status);
			return { status, headers: retryAfterHeader(rule.retryAfter, call.at), text: html, type: 'text/html' };
		}
		case 'emptyBody':
			return { status: rule.status ?? 200, text: '', type: 'application/json' };
		case 'notJson':
			return { status: rule.status ?? 200, text: wordsOf(rule.body), type: 'application/json' };
		case 'echoSecret':
			return {
				status: rule.status ?? 400,
				body: { message: `Cannot process ${secretsOf(call)}`, error: secretsOf(call) },
			};
		case 'reset':
		case 'truncate':
		case 'stall':
		case 'slowBody':
			return undefined;
	}
}

const wordsOf = (body: JsonValue | undefined): string =>
	body === undefined ? 'OK, but this is not JSON' : typeof body === 'string' ? body : jsonText(body);

/** Some gateways print the request they refuse: its credentials come back in the text. */
function secretsOf(call: Call): string {
	const names = ['authorization', 'infa-session-id', 'icsessionid'] as const;
	const headers = names.flatMap((name) => (call.headers[name] ? [`${name}: ${call.headers[name]}`] : []));
	return [...headers, call.body].filter((text) => text !== '').join(' | ');
}
