import { inspect } from 'node:util';

/** What a person sees of a failed run, and everything that n8n could show, save or log of it. */
export interface NodeFailure {
	readonly kind: string;
	readonly message: string;
	readonly description: string;
	readonly httpCode: string | undefined;
	readonly itemIndex: unknown;
	readonly everything: string;
}

/** @throws Error when the run did not fail */
export async function failureOf(run: Promise<unknown>): Promise<NodeFailure> {
	const error = await run.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Error)) throw new Error('The node did not fail.');
	const { description, httpCode, context } = error as {
		readonly description?: unknown;
		readonly httpCode?: unknown;
		readonly context?: { readonly itemIndex?: unknown };
	};
	return {
		kind: error.constructor.name,
		message: error.message,
		description: String(description ?? ''),
		httpCode: typeof httpCode === 'string' ? httpCode : undefined,
		itemIndex: context?.itemIndex,
		everything: everythingIn(error),
	};
}

/** An error as text in all the ways it is written down, with its causes and what is hidden in it. */
export function everythingIn(error: unknown): string {
	if (!(error instanceof Error)) return inspect(error, { depth: 10 });
	return [
		error.message,
		String(error.stack),
		JSON.stringify(error),
		inspect(error, { depth: 10, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }),
		...(error.cause === undefined ? [] : [everythingIn(error.cause)]),
	].join('\n');
}
