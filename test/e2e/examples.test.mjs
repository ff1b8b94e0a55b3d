import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { loadWorkflow } from '../../demo/examples.mjs';
import { compare, inBrief } from './support/ledger.mjs';
import { fromAnHourAgo, pollOften } from './support/ticketWorkflow.mjs';
import { vendors } from './support/vendors.mjs';
import { openWorld } from './support/world.mjs';

const CATEGORIES = ['Role', 'Group', 'User group', 'User'];
const EVENTS = ['CREATE', 'UPDATE', 'DELETE', 'DISABLE'];

describe('The shipped example for Informatica', () => {
	/** @type {import('./support/world.mjs').World} */
	let world;
	/** @type {Awaited<ReturnType<typeof openChat>>} */
	let chat;

	before(async () => {
		[world, chat] = await Promise.all([openWorld('examples'), openChat()]);
	});
	after(async () => {
		chat?.close();
		await world?.close();
	});

	test('tells each change of roles and privileges in the chat, once', async () => {
		const { emulator, until } = world;
		const { source, trigger } = vendors.informatica;
		const { id: _, ...shipped } = await loadWorkflow('informatica-role-change-to-message.json');
		const changed = (node) => {
			if (node.type === trigger) return { pollTimes: pollOften, ...fromAnHourAgo };
			return node.name === 'Post to your chat' ? { url: chat.url } : {};
		};
		const nodes = shipped.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changed(node) },
		}));
		const imported = await world.importWorkflow({ ...shipped, nodes });
		assert.equal((await world.publish(imported)).status, 'published');

		const ledger = () => compare(emulator.records(source).filter(isChange).map(asLine), chat.lines());
		for (let polls = 0; polls < 2; polls++) {
			emulator.happen(source, { n: 100, ties: true });
			await until('every change in the chat', () => ledger().missing.length === 0, {
				seen: () => inBrief(ledger()),
			});
		}
		assert.ok(chat.lines().length > 0);
		assert.deepEqual(ledger().repeated, []);
	});
});

const isChange = ({ actionCategory, actionEvent }) =>
	CATEGORIES.includes(actionCategory) && EVENTS.includes(actionEvent);

const asLine = ({ entryTime, actionCategory, actionEvent, objectName, actor }) =>
	`${entryTime}  ${actionCategory} ${actionEvent}: ${objectName}, by ${actor}`;

/** Takes messages as Slack, Mattermost and Google Chat do: JSON with a text, whose first line is a heading. */
async function openChat() {
	const messages = [];
	const server = createServer(async (request, response) => {
		const chunks = await request.toArray();
		messages.push(JSON.parse(Buffer.concat(chunks).toString()).text);
		response.end('ok');
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}/hook`,
		lines: () => messages.flatMap((text) => text.split('\n').slice(1)).map(unescaped),
		close: () => server.close(),
	};
}

const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
