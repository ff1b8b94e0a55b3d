import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWorkflows } from '../../../../demo/examples.mjs';

/** @param {() => import('../world.mjs').World} world */
export function testForm(world) {
	test('every node of every example is one that this n8n has', async () => {
		const known = await world().nodeVersions();
		for (const { name: workflow, nodes } of await loadWorkflows())
			for (const { name, type, typeVersion } of nodes)
				assert.ok(known.get(type)?.includes(typeVersion), `${workflow}, ${name}: ${type} ${typeVersion}`);
	});

	test('every example says on a note what to change, and names nodes that are there', async () => {
		for (const { name: workflow, nodes } of await loadWorkflows()) {
			const note = nodes.find(({ name }) => name === 'What to change');
			assert.match(note?.parameters.content ?? '', /^## .+\n.+\n\n[^]*\*\*Change\*\*\n- /, workflow);
			const names = new Set(nodes.map(({ name }) => name));
			const change = note.parameters.content.split('**Change**')[1].split('**')[0];
			const named = [...change.matchAll(/\*([A-Z][^*]+)\*/g)].map(([, name]) => name);
			assert.ok(
				named.some((name) => names.has(name)),
				`${workflow} names no node to change`,
			);
		}
	});

	test('the ids and the names of the examples differ', async () => {
		const workflows = await loadWorkflows();
		for (const field of ['id', 'name']) {
			const values = workflows.map((workflow) => workflow[field]);
			assert.deepEqual([...new Set(values)], values);
		}
	});
}
