import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { CancelledError, InputError, VendorError } from '../../../collector/errors';

/** The failure as n8n shows it: what failed as message, what to do next as description. No cause: it could hold a secret. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof InputError) {
		return new NodeOperationError(node, error.message, { description: error.fix, itemIndex });
	}
	if (error instanceof VendorError) {
		const { message, nextStep: description, status, failure: cause, retryAfterMs } = error;
		const httpCode = status === undefined ? {} : { httpCode: String(status) };
		return new NodeApiError(
			node,
			{ message, description, ...httpCode },
			{
				message,
				description,
				...httpCode,
				itemIndex,
				failure: { cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
			},
		);
	}
	if (error instanceof CancelledError) return new NodeOperationError(node, error.message, { itemIndex });
	const message = error instanceof Error ? error.message : 'Something unforeseen went wrong.';
	return new NodeOperationError(node, message, { itemIndex });
}
