import { vendorBaseUrl } from '../../collector/baseUrl';
import { type Address, withPath } from './addresses';
import { optional } from './fields';

const CUSTOM = 'custom';

/** Host of the current Umbrella API; `/reports/v2` and `/auth/v2` come after it. */
export const umbrellaApi: Address = (credentials) =>
	optional(credentials, 'baseUrl') === CUSTOM
		? vendorBaseUrl('Custom Base URL', optional(credentials, 'customBaseUrl'))
		: vendorBaseUrl('Base URL', optional(credentials, 'baseUrl'));

export const umbrellaToken: Address = (credentials) => {
	const typed = optional(credentials, 'tokenUrl');
	if (typed !== '') return vendorBaseUrl('Token URL', typed);
	return withPath(umbrellaApi(credentials), (path) => `${path}/auth/v2/token`);
};

/** Reporting v1, its `/v1` included. */
export const umbrellaLegacyApi: Address = (credentials) =>
	withPath(vendorBaseUrl('Base URL', optional(credentials, 'baseUrl')), (path) =>
		path.replace(/(\/v1)?$/, '/v1'),
	);
