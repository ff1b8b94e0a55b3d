import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inFull } from '../../support/ledger.mjs';
import { workflowOn } from '../canvas.mjs';
import { addTrigger } from '../nodeCreator.mjs';
import { nodePanel } from '../nodePanel.mjs';
import { picture } from '../pictures.mjs';
import { onlyNow, vendorNodes } from '../vendorNodes.mjs';

/** How many records a trigger shows. */
const TEST_EVENTS = 5;

/** The one that the docs show. */
const SHOWN = vendorNodes.informatica;

/** @param {import('../stage.mjs').Stage} stage */
export function triggers(stage) {
	describe('Fetch Test Event', { concurrency: false }, () => {
		for (const vendor of Object.values(vendorNodes)) {
			test(
				`shows the newest records (${vendor.trigger.displayName})`,
				stage.onPage(async (page) => {
					const { emulator, runs, gave, until } = stage.world;
					onlyNow(stage.world, vendor, 12);
					const newest = emulator.records(vendor.source).map(inFull).reverse();
					await addTrigger(page, vendor.trigger);
					const panel = nodePanel(page);
					await panel.chooseCredential(vendor.credential);
					await panel.run();
					await panel.seesItems(TEST_EVENTS);
					if (vendor === SHOWN) {
						await panel.showTable();
						await picture(page, 'trigger', await panel.area());
					}
					const run = await until('the run', async () => (await runs(workflowOn(page), 'success'))[0]);
					const given = await gave(run, vendor.trigger.displayName, 0);
					// A log of sign-ins may hold that of n8n as well, which came later.
					const shown = given
						.map((record) => JSON.stringify(record))
						.filter((record) => newest.includes(record));
					assert.ok(shown.length >= TEST_EVENTS - 1);
					assert.deepEqual(shown, newest.slice(0, shown.length));
				}),
			);
		}
	});
}
