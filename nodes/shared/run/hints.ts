import type { IExecuteFunctions } from 'n8n-workflow';

/** Says something beside the output that a person must not miss. */
export const warn = (context: IExecuteFunctions, message: string): void =>
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
