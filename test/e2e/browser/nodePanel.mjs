import { choose } from './lists.mjs';

/**
 * The panel of one node: what it got on the left, its parameters in the middle, what it gave on the right.
 *
 * @param {import('playwright-core').Page} page
 */
export function nodePanel(page) {
	const panel = page.getByTestId('ndv');
	const output = panel.getByTestId('output-panel');
	const parameter = (name) => panel.getByTestId(`parameter-input-${name}`);
	const branch = (name, count) =>
		output.getByRole('tab').filter({ hasText: new RegExp(`^${name} Branch \\(${counted(count)}\\)`) });

	return {
		panel,
		area: () => panel.boundingBox(),

		/** @returns {Promise<import('./pictures.mjs').Area | null>} what stands at the top of the output */
		async outputHead() {
			const box = await output.boundingBox();
			return box && { ...box, height: HEAD };
		},
		chooseCredential: (name) => choose(panel.getByTestId('node-credentials-select'), name),
		choose: (name, choice) => choose(parameter(name), choice),
		fill: (name, value) => parameter(name).locator('input, textarea').fill(String(value)),

		/** @param {string} option adds it to the collection "Options" */
		async addOption(option) {
			const options = panel
				.getByTestId('parameter-item')
				.filter({ has: page.getByText('Options', { exact: true }) });
			await choose(options.getByTestId('collection-parameter-add'), option);
		},

		turnOn: (name) => parameter(name).locator('.el-switch').click(),

		/** Presses "Execute step", or what stands there for a trigger. */
		run: () => panel.getByTestId('node-execute-button').click(),

		stop: () => panel.getByTestId('ndv-stop-execution-button').click(),

		/** @param {number} count waits until a scan shows this many items on its first output, and one summary */
		async seesScanned(count) {
			await branch('Activities', count).waitFor();
			await branch('Summary', 1).waitFor();
		},

		/** @param {number} count waits until a node of one output shows this many items */
		seesItems: (count) => output.getByTestId('ndv-items-count').getByText(counted(count)).waitFor(),

		/** @param {string} words waits for a hint beside the output */
		seesHint: (words) => output.getByTestId('node-hint').getByText(words).waitFor(),

		/** @returns {Promise<Record<string, string>>} the cells of the summary, as they are shown */
		async readSummary() {
			await branch('Summary', 1).click();
			const table = output.getByRole('table');
			await table.getByText('cursor', { exact: true }).waitFor();
			const names = await table.locator('thead th').allInnerTexts();
			const cells = await table.locator('tbody tr').first().locator('td').allInnerTexts();
			return Object.fromEntries(names.map((name, i) => [name.trim(), (cells[i] ?? '').trim()]));
		},

		/** Presses "Download". */
		async download() {
			const downloads = page.waitForEvent('download');
			await output.getByRole('button', { name: 'Download' }).click();
			return await downloads;
		},

		showTable: () => output.getByRole('radio', { name: 'Table' }).click(),

		async close() {
			await panel.getByTestId('ndv-close-button').click();
			await panel.waitFor({ state: 'hidden' });
		},
	};
}

/** Hints, and the names of the outputs. */
const HEAD = 240;

const counted = (count) => `${count} item${count === 1 ? '' : 's'}`;
