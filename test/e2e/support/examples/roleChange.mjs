import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, inBrief } from '../ledger.mjs';
import { fromAnHourAgo, pollOften } from '../ticketWorkflow.mjs';
import { vendors } from '../vendors.mjs';
import { importExample } from './load.mjs';

const CATEGORIES = ['Role', 'Group', 'User group', 'User'];
const EVENTS = ['CREATE', 'UPDATE', 'DELETE', 'DISABLE'];

/** @param {() => import('../world.mjs').World} world */
export function testRoleChange(world) {
	test('the example for Informatica tells each change of roles and privileges in the chat, once', async () => {
		const { emulator, until } = world();
		const { source, trigger } = vendors.informatica;
		const begun = Date.now() - 3_600_000;
		const before = emulator.messages.length;
		const imported = await importExample(world(), 'informatica-role-change-to-message.json', (node) =>
			node.type === trigger ? { pollTimes: pollOften, ...fromAnHourAgo } : {},
		);
		assert.equal((await world().publish(imported)).status, 'published');

		const lines = () =>
			emulator.messages
				.slice(before)
				.flatMap(({ text }) => text.split('\n').slice(1))
				.map(unescaped);
		const happened = () =>
			emulator.records(source, { from: begun, to: Infinity }).filter(isChange).map(asLine);
		const ledger = () => compare(happened(), lines());
		for (let polls = 0; polls < 2; polls++) {
			emulator.happen(source, { n: 100, ties: true });
			await until('every change in the chat', () => ledger().missing.length === 0, {
				seen: () => inBrief(ledger()),
			});
		}
		await world().unpublish(imported);
		assert.ok(lines().length > 0);
		assert.deepEqual(ledger().repeated, []);
	});
}

const isChange = ({ actionCategory, actionEvent }) =>
	CATEGORIES.includes(actionCategory) && EVENTS.includes(actionEvent);

const asLine = ({ entryTime, actionCategory, actionEvent, objectName, actor }) =>
	`${entryTime}  ${actionCategory} ${actionEvent}: ${objectName}, by ${actor}`;

const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
