import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * Where a vendor's API lives for one credential, whatever of its path a person typed along.
 *
 * @throws Error in plain words when the address is not one a secret may be sent to
 */
export type Address = (credentials: ICredentialDataDecryptedObject) => URL;

export const withPath = (url: URL, change: (path: string) => string): URL => {
	const changed = new URL(url);
	changed.pathname = change(url.pathname === '/' ? '' : url.pathname);
	return changed;
};
