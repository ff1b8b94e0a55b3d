import type { FastifyInstance } from 'fastify';
import { isObject, jsonText, parseJson, valueAt, type JsonValue } from './json';
import type { World } from './index';
import { setSwitches } from './switches';

/** What the control plane needs beyond the public face of the emulator. */
export interface Controls extends World {
	readonly sources: () => readonly string[];
}

/** The control plane, `/__emulator/...`: not a vendor's, never logged, never throttled. */
export function addControlPlane(app: FastifyInstance, emulator: Controls): void {
	app.get<{ Params: { source: string }; Querystring: { from?: string; to?: string } }>(
		'/__emulator/records/:source',
		async (request, reply) => {
			const { source } = request.params;
			if (!emulator.sources().includes(source)) return reply.code(404).send(unknownSource(source, emulator));
			const from = readTime(request.query.from, -Infinity);
			const to = readTime(request.query.to, Infinity);
			if (from === undefined || to === undefined)
				return reply.code(400).send({ error: 'from and to take ISO 8601 or epoch milliseconds.' });
			return { count: emulator.count(source, { from, to }) };
		},
	);
	app.post<{ Params: { source: string }; Body: string | null }>(
		'/__emulator/records/:source',
		async (request, reply) => {
			const { source } = request.params;
			if (!emulator.sources().includes(source)) return reply.code(404).send(unknownSource(source, emulator));
			const wish = parseJson(request.body ?? '') ?? {};
			const n = Number(valueAt(wish, 'n') ?? 1);
			if (!Number.isInteger(n) || n < 0) return reply.code(400).send({ error: 'n takes a whole number.' });
			const late = Number(valueAt(wish, 'late') ?? 0);
			if (!(late >= 0)) return reply.code(400).send({ error: 'late takes milliseconds before now.' });
			const added = emulator.happen(source, { n, late, ties: valueAt(wish, 'ties') === true });
			return reply.type('application/json').send(jsonText({ added: added.length, records: added }));
		},
	);
	app.get('/__emulator/sources', async () => emulator.sources());
	app.get('/__emulator/log', async () => emulator.log);
	app.delete('/__emulator/log', async () => {
		emulator.log.length = 0;
		return { ok: true };
	});
	app.get('/__emulator/switches', async () => emulator.switches);
	app.put<{ Body: string | null }>('/__emulator/switches', async (request, reply) => {
		const wanted: JsonValue | undefined = parseJson(request.body ?? '');
		if (!isObject(wanted))
			return reply.code(400).send({ error: 'Send an object such as {"umbrella":{"pageCap":100}}.' });
		try {
			setSwitches(emulator.switches, wanted);
		} catch (error) {
			return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) });
		}
		return emulator.switches;
	});
	app.get('/__emulator/tickets', async () => emulator.tickets);
	app.get('/__emulator/alerts', async () => emulator.alerts);
	app.get('/__emulator/messages', async () => emulator.messages);
	app.get('/__emulator/objects', async () =>
		emulator.objects.map(({ bytes, ...about }) => ({ ...about, size: bytes.length })),
	);
	app.get<{ Querystring: { key?: string } }>('/__emulator/object', async (request, reply) => {
		const object = emulator.objects.find(({ key }) => key === request.query.key);
		if (!object) return reply.code(404).send({ error: `There is no object ${request.query.key ?? ''}.` });
		return reply.type('application/octet-stream').send(object.bytes);
	});
	app.get('/__emulator/held', async () => ({ held: emulator.gate.held }));
	app.post('/__emulator/release', async () => {
		const { held } = emulator.gate;
		emulator.gate.open();
		return { released: held };
	});
}

const unknownSource = (source: string, emulator: Controls): { readonly error: string } => ({
	error: `There is no source ${source}. Known: ${emulator.sources().join(', ')}.`,
});

function readTime(text: string | undefined, absent: number): number | undefined {
	if (text === undefined || text === '') return absent;
	const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
	return Number.isNaN(time) ? undefined : time;
}
