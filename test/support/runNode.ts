import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Emulator } from '../../emulator';
import { type BuiltPackage, builtPackage } from './builtNodes';
import { CredentialsHelper } from './credentialsHelper';
import { type CredentialName, validCredentials } from './credentials';
import { executeContext, type Setting } from './executeContext';

export type NodeName = 'ciscoUmbrella' | 'ciscoCloudlock' | 'informaticaCloud' | 'microsoftDefenderCloudApps';

export interface Run
	extends Pick<Setting, 'items' | 'mode' | 'staticData' | 'signal' | 'onError' | 'timezone'> {
	readonly parameters?: INodeParameters;
	/** Values that differ from what the emulator accepts, by credential type. */
	readonly credentials?: Partial<Record<CredentialName, IDataObject>>;
	/** A helper that several runs share, with the tokens it holds. */
	readonly helper?: CredentialsHelper;
	/** Where the node comes from; the whole package unless a run says otherwise. */
	readonly from?: BuiltPackage;
}

export interface Ran {
	readonly outputs: readonly (readonly INodeExecutionData[])[];
	readonly hints: readonly string[];
	readonly helper: CredentialsHelper;
}

/** What a person stored: valid for the emulator, unless a run says otherwise. */
export function credentialsFor(emulator: Emulator, changes: Run['credentials'] = {}): CredentialsHelper {
	const stored = Object.entries(validCredentials(emulator)).map(([name, data]): [string, IDataObject] => [
		name,
		{ ...data, ...changes[name as CredentialName] },
	]);
	return new CredentialsHelper(new Map(stored) as never);
}

/** Runs a built node once in n8n-core's execution context, against the emulator. @throws what the node throws */
export async function runNode(emulator: Emulator, name: NodeName, run: Run = {}): Promise<Ran> {
	const nodeType = (run.from ?? (await builtPackage())).node(name);
	const helper = run.helper ?? credentialsFor(emulator, run.credentials);
	const parameters = NodeHelpers.getNodeParameters(
		nodeType.description.properties,
		run.parameters ?? {},
		true,
		false,
		{ typeVersion: 1 } as never,
		nodeType.description as never,
	);
	const { context } = executeContext({ ...run, nodeType, parameters: parameters ?? {}, credentials: helper });
	const outputs = ((await nodeType.execute?.call(context as unknown as IExecuteFunctions)) ??
		[]) as INodeExecutionData[][];
	return { outputs, hints: context.hints.map((hint) => hint.message), helper };
}

/** A scan's single summary. */
export const summaryOf = ({ outputs }: Ran): IDataObject => outputs[1]?.[0]?.json ?? {};
