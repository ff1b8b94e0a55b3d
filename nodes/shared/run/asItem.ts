import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

/**
 * A poll, or a list that the editor asks for, seen as the execution of one item: what reads parameters and sends requests
 * need not know the difference. Both read parameters without an item, and have no hints and no cancel signal.
 */
export const asItem = (context: IPollFunctions | ILoadOptionsFunctions): IExecuteFunctions =>
	Object.create(context, {
		getNodeParameter: {
			value: (name: string, _item: number, fallback?: unknown) => context.getNodeParameter(name, fallback),
		},
		addExecutionHints: { value: () => undefined },
	}) as IExecuteFunctions;
