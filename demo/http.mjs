import { Problem } from '../scripts/problem.mjs';

/**
 * Asks a local server for JSON.
 *
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<{ body: any, headers: Headers }>}
 * @throws {Problem} with the server's own words, if the status is not a success
 */
export async function askJson(url, init) {
	const response = await reach(url, init);
	const text = await response.text();
	if (response.ok) return { body: JSON.parse(text), headers: response.headers };
	const { pathname } = new URL(url);
	throw new Problem(
		`${init?.method ?? 'GET'} ${pathname} was answered with ${response.status}: ${text.slice(0, 300)}`,
	);
}

/**
 * A busy server may close a connection that was kept open in the very moment it is used again. To read once more does no
 * harm; to write might do a thing twice.
 *
 * @param {string} url
 * @param {RequestInit} [init]
 */
async function reach(url, init) {
	try {
		return await fetch(url, init);
	} catch (error) {
		if ((init?.method ?? 'GET') !== 'GET') throw error;
		return await fetch(url, init);
	}
}

/**
 * Whether a server answers with a success.
 *
 * @param {string} url
 */
export async function isUp(url) {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}
