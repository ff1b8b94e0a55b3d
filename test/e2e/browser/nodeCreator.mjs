/**
 * The panel on the right that finds nodes by name. n8n shows a node and its trigger as one entry, with the words of the
 * trigger; nodes of other people may have the same name.
 *
 * @typedef {import('./built.mjs').Description} Description
 */

/**
 * @param {import('playwright-core').Page} page
 * @param {Description} trigger
 */
async function findEntry(page, trigger) {
	const creator = page.getByTestId('node-creator');
	await page.goto('/workflow/new');
	await page.getByTestId('canvas-plus-button').click();
	await creator.getByTestId('node-creator-search-bar').fill(nameIn(trigger));
	await creator.getByText(trigger.description, { exact: true }).click();
	return creator;
}

/** What n8n calls a trigger where it stands beside its node. */
const nameIn = ({ displayName }) => displayName.replace(/ Trigger$/, '');

/**
 * Begins a workflow with an action of a node; n8n puts a manual trigger in front of it.
 *
 * @param {import('playwright-core').Page} page
 * @param {Description} trigger of the same vendor
 * @param {string} action as the node calls it
 */
export async function addAction(page, trigger, action) {
	const creator = await findEntry(page, trigger);
	await creator.getByText(/^Actions \(\d+\)$/).click();
	// A node that shows an operation for two kinds of credential is listed for both.
	await creator.getByText(action, { exact: true }).first().click();
	await page.getByTestId('ndv').waitFor();
}

/**
 * Begins a workflow with a trigger.
 *
 * @param {import('playwright-core').Page} page
 * @param {Description} trigger
 */
export async function addTrigger(page, trigger) {
	const creator = await findEntry(page, trigger);
	await creator.getByText(`On new ${nameIn(trigger)} event`, { exact: true }).click();
	await page.getByTestId('ndv').waitFor();
}
