import { OWNER } from '../../../demo/n8nSession.mjs';

/**
 * Signs in as the owner, as a person does.
 *
 * @param {import('playwright-core').Page} page
 */
export async function signIn(page) {
	await page.goto('/signin');
	await page.getByLabel('Email').fill(OWNER.email);
	await page.getByLabel('Password').fill(OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/home/**');
}
