import type { IExecuteFunctions } from 'n8n-workflow';

/** Says something beside the output that a person must not miss. */
export const warn = (context: IExecuteFunctions, message: string): void =>
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });

/** Says something beside the output that is good to know. */
export const inform = (context: IExecuteFunctions, message: string): void =>
	context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
