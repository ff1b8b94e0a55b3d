import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '../../../../demo/collect.mjs';
import { emulatorAt } from '../../../../demo/emulator.mjs';
import { loadWorkflows, readExample } from '../../../../demo/examples.mjs';

const scheduled = (await loadWorkflows()).map(readExample).filter((example) => example !== undefined);

/** @param {() => import('../world.mjs').World} world */
export function testScheduled(world) {
	for (const example of scheduled) {
		test(`"${example.workflow.name}", started by hand, collects and delivers what the vendor holds`, async () => {
			const { id: _, ...shipped } = example.workflow;
			const { id } = await world().importWorkflow(shipped);
			const imported = { ...example, workflow: { ...shipped, id } };
			const rows = await collect(imported, world(), emulatorAt(world().emulator.url));
			for (const { workflow, records, held, complete, exact, remark } of rows)
				assert.ok(exact && records > 0, JSON.stringify({ workflow, records, held, complete, remark }));
		});
	}
}
