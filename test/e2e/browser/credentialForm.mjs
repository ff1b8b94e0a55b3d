import { choiceOf } from './built.mjs';
import { choose } from './lists.mjs';

/**
 * The form of a new credential.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('./built.mjs').CredentialType} type
 */
export async function newCredential(page, { displayName, properties }) {
	await page.goto('/home/credentials/create');
	const kinds = page.getByTestId('selectCredential-modal');
	await kinds.getByRole('combobox').fill(displayName);
	await page.getByRole('option', { name: displayName, exact: true }).click();
	await kinds.getByTestId('new-credential-type-button').click();
	const form = page.getByTestId('editCredential-modal');
	const isChoice = (name) => properties.some((each) => each.name === name && each.type === 'options');

	return {
		area: () => form.boundingBox(),

		/** @param {Readonly<Record<string, string>>} values by field; for a list its value */
		async fill(values) {
			for (const [name, value] of Object.entries(values)) {
				const field = form.getByTestId(`parameter-input-${name}`);
				if (isChoice(name)) await choose(field, choiceOf(properties, name, value));
				else await field.locator('input').fill(value);
			}
		},

		/** Saves, which tests the credential as well. */
		save: () => form.getByTestId('credential-save-button').click(),

		/** @returns {Promise<void>} once the test has succeeded */
		seesSuccess: () => form.getByText('Connection tested successfully').waitFor(),

		/** @param {string} words waits for them where a person asks why the test failed */
		async seesFailure(words) {
			await form.getByText('More details').click();
			await form.getByText(words, { exact: true }).waitFor();
		},
	};
}
