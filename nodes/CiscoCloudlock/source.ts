import { cloudlockApi } from '../../credentials/shared/cloudlock';
import { optional } from '../../credentials/shared/fields';
import { InputError } from '../../collector/errors';
import { SECOND } from '../../collector/time';
import { type Source, storedCredential } from '../shared/run/source';
import { readCollection, textsOf } from '../shared/run/given';
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
			token: `${baseUrl.href} ${optional(credentials, 'accessToken')}`,
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
		const eventType = readEventType(context.getNodeParameter('filters', item, {}));
		return {
			...activityFeed(ask, connection.baseUrl, { eventType, pageSize, concurrency }),
			filters: eventType,
		};
	},
};

/** The one type that Cloudlock is asked for. @throws InputError for several, or for what is no text */
function readEventType(filters: unknown): string | undefined {
	const given = readCollection(filters, ['eventType'], 'activity');
	const [type, ...more] = 'eventType' in given ? textsOf('Event Type', given['eventType']) : [];
	if (more.length === 0) return type;
	throw new InputError(
		'Event Type',
		`it holds ${more.length + 1} types, and Cloudlock takes one`,
		'Choose one type, or leave the filter out and sort the items by event_type in a later node.',
	);
}
