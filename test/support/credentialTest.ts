import { RoutingNode } from 'n8n-core';
import type { ICredentialTestRequest, INodeType } from 'n8n-workflow';
import { executeContext, helperOf, type Setting } from './executeContext';

export interface TestResult {
	readonly status: 'OK' | 'Error';
	readonly message: string;
}

const noOp = (credentialType: string, request: ICredentialTestRequest['request']): INodeType => ({
	description: {
		displayName: 'Temp-Node',
		name: 'n8n-nodes-base.noOp',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		credentials: [{ name: credentialType, required: true }],
		properties: [{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' }],
	},
});

/** What a person sees after pressing Test, as n8n works it out (packages/cli `credentials-tester.service.ts`). */
export async function testCredential(
	type: string,
	credentials: NonNullable<Setting['credentials']>,
): Promise<TestResult> {
	const helper = helperOf(credentials);
	const test = helper.getByName(type).test;
	if (!test) return { status: 'Error', message: 'No testing function found for this credential.' };
	const nodeType = noOp(type, test.request);
	const { context } = executeContext({ nodeType, credentials: helper, mode: 'internal' });
	const data = helper.withDefaults(type, helper.stored.get(type) ?? {}, 'internal');
	try {
		await new RoutingNode(context, nodeType, { id: type, name: type, type, data }).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: words(error, test.rules) };
	}
}

interface RequestError {
	readonly message: string;
	readonly cause?: {
		readonly code?: string;
		readonly response?: { readonly status: number; readonly statusText: string };
	};
}

function words(error: unknown, rules: ICredentialTestRequest['rules'] = []): string {
	const { message, cause } = error as RequestError;
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	const rule = rules.find(({ type, properties }) => type === 'responseCode' && properties.value === status);
	return String(rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`));
}
