import { cloudlockApi } from '../../credentials/shared/cloudlock';
import { optional } from '../../credentials/shared/fields';
import { isObject } from '../../collector/json';
import { SECOND } from '../../collector/time';
import { type Source, storedCredential } from '../shared/run/source';
import { activityFeed } from './feed';
import { limits } from './limits';
import { ecs } from './ecs';
import { ocsf } from './ocsf';
import { identityOf } from './record';

const VENDOR = 'Cisco Cloudlock';

export const source: Source = {
	vendor: VENDOR,
	vocabularies: { ocsf, ecs, namespace: ['cisco', 'cloudlock'], identityOf },
	limits: () => limits,
	async connect(context, item) {
		const credentialType = 'ciscoCloudlockApi';
		const credentials = await context.getCredentials(credentialType, item);
		const baseUrl = cloudlockApi(credentials);
		const refused =
			'Check the access token in the credential, and that the public address of this n8n is on the allow-list under Settings > Authentication & API in Cloudlock.';
		return {
			vendor: VENDOR,
			credentialType,
			baseUrl,
			domains: ['cloudlock.com'],
			// One host serves many customers, and only the token tells whom.
			countedBy: optional(credentials, 'accessToken'),
			belongsTo: `${baseUrl.href} ${storedCredential(context, credentialType)}`,
			renewal: { by: 'nothing' },
			throttleWait: SECOND,
			isExpired: () => false,
			advice: {
				401: refused,
				403: `${refused} Some endpoints need a licence.`,
				404: 'Check the base URL in the credential: Cisco support names the host of each customer.',
			},
		};
	},
	feed(context, item, ask, connection, { pageSize, concurrency }) {
		const filters: unknown = context.getNodeParameter('filters', item, {});
		const eventType =
			isObject(filters) && typeof filters['eventType'] === 'string' ? filters['eventType'].trim() : undefined;
		return activityFeed(ask, connection.baseUrl, { eventType, pageSize, concurrency });
	},
};
