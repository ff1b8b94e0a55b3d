import { vendorBaseUrl } from '../../collector/baseUrl';
import { type Address, withPath } from './addresses';
import { optional } from './fields';

/** Cloudlock, its `/api/v2` included. */
export const cloudlockApi: Address = (credentials) =>
	withPath(vendorBaseUrl('Base URL', optional(credentials, 'baseUrl')), (path) =>
		path.replace(/(\/api(\/v2)?)?$/, '/api/v2'),
	);
