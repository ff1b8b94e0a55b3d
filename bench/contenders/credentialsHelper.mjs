/**
 * Credentials as n8n handles them (packages/cli `credentials-helper.ts`), with a map in place of the encrypted table:
 * a token is fetched when its field is empty or has expired, and is kept.
 *
 * @param {NodeJS.Require} require of the host
 * @param {ReadonlyMap<string, any>} types
 * @param {Readonly<Record<string, Record<string, unknown>>>} data by type
 */
export function credentialsHelper(require, types, data) {
	const { ICredentialsHelper, NodeHelpers } = require('n8n-workflow');
	const stored = new Map(Object.entries(data));

	return new (class extends ICredentialsHelper {
		getParentTypes(name) {
			return types.get(name)?.extends ?? [];
		}

		isCredentialUsableByNode() {
			return true;
		}

		/** The HTTP Request node has set the headers of the generic types by itself. */
		async authenticate(credentials, typeName, requestOptions) {
			const { authenticate } = types.get(typeName);
			return typeof authenticate === 'function'
				? await authenticate(credentials, requestOptions)
				: requestOptions;
		}

		async preAuthentication(helpers, credentials, typeName, _node, isExpired) {
			const type = types.get(typeName);
			const field = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true)?.name;
			if (!field || !type.preAuthentication || (credentials[field] !== '' && !isExpired)) return undefined;
			const output = await type.preAuthentication.call(helpers, credentials);
			stored.set(typeName, { ...stored.get(typeName), ...output });
			return Object.assign(credentials, output);
		}

		async runPreAuthentication(helpers, credentials, typeName) {
			return await types.get(typeName).preAuthentication?.call(helpers, credentials);
		}

		async getDecrypted(_additionalData, _details, type) {
			const { properties } = types.get(type);
			const filled = NodeHelpers.getNodeParameters(properties, stored.get(type), true, false, null, null);
			return { ...filled, ...stored.get(type) };
		}

		async updateCredentials(_details, type, changed) {
			stored.set(type, changed);
		}

		async updateCredentialsOauthTokenData(_details, type, { oauthTokenData }) {
			stored.set(type, { ...stored.get(type), oauthTokenData });
		}

		getCredentialsProperties(type) {
			return types.get(type).properties;
		}
	})();
}
