import type { FaultKind } from './faults';

/** One request and what became of it. */
export interface RequestRecord {
	/** Epoch milliseconds by the emulator's clock. */
	readonly at: number;
	/** The service; `nobody` for a path that none serves. */
	readonly vendor: string;
	readonly kind: 'auth' | 'data';
	readonly method: string;
	readonly path: string;
	readonly query: string;
	/** The body of a data request; never that of a login. */
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
	/** 0 while unanswered, and for a connection that was broken. */
	status: number;
	faults: FaultKind[];
}

const secretHeaders = new Set([
	'authorization',
	'infa-session-id',
	'icsessionid',
	'ids-session-id',
	'cookie',
]);

/** Headers with each secret replaced by its scheme and length: enough to see that one was sent, and how long. */
export function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => {
			if (!secretHeaders.has(name)) return [name, value];
			const scheme = /^(Basic|Bearer|Token) /.exec(value)?.[0] ?? '';
			return [name, `${scheme}[${value.length - scheme.length} characters]`];
		}),
	);
}
