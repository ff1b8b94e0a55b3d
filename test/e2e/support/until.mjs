const ASK_EVERY_MS = 250;

/** Generous: what takes seconds on a quiet machine takes minutes where others work as well. */
const USUAL_MS = 300_000;

/**
 * Waits until a condition holds.
 *
 * @template T
 * @param {string} what is awaited, for the sentence of the failure
 * @param {() => T | undefined | false | Promise<T | undefined | false>} look gives what was awaited, once it is there
 * @param {object} [options]
 * @param {number} [options.withinMs]
 * @param {Promise<never>} [options.or] ends the waiting early by rejecting
 * @param {() => unknown} [options.seen] how things stand, for the sentence of the failure
 * @returns {Promise<T>}
 */
export async function until(what, look, { withinMs = USUAL_MS, or = new Promise(() => {}), seen } = {}) {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > deadline) {
			const now = seen ? ` Now: ${JSON.stringify(await seen())}` : '';
			throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}.${now}`);
		}
		await Promise.race([or, new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))]);
	}
}
