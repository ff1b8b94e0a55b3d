/**
 * @typedef {object} Credential
 * @property {string} name
 * @property {string} type
 * @property {Record<string, unknown>} data
 */

/**
 * The credentials that the examples use, with the emulator in the place of every vendor and desk.
 *
 * @returns {Promise<Credential[]>}
 * @param {string} url the emulator's address
 */
export async function credentialsFor(url) {
	const keys = await emulatorKeys();
	return [
		{
			name: 'Cisco Umbrella',
			type: 'ciscoUmbrellaReportingApi',
			data: {
				baseUrl: 'custom',
				customBaseUrl: url,
				apiKey: keys.umbrella.apiKey,
				apiSecret: keys.umbrella.apiSecret,
			},
		},
		{
			name: 'Cisco Cloudlock',
			type: 'ciscoCloudlockApi',
			data: { baseUrl: url, accessToken: keys.cloudlock.accessToken },
		},
		{
			name: 'Informatica Cloud',
			type: 'informaticaCloudApi',
			data: { loginUrl: url, username: keys.informatica.username, password: keys.informatica.password },
		},
		{
			name: 'Microsoft Defender for Cloud Apps',
			type: 'microsoftDefenderCloudAppsApi',
			data: { portalUrl: url, apiToken: keys.defender.apiToken },
		},
		{
			name: 'Jira',
			type: 'jiraSoftwareCloudApi',
			data: { domain: url, email: keys.jira.email, apiToken: keys.jira.apiToken },
		},
		{
			name: 'TheHive',
			type: 'theHiveProjectApi',
			data: { url: `${url}/thehive`, ApiKey: keys.thehive.apiKey },
		},
		{
			name: 'Archive (S3)',
			type: 's3',
			data: {
				endpoint: `${url}/s3`,
				region: keys.s3.region,
				accessKeyId: keys.s3.accessKeyId,
				secretAccessKey: keys.s3.secretAccessKey,
				forcePathStyle: true,
			},
		},
		{
			name: 'OpenAI',
			type: 'openAiApi',
			data: { url: `${url}/openai/v1`, apiKey: keys.openai.apiKey },
		},
	];
}

/** @param {string} url the emulator's address */
export const chatAt = async (url) => url + (await emulatorKeys()).chat.webhookPath;

/** The emulator is TypeScript; its keys are read where they are written down. */
export async function emulatorKeys() {
	const { tsImport } = await import('tsx/esm/api');
	return (await tsImport('../emulator/credentials.ts', import.meta.url)).emulatorKeys;
}
