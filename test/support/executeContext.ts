import './host';
import { ExecuteContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredentialsHelper } from './credentialsHelper';
import { workflowOf } from './workflow';

export interface Setting {
	readonly nodeType: INodeType;
	readonly parameters?: INodeParameters;
	/** What is stored, by credential type: plain data, or a helper that another context shares. */
	readonly credentials?: Readonly<Record<string, ICredentialDataDecryptedObject>> | CredentialsHelper;
	readonly items?: INodeExecutionData[];
	readonly mode?: WorkflowExecuteMode;
	/** Kept by reference, so a test sees what the node saved in it. */
	readonly staticData?: IDataObject;
	readonly signal?: AbortSignal;
	/** What the settings of the workflow say; that of the host unless a run says otherwise. */
	readonly timezone?: string;
	/** What the node does when an item fails; n8n's default is to stop. */
	readonly onError?: INode['onError'];
}

export interface Rig {
	readonly context: ExecuteContext;
	readonly node: INode;
	readonly credentials: CredentialsHelper;
}

export const helperOf = (credentials: Setting['credentials'] = {}): CredentialsHelper =>
	credentials instanceof CredentialsHelper
		? credentials
		: new CredentialsHelper(new Map(Object.entries(credentials)));

/** What n8n hands to a node that runs, around our own credentials. */
export const additionalDataOf = (
	credentialsHelper: CredentialsHelper,
	parameters: INodeParameters,
): IWorkflowExecuteAdditionalData =>
	({
		credentialsHelper,
		currentNodeParameters: parameters,
		executionId: '1',
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1/',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
	}) as unknown as IWorkflowExecuteAdditionalData;

/** An execution of one node in n8n-core's own context. */
export function executeContext(setting: Setting): Rig {
	const { nodeType, parameters = {}, items = [{ json: {} }], mode = 'manual' } = setting;
	const credentials = helperOf(setting.credentials);
	const node: INode = {
		id: 'a-node',
		name: nodeType.description.displayName,
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			[...credentials.stored.keys()].map((type) => [type, { id: type, name: type }]),
		),
		...(setting.onError ? { onError: setting.onError } : {}),
	};
	const workflow = workflowOf(node, nodeType, setting.staticData, setting.timezone);
	const running = workflow.getNode(node.name) ?? node;
	const runData = { resultData: { runData: {} } } as unknown as IRunExecutionData;
	const inputs = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		running,
		additionalDataOf(credentials, running.parameters),
		mode,
		runData,
		0,
		items,
		inputs,
		{ node: running, data: inputs, source: null },
		[],
		setting.signal,
	);
	return { context, node: running, credentials };
}
