export type Settled<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly error: unknown };

/** The outcome of a promise as a value, so that a failure can be looked at outside a `catch`. */
export const settle = async <T>(promise: Promise<T>): Promise<Settled<T>> =>
	await promise.then(
		(value) => ({ ok: true as const, value }),
		(error: unknown) => ({ ok: false as const, error }),
	);

/** The same for a function that answers at once. */
export function attempt<T>(compute: () => T): Settled<T> {
	try {
		return { ok: true, value: compute() };
	} catch (error) {
		return { ok: false, error };
	}
}
