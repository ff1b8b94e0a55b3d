/**
 * Just enough of axios to sign in with.
 *
 * @type {import('../vendors/vendor.mjs').Client}
 */
export const loginClient = {
	get: () => Promise.reject(new Error('Signing in needs no GET.')),
	async post(url, body, { headers = { 'Content-Type': 'application/json' } } = {}) {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return { data: await (await fetch(url, { method: 'POST', body: text, headers })).json() };
	},
};
