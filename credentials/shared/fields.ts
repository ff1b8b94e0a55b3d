import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What a person typed into a field, without the blanks that copying brings along; empty when nothing. */
export function optional(credentials: ICredentialDataDecryptedObject, name: string): string {
	const value = credentials[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** The same for a field that must be filled. @param label what the person sees it called @throws Error when empty */
export function required(credentials: ICredentialDataDecryptedObject, name: string, label: string): string {
	const value = optional(credentials, name);
	if (value === '') throw new Error(`${label} is missing in the credential. Fill it in and save.`);
	return value;
}

/** A password, in which blanks at the ends count too. @throws Error when empty */
export function exact(credentials: ICredentialDataDecryptedObject, name: string, label: string): string {
	required(credentials, name, label);
	return String(credentials[name]);
}
