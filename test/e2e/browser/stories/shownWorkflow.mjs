import { test } from 'node:test';
import { loadWorkflow } from '../../../../demo/examples.mjs';
import { canvasOf } from '../canvas.mjs';
import { picture } from '../pictures.mjs';
import { onlyNow, vendorNodes } from '../vendorNodes.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export function shownWorkflow(stage) {
	test(
		'The workflow that the README shows runs to its end by hand',
		stage.onPage(async (page) => {
			onlyNow(stage.world, vendorNodes.defender, 1000);
			const { id: _, ...example } = await loadWorkflow('microsoft-defender-failed-sign-ins-to-jira.json');
			const canvas = canvasOf(page);
			await canvas.open(await stage.world.importWorkflow(example));
			await canvas.runFrom('Start by hand');
			await canvas.seesSuccess('Open a ticket');
			await canvas.seesSuccess('All read');
			await canvas.seesHandedOver('Is it complete?', 'All read', '1 item');
			await picture(page, 'workflow', await canvas.area());
		}),
	);
}
