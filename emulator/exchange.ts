import type { JsonValue } from './json';

/** `auth` hands out or takes back a key; `data` hands out records. */
export type RouteKind = 'auth' | 'data';

/** One request, read. */
export interface Call {
	readonly method: string;
	readonly path: string;
	readonly params: Readonly<Record<string, string>>;
	/** The query as it came, without the question mark. */
	readonly rawQuery: string;
	/** The query decoded, `+` as a blank; `;` separates nothing. */
	readonly query: URLSearchParams;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The body of a request that carries a file, whose `body` is empty. */
	readonly bytes?: Buffer;
	/** Epoch milliseconds by the emulator's clock. */
	readonly at: number;
	/** How the caller names this server: `http://host:port`. */
	readonly origin: string;
}

/** One answer: JSON by `body`, or any text by `text` and `type`. */
export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: JsonValue;
	readonly text?: string;
	readonly type?: string;
}

export interface Route {
	readonly kind: RouteKind;
	readonly methods: ReadonlyArray<'GET' | 'POST' | 'PUT' | 'PATCH'>;
	/** With `:name` for a part, and a last `*` for all that follows. */
	readonly path: string;
	readonly answer: (call: Call) => Answer | 'reset';
}

/** The target of a request taken apart. */
export function splitUrl(target: string): Pick<Call, 'path' | 'rawQuery' | 'query'> {
	const mark = target.indexOf('?');
	const path = mark < 0 ? target : target.slice(0, mark);
	const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
	return { path, rawQuery, query: new URLSearchParams(rawQuery) };
}

export const ok = (body: JsonValue): Answer => ({ status: 200, body });

export const refuse = (status: number, body: JsonValue): Answer => ({ status, body });

/** A body as it came over the wire. */
export const bytesOf = (call: Call): Buffer => call.bytes ?? Buffer.from(call.body);

/** An `Authorization: Basic` header taken apart. */
export function basicAuth(call: Call): { readonly user: string; readonly password: string } | undefined {
	const match = /^Basic\s+(\S+)$/i.exec(call.headers['authorization'] ?? '');
	if (!match?.[1]) return undefined;
	const text = Buffer.from(match[1], 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The rest of an `Authorization` header after its scheme. */
export function authorization(call: Call, scheme: string): string | undefined {
	const [given, ...rest] = (call.headers['authorization'] ?? '').split(' ');
	return given === scheme && rest.length > 0 ? rest.join(' ') : undefined;
}
