import type { IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import type { Emulator } from '../../emulator';
import type { CredentialName } from '../support/credentials';
import { executeContext, type Setting } from '../support/executeContext';

/** One cheap data call each, as the nodes make it. */
export const dataCalls: Readonly<Record<CredentialName, (emulator: Emulator) => IHttpRequestOptions>> = {
	ciscoUmbrellaReportingApi: ({ url }) =>
		get(`${url}/reports/v2/activity?from=-1days&to=now&limit=1&offset=0`),
	ciscoUmbrellaLegacyApi: ({ url, credentials }) =>
		get(`${url}/v1/organizations/${credentials.umbrellaLegacy.organizationId}/security-activity?limit=1`),
	ciscoCloudlockApi: ({ url }) => get(`${url}/api/v2/activities?limit=1`),
	informaticaCloudApi: ({ url }) => get(`${url}/saas/public/core/v3/securityLog?limit=100`),
	microsoftDefenderCloudAppsApi: ({ url }) => post(`${url}/api/v1/activities/`),
	microsoftDefenderCloudAppsOAuth2Api: ({ url }) => post(`${url}/api/v1/activities/`),
};

const get = (url: string): IHttpRequestOptions => ({ method: 'GET', url });
const post = (url: string): IHttpRequestOptions => ({ method: 'POST', url, body: { limit: 1, filters: {} } });

const nodeWith = (type: string): INodeType => ({
	description: {
		displayName: 'Any Node',
		name: 'any',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		credentials: [{ name: type }],
		properties: [],
	},
});

/** Sends a request with the credential attached, through n8n-core. */
export async function send(
	type: CredentialName,
	credentials: NonNullable<Setting['credentials']>,
	request: IHttpRequestOptions,
): Promise<unknown> {
	const { context } = executeContext({ nodeType: nodeWith(type), credentials });
	return await context.helpers.httpRequestWithAuthentication.call(
		context as unknown as IExecuteFunctions,
		type,
		{ ...request },
	);
}

/** What a person gets to read of a failure, and all of it that n8n shows or saves. */
export async function failure(promise: Promise<unknown>): Promise<{ message: string; everything: string }> {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Error)) throw new Error('The request did not fail.');
	const { description } = error as { readonly description?: unknown };
	return {
		message: error.message,
		everything: [error.stack, String(description), JSON.stringify(error)].join('\n'),
	};
}
