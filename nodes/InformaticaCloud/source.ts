import { informaticaLogin } from '../../credentials/shared/informatica';
import { optional } from '../../credentials/shared/fields';
import type { VendorRecord } from '../../collector/feed';
import { asText } from '../../collector/json';
import { SECOND } from '../../collector/time';
import { readConditionList } from '../shared/run/given';
import type { Source } from '../shared/run/source';
import { ecs } from './ecs';
import { identityOf, securityLogFeed } from './feed';
import { ocsf } from './ocsf';
import { limits } from './limits';
import { readConditions } from './conditions';

const VENDOR = 'Informatica';
const SIGN_IN_AND_OUT = ['USER_LOGIN', 'LOGOUT'];

export const source: Source = {
	vendor: VENDOR,
	vocabularies: { ocsf, ecs, namespace: ['informatica', 'iics'], identityOf },
	limits: () => limits,
	async connect(context, item) {
		const credentialType = 'informaticaCloudApi';
		const credentials = await context.getCredentials(credentialType, item);
		const baseUrl = informaticaLogin(credentials);
		const countedBy = optional(credentials, 'username');
		return {
			vendor: VENDOR,
			credentialType,
			baseUrl,
			domains: ['informaticacloud.com'],
			countedBy,
			belongsTo: `${baseUrl.origin} ${countedBy}`,
			renewal: { by: 'signIn', field: 'sessionId' },
			throttleWait: SECOND,
			isExpired: (status) => status === 401,
			advice: {
				401: 'The session was ended at once, even after a new sign-in. Check that the user is active and may use the API.',
				403: 'Give the user a role with the privilege "Audit Log - View".',
				404: 'Check the login URL in the credential: it must be that of your region.',
			},
		};
	},
	feed(context, item, ask, connection, { pageSize, excludeOwnLogins }) {
		const filter = readConditions(readConditionList(context.getNodeParameter('filters', item, {})));
		const isOwn = (record: VendorRecord) =>
			excludeOwnLogins &&
			record['actor'] === connection.countedBy &&
			SIGN_IN_AND_OUT.includes(asText(record['actionEvent']));
		const feed = securityLogFeed(ask, connection.baseUrl, {
			conditions: filter.conditions,
			wanted: (record) => filter.wanted(record) && !isOwn(record),
			pageSize,
		});
		return { ...feed, filters: [...filter.meaning, ...(excludeOwnLogins ? ['excludeOwnLogins'] : [])] };
	},
};
