import { emulatorKeys } from '../../emulator';
import { Api, type Got } from './client';

const { apiKey, model } = emulatorKeys.openai;

let api: Api;
beforeEach(async () => {
	api = await Api.open();
});
afterEach(() => api.close());

const respond = (body: object, key = apiKey): Promise<Got> =>
	api.postJson('/openai/v1/responses', body, { authorization: `Bearer ${key}` });

const properties = { hours: { type: 'number' }, limit: { type: 'integer' }, topic: { type: 'string' } };
const tools = [{ type: 'function', name: 'Blocked', parameters: { type: 'object', properties } }];
const question = { role: 'user', content: [{ type: 'input_text', text: 'In 24 hours, the last 3?' }] };

test('asked for the first time it calls the tool, with the numbers of the question', async () => {
	const { status, json } = await respond({ model, input: [question], tools });
	expect([status, json.output]).toEqual([
		200,
		[expect.objectContaining({ type: 'function_call', name: 'Blocked', call_id: expect.any(String) })],
	]);
	expect(JSON.parse(json.output[0].arguments)).toEqual({
		hours: 24,
		limit: 3,
		topic: 'In 24 hours, the last 3?',
	});
});

test('once the tool has answered it says what the tool said, and nothing else', async () => {
	const said = { type: 'function_call_output', call_id: 'call_1', output: '[{"domain":"bad.example"}]' };
	const { json } = await respond({ model, input: [question, said], tools });
	expect(json.output).toEqual([
		expect.objectContaining({
			type: 'message',
			content: [expect.objectContaining({ text: 'The tool answered: [{"domain":"bad.example"}]' })],
		}),
	]);
});

test('without a tool it knows nothing', async () => {
	const { json } = await respond({ model, input: [{ role: 'user', content: 'What is new?' }] });
	expect(json.output[0].content[0].text).toBe('I was given no tool.');
});

test.each<[string, object, string | undefined, number, string]>([
	['another key', { model, input: [] }, 'guessed', 401, 'invalid_api_key'],
	['another model', { model: 'gpt-0', input: [] }, undefined, 404, 'model_not_found'],
	['a field nobody knows', { model, input: [], colour: 'red' }, undefined, 400, 'unknown_parameter'],
	['a wish for a stream', { model, input: [], stream: true }, undefined, 400, 'unsupported_value'],
])('%s is refused', async (_name, body, key, status, code) => {
	const got = await respond(body, key);
	expect([got.status, got.json.error.code]).toEqual([status, code]);
});

test('the models are listed', async () => {
	const got = await api.call('/openai/v1/models', { headers: { authorization: `Bearer ${apiKey}` } });
	expect(got.json.data).toEqual([expect.objectContaining({ id: model })]);
	expect((await api.call('/openai/v1/chat', { method: 'POST' })).status).toBe(404);
});
