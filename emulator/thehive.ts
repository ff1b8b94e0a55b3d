import { emulatorKeys } from './credentials';
import { authorization, ok, refuse, type Answer, type Call, type Route } from './exchange';
import type { FaultRule } from './faults';
import { isList, isObject, listAt, parseJson, valueAt, type JsonObject, type JsonValue } from './json';
import { creation, problemWith, stageOf, update, type Form } from './thehiveFields';
import { BadQuery, runQuery } from './thehiveQuery';
import type { Service } from './vendor';

const keys = emulatorKeys.thehive;

/** TheHive may stand below a path of its own, as here: https://docs.strangebee.com/thehive/configuration/service/ */
const BASE = '/thehive/api';

const LOGIN = 'n8n@example.test';
const ORGANISATION = 'example';

/** Errors have a type and a message: `ErrorHandler.scala` in TheHive-Project/ScalliGraph. */
const error = (status: number, type: string, message: string): Answer => refuse(status, { type, message });

/**
 * A small TheHive 5: the alerts of https://docs.strangebee.com/thehive/api-docs/, and what n8n's own node asks for on the
 * way. Of alerts with one type, source and reference there is one: the second is refused (TheHive-Project/TheHive issues
 * 1302 and 1094).
 */
export class AlertDesk implements Service {
	readonly name = 'thehive';
	readonly alerts: JsonObject[] = [];
	readonly routes: readonly Route[];

	constructor(
		readonly faults: () => readonly FaultRule[],
		private readonly now: () => number,
	) {
		this.routes = [
			route('GET', '/case', () => ok([])),
			route('POST', '/v1/query', (call) => this.query(call)),
			route('POST', '/v1/alert', (call) => this.create(call)),
			route('GET', '/v1/alert/:id', (call) => this.read(call)),
			route('PATCH', '/v1/alert/_bulk', (call) => this.updateMany(call)),
			route('PATCH', '/v1/alert/:id', (call) => this.updateOne(call)),
		];
	}

	refusal(status: number): JsonValue {
		return { type: 'InternalError', message: `TheHive answered ${status}` };
	}

	private query(call: Call): Answer {
		const steps = valueAt(parseJson(call.body), 'query');
		if (!isList(steps)) return error(400, 'BadRequest', 'Invalid query');
		try {
			return ok(runQuery(steps, this.alerts));
		} catch (cause) {
			if (cause instanceof BadQuery) return error(400, 'BadRequest', cause.message);
			throw cause;
		}
	}

	private create(call: Call): Answer {
		const fields = fieldsIn(call, creation);
		if ('refused' in fields) return fields.refused;
		const { type, source, sourceRef } = fields.given;
		const twin = this.alerts.some(
			(alert) => alert['type'] === type && alert['source'] === source && alert['sourceRef'] === sourceRef,
		);
		if (twin) {
			const name = [type, source, sourceRef].map(String).join(':');
			return error(400, 'CreateError', `Alert ${name} already exist in organisation ${ORGANISATION}`);
		}
		const alert = this.made(fields.given);
		this.alerts.push(alert);
		return { status: 201, body: alert };
	}

	private made({ observables = [], ...given }: JsonObject): JsonObject {
		const at = this.now();
		const status = given['status'] ?? 'New';
		return {
			_id: `~${4096 * (this.alerts.length + 1)}`,
			_type: 'Alert',
			_createdBy: LOGIN,
			_createdAt: at,
			severity: 2,
			date: at,
			tags: [],
			tlp: 2,
			pap: 2,
			follow: true,
			customFields: [],
			...given,
			observableCount: isList(observables) ? observables.length : 0,
			status,
			stage: stageOf(status) ?? null,
			extraData: {},
			newDate: at,
			timeToDetect: 0,
		};
	}

	private read(call: Call): Answer {
		const alert = this.alerts[this.indexOf(call.params['id'])];
		return alert ? ok(alert) : missing();
	}

	private updateOne(call: Call): Answer {
		const fields = fieldsIn(call, update);
		if ('refused' in fields) return fields.refused;
		const { id } = call.params;
		if (!this.has(id)) return missing();
		this.change(this.indexOf(id), fields.given);
		return { status: 204 };
	}

	private updateMany(call: Call): Answer {
		const fields = fieldsIn(call, { ...update, known: { ...update.known, ids: isList } });
		if ('refused' in fields) return fields.refused;
		const { ids, ...given } = fields.given;
		const wanted = listAt({ ids: ids ?? [] }, 'ids').map(String);
		if (!wanted.every((id) => this.has(id))) return missing();
		for (const id of wanted) this.change(this.indexOf(id), given);
		return { status: 204 };
	}

	private change(index: number, { addTags = [], removeTags = [], ...given }: JsonObject): void {
		const before = this.alerts[index] ?? {};
		const kept = listAt({ ...before, ...given }, 'tags').filter(
			(tag) => !listAt({ removeTags }, 'removeTags').includes(tag),
		);
		const stage = stageOf(given['status']);
		this.alerts[index] = {
			...before,
			...given,
			tags: [...new Set([...kept, ...listAt({ addTags }, 'addTags')])],
			...(stage === undefined ? {} : { stage }),
			_updatedBy: LOGIN,
			_updatedAt: this.now(),
		};
	}

	private has(id: string | undefined): boolean {
		return this.indexOf(id) >= 0;
	}

	private indexOf(id: string | undefined): number {
		return this.alerts.findIndex(({ _id }) => _id === id);
	}
}

const route = (method: 'GET' | 'POST' | 'PATCH', path: string, answer: (call: Call) => Answer): Route => ({
	kind: 'data',
	methods: [method],
	path: BASE + path,
	answer: (call) => denied(call) ?? answer(call),
});

/** The words: TheHive-Project/TheHive issue 1394. */
const denied = (call: Call): Answer | undefined =>
	authorization(call, 'Bearer') === keys.apiKey
		? undefined
		: error(401, 'AuthenticationError', 'Authentication failure');

const missing = (): Answer => error(404, 'NotFoundError', 'Alert not found');

/** The fields of a body, or the answer that refuses them. */
function fieldsIn(call: Call, form: Form): { readonly given: JsonObject } | { readonly refused: Answer } {
	const given = parseJson(call.body);
	if (!isObject(given)) return { refused: error(400, 'BadRequest', 'Invalid JSON') };
	const problem = problemWith(given, form);
	return problem === undefined ? { given } : { refused: error(400, 'AttributeCheckingError', problem) };
}
