import {
	type ICredentialDataDecryptedObject,
	type ICredentials,
	ICredentialsHelper,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { credentialTypes } from './credentialTypes';
import { emptyWorkflow } from './workflow';

type Data = ICredentialDataDecryptedObject;

/** Fields of an OAuth2 type that n8n takes from the type, whatever is stored (packages/cli `dcr-managed-fields.ts`). */
const PINNED = ['useDynamicClientRegistration', 'authUrl', 'accessTokenUrl', 'grantType', 'authentication'];

/**
 * Credentials as n8n itself handles them (packages/cli `credentials-helper.ts`), with a map in place of the encrypted
 * table: expressions are resolved, a token is fetched when its field is empty or has expired, and is stored.
 */
export class CredentialsHelper extends ICredentialsHelper {
	private readonly types: ReadonlyMap<string, ICredentialType>;

	/**
	 * @param stored what a person saved, by credential type; holds what n8n stores along with it afterwards
	 * @param types that this n8n knows
	 */
	constructor(
		readonly stored: Map<string, Data>,
		types = credentialTypes,
	) {
		super();
		this.types = new Map(types.map((type) => [type.name, type]));
	}

	getByName(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new Error(`There is no credential type ${name}.`);
		return type;
	}

	getParentTypes(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: Data,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.getByName(typeName);
		if (typeof authenticate !== 'function') return requestOptions as IHttpRequestOptions;
		return await authenticate(credentials, requestOptions as IHttpRequestOptions);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<Data | undefined> {
		const type = this.getByName(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		const isTest = node.parameters['temp'] === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;
		const output = (await type.preAuthentication.call(helpers, credentials)) as Data;
		if (output[expirable.name] === undefined) return undefined;
		this.stored.set(typeName, { ...this.stored.get(typeName), ...output });
		return Object.assign(credentials, output);
	}

	/** For OAuth2 types, on every request, since n8n 2.41. */
	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
	): Promise<Data | undefined> {
		return (await this.getByName(typeName).preAuthentication?.call(helpers, credentials)) as Data | undefined;
	}

	async getCredentials(_details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		throw new Error(`The encrypted form of ${type} is not part of these tests.`);
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		_executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		const stored = this.stored.get(type);
		if (!stored) throw new Error(`No credential of type ${type} is stored.`);
		return raw === true ? stored : this.withDefaults(type, stored, mode, values?.workflow);
	}

	/** What a person stored, completed with the defaults of the type, expressions resolved. */
	withDefaults(
		type: string,
		stored: Data,
		mode: WorkflowExecuteMode,
		workflow: Workflow = emptyWorkflow(),
	): Data {
		const properties = this.getCredentialsProperties(type);
		const pinned = properties.filter(({ name, type: kind }) => kind === 'hidden' && PINNED.includes(name));
		const kept = Object.entries(stored).filter(
			([name]) => !pinned.some((property) => property.name === name),
		);
		const complete = NodeHelpers.getNodeParameters(
			properties,
			Object.fromEntries(kept) as never,
			true,
			false,
			null,
			null,
		);
		const data = {
			...complete,
			...(stored['oauthTokenData'] ? { oauthTokenData: stored['oauthTokenData'] } : {}),
		};
		const [node] = Object.values(workflow.nodes);
		return workflow.expression.getComplexParameterValue(
			node as INode,
			data as never,
			mode,
			{},
			undefined,
			undefined,
			data as never,
		) as unknown as Data;
	}

	async updateCredentials(_details: INodeCredentialsDetails, type: string, data: Data): Promise<void> {
		this.stored.set(type, data);
	}

	async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		type: string,
		data: Data,
	): Promise<void> {
		this.stored.set(type, { ...this.stored.get(type), oauthTokenData: data['oauthTokenData'] as never });
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const type = this.getByName(name);
		const combined: INodeProperties[] = [];
		for (const parent of type.extends ?? []) {
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}
}
