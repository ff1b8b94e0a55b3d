import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Call, Route, RouteKind } from './exchange';
import { FaultCounter, gatewayPage, replacement, type FaultRule } from './faults';
import type { Gate } from './hold';
import { jsonText } from './json';
import { withoutSecrets, type RequestRecord } from './requestLog';
import type { Service } from './vendor';

export interface ServerParts {
	readonly services: readonly Service[];
	readonly log: RequestRecord[];
	readonly gate: Gate;
	readonly now: () => number;
	readonly latencyMs: number;
}

/** An answer as it goes over the wire. */
interface Wire {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** All services on one server. Bodies stay text: each vendor reads its own, and the query as well. */
export function makeServer(parts: ServerParts): FastifyInstance {
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: 64 * 1024 * 1024,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 4000 },
		// A session id of Informatica's may be 16,000 characters long; Node's limit for all headers is 16 KB.
		http: { maxHeaderSize: 131_072 },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	for (const service of parts.services) {
		const counter = new FaultCounter();
		for (const route of service.routes) {
			app.route({
				method: [...route.methods],
				url: route.path,
				handler: (request, reply) => new Exchange(parts, service, counter, route).run(request, reply),
			});
		}
	}
	app.setNotFoundHandler(async (request, reply) => {
		const call = await readCall(request, parts.now());
		const answer = notFound(call.path);
		parts.log.push({ ...entryOf(call, 'nobody', 'data'), status: answer.status });
		return send(reply, wire(answer));
	});
	return app;
}

/** One request from the faults it meets to the last byte of its answer. */
class Exchange {
	constructor(
		private readonly parts: ServerParts,
		private readonly service: Service,
		private readonly counter: FaultCounter,
		private readonly route: Route,
	) {}

	async run(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
		const { parts, route, service } = this;
		const call = await readCall(request, parts.now());
		const rule = this.counter.next(service.faults(), route.kind, call.path);
		const entry = entryOf(call, service.name, route.kind, rule);
		parts.log.push(entry);
		if (parts.latencyMs > 0) await delay(parts.latencyMs);
		if (rule?.kind === 'stall') await parts.gate.wait();
		const answer =
			rule?.kind === 'reset' ? 'reset' : ((rule && this.spoiled(rule, call)) ?? route.answer(call));
		if (answer === 'reset') return breakOff(request, reply);
		entry.status = answer.status;
		const out = wire(answer);
		if (rule?.kind === 'truncate') return truncate(reply, out, rule.clean === true);
		if (rule?.kind === 'slowBody') return this.sendSlowly(reply, out);
		return send(reply, out);
	}

	private spoiled(rule: FaultRule, call: Call): Answer | undefined {
		return replacement(rule, call, this.service.refusal);
	}

	/** Half the body at once; the rest when the gate opens. */
	private async sendSlowly(reply: FastifyReply, out: Wire): Promise<void> {
		const bytes = Buffer.from(out.text);
		const half = bytes.length >> 1;
		reply.hijack();
		reply.raw.writeHead(out.status, { ...out.headers, 'content-length': bytes.length });
		reply.raw.write(bytes.subarray(0, half));
		await this.parts.gate.wait();
		reply.raw.end(bytes.subarray(half));
	}
}

/** What the log keeps: status 0 until there is an answer, and never the body of a login. */
function entryOf(call: Call, vendor: string, kind: RouteKind, rule?: FaultRule): RequestRecord {
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
		faults: rule ? [rule.kind] : [],
	};
}

async function readCall(request: FastifyRequest, at: number): Promise<Call> {
	const [path = '', rawQuery = ''] = splitOnce(request.raw.url ?? '', '?');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
	return {
		method: request.method,
		path,
		params: request.params as Readonly<Record<string, string>>,
		rawQuery,
		query: new URLSearchParams(rawQuery),
		headers,
		body: typeof request.body === 'string' ? request.body : await readBody(request),
		at,
		origin: `http://${headers['host'] ?? 'localhost'}`,
	};
}

/** The framework leaves the body of a GET alone; a client of Defender sends its filters there. */
async function readBody(request: FastifyRequest): Promise<string> {
	if (request.method !== 'GET') return '';
	const chunks: Buffer[] = [];
	for await (const chunk of request.raw) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function splitOnce(text: string, at: string): readonly string[] {
	const position = text.indexOf(at);
	return position < 0 ? [text] : [text.slice(0, position), text.slice(position + 1)];
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

/** Past the framework, which refuses a status such as Cloudlock's 888. */
function send(reply: FastifyReply, out: Wire): undefined {
	reply.hijack();
	reply.raw.writeHead(out.status, { ...out.headers, 'content-length': Buffer.byteLength(out.text) });
	reply.raw.end(out.text);
	return undefined;
}

function breakOff(request: FastifyRequest, reply: FastifyReply): undefined {
	reply.hijack();
	request.raw.socket.resetAndDestroy();
	return undefined;
}

/** Half a body: either the connection breaks before the announced end, or the end is announced too early. */
function truncate(reply: FastifyReply, out: Wire, clean: boolean): undefined {
	const bytes = Buffer.from(out.text);
	const half = bytes.subarray(0, bytes.length >> 1);
	reply.hijack();
	reply.raw.writeHead(out.status, { ...out.headers, 'content-length': clean ? half.length : bytes.length });
	if (clean) reply.raw.end(half);
	else reply.raw.write(half, () => reply.raw.destroy());
	return undefined;
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
