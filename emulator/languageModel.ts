import { emulatorKeys } from './credentials';
import { authorization, ok, refuse, type Answer, type Call, type Route } from './exchange';
import type { FaultRule } from './faults';
import {
	isObject,
	jsonText,
	listAt,
	parseJson,
	textAt,
	valueAt,
	type JsonObject,
	type JsonValue,
} from './json';
import type { Service } from './vendor';

const { apiKey, model } = emulatorKeys.openai;

/** OpenAI-compatible servers often stand below a path, as here; `/v1` ends it. */
const BASE = '/openai/v1';

/** The fields of https://platform.openai.com/docs/api-reference/responses/create that an agent sends. */
const FIELDS = [
	...['model', 'input', 'instructions', 'tools', 'tool_choice', 'parallel_tool_calls', 'stream', 'store'],
	...['temperature', 'top_p', 'max_output_tokens', 'metadata', 'include', 'text', 'reasoning', 'user'],
	...['truncation', 'service_tier', 'previous_response_id', 'prompt_cache_key', 'safety_identifier'],
];

/** https://platform.openai.com/docs/guides/error-codes */
const error = (status: number, code: string, message: string, param: string | null = null): Answer =>
	refuse(status, { error: { message, type: 'invalid_request_error', param, code } });

/**
 * A language model that knows one trick: asked something for the first time it calls the tool it was given, and once
 * the tool has answered it says what the tool said. What it asks the tool for comes from the question: a number in it
 * goes where the tool takes a number. So whatever stands in its answer has come through the tool.
 */
export class LanguageModel implements Service {
	readonly name = 'openai';
	readonly routes: readonly Route[];
	private answers = 0;

	constructor(readonly faults: () => readonly FaultRule[]) {
		const route = (method: 'GET' | 'POST', path: string, answer: (call: Call) => Answer): Route => ({
			kind: 'data',
			methods: [method],
			path: BASE + path,
			answer: (call) => denied(call) ?? answer(call),
		});
		this.routes = [
			route('GET', '/models', () =>
				ok({ object: 'list', data: [{ id: model, object: 'model', created: 0, owned_by: 'emulator' }] }),
			),
			route('POST', '/responses', (call) => this.respond(call)),
		];
	}

	refusal(status: number): JsonValue {
		const type = status === 429 ? 'rate_limit_exceeded' : 'server_error';
		return { error: { message: `The server answered ${status}.`, type, param: null, code: type } };
	}

	private respond(call: Call): Answer {
		const body = parseJson(call.body);
		if (!isObject(body))
			return error(400, 'invalid_json', 'We could not parse the JSON body of your request.');
		const problem = problemWith(body);
		if (problem) return problem;
		this.answers += 1;
		return ok(this.envelope(body, call.at, this.output(body)));
	}

	private output(body: JsonObject): JsonObject {
		const input = listAt(body, 'input');
		const said = input.filter((item) => valueAt(item, 'type') === 'function_call_output').at(-1);
		if (said !== undefined) return this.message(`The tool answered: ${textOf(valueAt(said, 'output'))}`);
		const [tool] = listAt(body, 'tools').filter((each) => valueAt(each, 'type') === 'function');
		if (tool === undefined) return this.message('I was given no tool.');
		return {
			type: 'function_call',
			id: `fc_${this.answers}`,
			call_id: `call_${this.answers}`,
			name: textAt(tool, 'name'),
			arguments: jsonText(argumentsFor(tool, questionIn(input))),
			status: 'completed',
		};
	}

	private message(text: string): JsonObject {
		return {
			type: 'message',
			id: `msg_${this.answers}`,
			role: 'assistant',
			status: 'completed',
			content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
		};
	}

	private envelope(body: JsonObject, at: number, output: JsonObject): JsonObject {
		return {
			id: `resp_${this.answers}`,
			object: 'response',
			created_at: Math.floor(at / 1000),
			status: 'completed',
			error: null,
			incomplete_details: null,
			instructions: body['instructions'] ?? null,
			model,
			output: [output],
			parallel_tool_calls: true,
			tool_choice: body['tool_choice'] ?? 'auto',
			tools: body['tools'] ?? [],
			metadata: {},
			usage: {
				input_tokens: 1,
				input_tokens_details: { cached_tokens: 0 },
				output_tokens: 1,
				output_tokens_details: { reasoning_tokens: 0 },
				total_tokens: 2,
			},
		};
	}
}

const denied = (call: Call): Answer | undefined =>
	authorization(call, 'Bearer') === apiKey
		? undefined
		: error(401, 'invalid_api_key', 'Incorrect API key provided. You can find your API key in your account.');

function problemWith(body: JsonObject): Answer | undefined {
	const unknown = Object.keys(body).find((name) => !FIELDS.includes(name));
	if (unknown !== undefined)
		return error(400, 'unknown_parameter', `Unknown parameter: '${unknown}'.`, unknown);
	if (body['model'] !== model)
		return error(404, 'model_not_found', `The model '${textAt(body, 'model')}' does not exist.`);
	if (body['stream'] === true)
		return error(400, 'unsupported_value', 'This server does not stream.', 'stream');
	return undefined;
}

/** The last thing a person said. */
function questionIn(input: readonly JsonValue[]): string {
	const asked = input.filter((item) => valueAt(item, 'role') === 'user').at(-1);
	return textOf(valueAt(asked, 'content'));
}

/** Content is a text, or a list of parts with one each. */
const textOf = (content: JsonValue | undefined): string =>
	typeof content === 'string'
		? content
		: listAt({ content: content ?? [] }, 'content')
				.map((part) => textAt(part, 'text'))
				.join('\n');

/** What the tool's JSON schema asks for: numbers in the order of the question, and the question itself as text. */
function argumentsFor(tool: JsonValue, question: string): JsonObject {
	const numbers = (question.match(/\d+/g) ?? []).map(Number);
	const properties = valueAt(tool, 'parameters.properties');
	const entries = Object.entries(isObject(properties) ? properties : {}).map(
		([name, property]): [string, JsonValue] => {
			const type = valueAt(property, 'type');
			return [name, type === 'number' || type === 'integer' ? (numbers.shift() ?? 1) : question];
		},
	);
	return Object.fromEntries(entries);
}
