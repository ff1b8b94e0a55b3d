import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Call, Route, RouteKind } from './exchange';
import { FaultCounter, gatewayPage, replacement, type FaultKind, type FaultRule } from './faults';
import type { Gate } from './hold';
import { jsonText } from './json';
import { withoutSecrets, type RequestRecord } from './requestLog';
import type { Service } from './vendor';

/** An answer as it goes over the wire. */
export interface Wire {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/**
 * What a caller meets: the whole answer; half of it, before the connection breaks, before an end announced too early, or
 * with the rest when the gate opens; or a connection broken without a word.
 */
export type Delivery =
	| { readonly how: 'whole' | 'broken' | 'short' | 'slow'; readonly wire: Wire }
	| { readonly how: 'reset' };

/** What all services share. */
export interface Premises {
	readonly log: RequestRecord[];
	readonly gate: Gate;
	readonly latencyMs: number;
}

/** How spoiled deliveries are spoiled. */
const spoiling = (rule: FaultRule | undefined): Exclude<Delivery['how'], 'reset'> => {
	if (rule?.kind === 'truncate') return rule.clean === true ? 'short' : 'broken';
	return rule?.kind === 'slowBody' ? 'slow' : 'whole';
};

/** One service at its counter: the faults its callers meet, and its answers. */
export class Counter {
	private readonly faults = new FaultCounter();

	constructor(
		private readonly premises: Premises,
		private readonly service: Service,
	) {}

	async serve(route: Route, call: Call): Promise<Delivery> {
		const { log, latencyMs, gate } = this.premises;
		const rule = this.faults.next(this.service.faults(), route.kind, call.path);
		const entry = entryOf(call, this.service.name, route.kind, rule?.kind);
		log.push(entry);
		if (latencyMs > 0) await delay(latencyMs);
		if (rule?.kind === 'stall') await gate.wait();
		if (rule?.kind === 'reset') return { how: 'reset' };
		const answer = (rule && replacement(rule, call, this.service.refusal)) ?? route.answer(call);
		if (answer === 'reset') return { how: 'reset' };
		entry.status = answer.status;
		return { how: spoiling(rule), wire: wire(answer) };
	}
}

/** The answer to a path that nobody serves. */
export function serveNobody({ log }: Premises, call: Call): Delivery {
	const answer = notFound(call.path);
	log.push({ ...entryOf(call, 'nobody', 'data'), status: answer.status });
	return { how: 'whole', wire: wire(answer) };
}

/** What the log keeps: status 0 until there is an answer, and never the body of a login. */
function entryOf(call: Call, vendor: string, kind: RouteKind, fault?: FaultKind): RequestRecord {
	return {
		at: call.at,
		vendor,
		kind,
		method: call.method,
		path: call.path,
		query: call.rawQuery,
		body: kind === 'data' ? call.body : '',
		headers: withoutSecrets(call.headers),
		status: 0,
		faults: fault ? [fault] : [],
	};
}

function wire(answer: Answer): Wire {
	const text = answer.text ?? (answer.body === undefined ? '' : jsonText(answer.body));
	const type = answer.type ?? 'application/json';
	return {
		status: answer.status,
		headers: { 'content-type': `${type}; charset=utf-8`, ...answer.headers },
		text,
	};
}

/**
 * A path that nobody serves: Spring's own problem object at Informatica (jbrazda/iics-cli bug note), a page of the
 * console at Defender (https://github.com/microsoft/MCAS/issues/74), the gateway's sentence at Umbrella.
 */
function notFound(path: string): Answer {
	if (path.startsWith('/saas/')) {
		const resource = path.replace(/^\/saas\/(public\/)?/, '');
		const detail = `No static resource ${resource}.`;
		return {
			status: 404,
			body: {
				type: 'about:blank',
				title: 'Not Found',
				status: 404,
				detail,
				instance: path,
				properties: null,
			},
		};
	}
	if (/^\/(cas\/)?api\//.test(path)) return { status: 404, text: gatewayPage(404), type: 'text/html' };
	return { status: 404, body: { message: 'no Route matched with those values' } };
}
