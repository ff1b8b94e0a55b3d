import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Counter, serveNobody, type Delivery, type Premises, type Wire } from './delivery';
import { splitUrl, type Call } from './exchange';
import type { Gate } from './hold';
import type { Service } from './vendor';

export interface ServerParts extends Premises {
	readonly services: readonly Service[];
	readonly now: () => number;
}

/** What an object store is given that is no text. */
const FILES = ['application/gzip', 'application/octet-stream'];

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
	app.addContentTypeParser(FILES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	for (const service of parts.services) {
		const counter = new Counter(parts, service);
		for (const route of service.routes) {
			app.route({
				method: [...route.methods],
				url: route.path,
				handler: async (request, reply) => {
					const call = await readCall(request, parts.now());
					return deliver(parts.gate, request, reply, await counter.serve(route, call));
				},
			});
		}
	}
	app.setNotFoundHandler(async (request, reply) =>
		deliver(parts.gate, request, reply, serveNobody(parts, await readCall(request, parts.now()))),
	);
	return app;
}

async function readCall(request: FastifyRequest, at: number): Promise<Call> {
	const { path, rawQuery, query } = splitUrl(request.raw.url ?? '');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
	return {
		method: request.method,
		path,
		params: request.params as Readonly<Record<string, string>>,
		rawQuery,
		query,
		headers,
		...(Buffer.isBuffer(request.body)
			? { body: '', bytes: request.body }
			: { body: typeof request.body === 'string' ? request.body : await readBody(request) }),
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

async function deliver(
	gate: Gate,
	request: FastifyRequest,
	reply: FastifyReply,
	delivery: Delivery,
): Promise<undefined> {
	// Past the framework, which refuses a status such as Cloudlock's 888.
	reply.hijack();
	if (delivery.how === 'reset') request.raw.socket.resetAndDestroy();
	else if (delivery.how === 'whole') send(reply, delivery.wire);
	else await sendHalf(gate, reply, delivery.wire, delivery.how);
}

function send(reply: FastifyReply, { status, headers, text }: Wire): void {
	reply.raw.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
	reply.raw.end(text);
}

async function sendHalf(
	gate: Gate,
	reply: FastifyReply,
	{ status, headers, text }: Wire,
	how: 'broken' | 'short' | 'slow',
): Promise<void> {
	const bytes = Buffer.from(text);
	const half = bytes.subarray(0, bytes.length >> 1);
	reply.raw.writeHead(status, { ...headers, 'content-length': how === 'short' ? half.length : bytes.length });
	if (how === 'short') reply.raw.end(half);
	else if (how === 'broken') reply.raw.write(half, () => reply.raw.destroy());
	else {
		reply.raw.write(half);
		await gate.wait();
		reply.raw.end(bytes.subarray(half.length));
	}
}
