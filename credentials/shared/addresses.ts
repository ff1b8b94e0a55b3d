import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { vendorBaseUrl } from '../../collector/baseUrl';
import { optional } from './fields';

/**
 * Where each vendor's API lives for one credential, whatever of its path a person typed along.
 * Every function throws an Error in plain words when the address is not one a secret may be sent to.
 */
type Address = (credentials: ICredentialDataDecryptedObject) => URL;

const CUSTOM = 'custom';

const withPath = (url: URL, change: (path: string) => string): URL => {
	const changed = new URL(url);
	changed.pathname = change(url.pathname === '/' ? '' : url.pathname);
	return changed;
};

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

/** Cloudlock, its `/api/v2` included. */
export const cloudlockApi: Address = (credentials) =>
	withPath(vendorBaseUrl('Base URL', optional(credentials, 'baseUrl')), (path) =>
		path.replace(/(\/api(\/v2)?)?$/, '/api/v2'),
	);

/** Informatica's login host; `/saas` comes after it. */
export const informaticaLogin: Address = (credentials) =>
	withPath(vendorBaseUrl('Login URL', optional(credentials, 'loginUrl')), (path) =>
		path.replace(/\/(saas|ma|identity-service)(\/.*)?$/, ''),
	);

/** The Defender portal; `/api/v1` comes after it. */
export const defenderPortal: Address = (credentials) =>
	withPath(vendorBaseUrl('Portal URL', optional(credentials, 'portalUrl')), (path) =>
		path.replace(/\/api(\/v1)?$/, ''),
	);
