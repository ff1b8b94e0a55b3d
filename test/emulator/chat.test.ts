import { emulatorKeys } from '../../emulator';
import { Api, NOON } from './client';

const { webhookPath } = emulatorKeys.chat;

let api: Api;
beforeEach(async () => {
	api = await Api.open();
});
afterEach(() => api.close());

test('a message is taken', async () => {
	const got = await api.postJson(webhookPath, { text: 'two\nlines' });
	expect([got.status, got.text]).toEqual([200, 'ok']);
	expect(api.emulator.messages).toEqual([{ at: NOON, text: 'two\nlines' }]);
	expect((await api.call('/__emulator/messages')).json).toEqual(api.emulator.messages);
});

test.each<[string, string, unknown, number, string]>([
	['another address', '/services/T0EMULATOR/B0EMULATOR/guessed', { text: 'x' }, 404, 'no_service'],
	['no text', webhookPath, { text: ' ' }, 400, 'no_text'],
	['a field nobody knows', webhookPath, { text: 'x', colour: 'red' }, 400, 'invalid_payload'],
	['a list', webhookPath, ['x'], 400, 'invalid_payload'],
])('%s is refused', async (_name, path, message, status, text) => {
	const got = await api.postJson(path, message);
	expect([got.status, got.text]).toEqual([status, text]);
	expect(api.emulator.messages).toEqual([]);
});
