import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importExample } from './load.mjs';

const FILE = 'ai-agent-asks-cisco-umbrella.json';
const CHAT = 'When a question comes';
const SOURCE = 'ciscoUmbrella.securityActivity';

/** @param {() => import('../world.mjs').World} world */
export function testAgent(world) {
	const ask = async (id, chatInput) =>
		await world().run(id, CHAT, { sessionId: 'a-conversation', action: 'sendMessage', chatInput });

	describe('The agent', () => {
		test('looks it up with the node as its tool, and its answer is what the tool brought', async () => {
			const { id } = await importExample(world(), FILE);
			const { emulator } = world();
			const before = emulator.log.length;
			const run = await ask(id, 'In the last 24 hours, what were the last 3 threats that were blocked?');
			assert.equal(run.status, 'success', run.error);
			const output = run.items('AI Agent', 0)[0].json.output;
			const newest = emulator.records(SOURCE).slice(-3).reverse();
			const told = JSON.parse(output.slice(output.indexOf('[')));
			assert.deepEqual(
				told.map(({ timestamp }) => timestamp),
				newest.map(({ timestamp }) => timestamp),
			);
			const asked = emulator.log.slice(before).filter(({ kind }) => kind === 'data');
			const [question, ...others] = asked.map(({ vendor }) => vendor);
			const answer = others.pop();
			assert.deepEqual([question, answer], ['openai', 'openai']);
			assert.deepEqual([...new Set(others)], ['umbrella']);
		});

		test('is never given more than 50 events, whatever it asks for', async () => {
			const { id } = await importExample(world(), FILE);
			const run = await ask(id, 'In the last 48 hours, show me 4000 threats.');
			const output = run.items('AI Agent', 0)[0].json.output;
			assert.equal(JSON.parse(output.slice(output.indexOf('['))).length, 50);
		});

		test('hears what went wrong', async () => {
			const { id } = await importExample(world(), FILE);
			const { switches } = world().emulator;
			switches.umbrella.faults = [{ on: { from: 1 }, kind: 'status', status: 403 }];
			const run = await ask(id, 'In the last 24 hours, what were the last 3 threats?');
			switches.umbrella.faults = [];
			assert.match(run.items('AI Agent', 0)[0].json.output, /Cisco Umbrella .*403/);
		});
	});
}
