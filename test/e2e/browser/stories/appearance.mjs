import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canvasOf } from '../canvas.mjs';
import { nodePanel } from '../nodePanel.mjs';
import { vendorNodes } from '../vendorNodes.mjs';

const OUR_NODES = 'n8n-nodes-security-activity';

/** What a panel shows where an expression or a text is missing. */
const UNRESOLVED = /undefined|\[object Object\]|\{\{|\[ERROR|Could not/;

/** Every node of the package on one canvas: the scans above, the triggers below. */
const allNodes = Object.values(vendorNodes).flatMap(({ node, trigger, scan }, column) => [
	placed(node, scan, { operation: 'scan' }, column, 0),
	placed(trigger, trigger.displayName, {}, column, 1),
]);

function placed({ name: type }, name, parameters, column, row) {
	return {
		id: `${column}-${row}`,
		name: `${name} ${column}`,
		type: `${OUR_NODES}.${type}`,
		typeVersion: 1,
		position: [column * 240, row * 240],
		parameters,
	};
}

/** @param {import('../stage.mjs').Stage} stage */
export function appearance(stage) {
	describe('Every panel and icon', { concurrency: false }, () => {
		for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
			test(
				`is whole in the ${colorScheme} theme`,
				stage.onPage(async (page) => {
					const workflow = {
						name: `All nodes, ${colorScheme}`,
						nodes: allNodes,
						connections: {},
						settings: {},
					};
					await page.emulateMedia({ colorScheme });
					const canvas = canvasOf(page);
					const panel = nodePanel(page);
					await canvas.open(await stage.world.importWorkflow(workflow));
					for (const { name } of allNodes) {
						await seesIcon(canvas.node(name), colorScheme);
						await canvas.openNode(name);
						await panel.panel.getByTestId('node-parameters').waitFor();
						assert.doesNotMatch(await panel.panel.innerText(), UNRESOLVED, name);
						await panel.close();
					}
				}),
			);
		}
	});
}

/** An icon made for the theme, which the browser could draw. */
async function seesIcon(node, theme) {
	const icon = node.locator('img');
	await icon.waitFor();
	const { src, width } = await icon.evaluate(({ src, naturalWidth }) => ({ src, width: naturalWidth }));
	assert.equal(src.endsWith('.dark.svg'), theme === 'dark', src);
	assert.ok(width > 0, `${src} is no picture`);
}
