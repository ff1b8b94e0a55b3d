import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

/**
 * A poll seen as the execution of one item: what reads parameters and sends requests need not know the difference. A
 * poll reads parameters without an item, and has no hints and no cancel signal.
 */
export const pollAsItem = (poll: IPollFunctions): IExecuteFunctions =>
	Object.create(poll, {
		getNodeParameter: {
			value: (name: string, _item: number, fallback?: unknown) => poll.getNodeParameter(name, fallback),
		},
		addExecutionHints: { value: () => undefined },
	}) as IExecuteFunctions;
