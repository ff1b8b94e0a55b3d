/**
 * The canvas of a workflow.
 *
 * @param {import('playwright-core').Page} page
 */
export function canvasOf(page) {
	const node = (name) => page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

	return {
		/** @param {{ id: string }} workflow */
		async open({ id }) {
			await page.goto(`/workflow/${id}`);
			await page.getByTestId('canvas-node').first().waitFor();
		},

		node,

		/** Opens the panel of a node. */
		async openNode(name) {
			await node(name).dblclick();
			await page.getByTestId('ndv').waitFor();
		},

		/** Runs the workflow from one of its triggers. */
		async runFrom(trigger) {
			await node(trigger).hover();
			await page.getByTestId(`execute-workflow-button-${trigger}`).click();
		},

		/** @returns {Promise<import('./pictures.mjs').Area>} the part of the page that everything on the canvas takes */
		async area() {
			const things = page.locator('[data-test-id="canvas-node"], [data-test-id="sticky"]');
			return around(
				await things.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON())),
			);
		},

		/** Waits until the line between two nodes shows what went along it; n8n draws that after the nodes. */
		seesHandedOver: (from, to, what) =>
			page
				.locator(
					`[data-test-id="edge-label"][data-source-node-name="${from}"][data-target-node-name="${to}"]`,
				)
				.getByText(what, { exact: true })
				.waitFor(),

		/** Waits until a node shows that it has run. */
		seesSuccess: (name) => node(name).getByTestId('canvas-node-status-success').waitFor(),
	};
}

/**
 * @param {import('playwright-core').Page} page
 * @returns {string} id of the workflow that the page shows
 */
export function workflowOn(page) {
	const [, id] = /\/workflow\/([^/?]+)/.exec(page.url()) ?? [];
	if (id === undefined) throw new Error(`${page.url()} shows no workflow.`);
	return id;
}

const THINGS = ['sticky', 'canvas-node'];

/** Room around it, and for the names under the nodes. */
const MARGIN = 24;
const NAMES = 40;

/** @param {readonly { left: number, top: number, right: number, bottom: number }[]} boxes */
function around(boxes) {
	const x = Math.min(...boxes.map(({ left }) => left)) - MARGIN;
	const y = Math.min(...boxes.map(({ top }) => top)) - MARGIN;
	const width = Math.max(...boxes.map(({ right }) => right)) + MARGIN - x;
	const height = Math.max(...boxes.map(({ bottom }) => bottom)) + NAMES + MARGIN - y;
	return { x, y, width, height };
}
