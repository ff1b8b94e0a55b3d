/**
 * Opens a list and chooses from it.
 *
 * @param {import('playwright-core').Locator} list
 * @param {string} choice its exact words
 */
export async function choose(list, choice) {
	const page = list.page();
	await list.click();
	const words = page.getByText(choice, { exact: true });
	await page.getByRole('option').filter({ has: words, visible: true }).click();
}
