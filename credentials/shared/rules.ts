import type { IAuthenticateRuleResponseCode } from 'n8n-workflow';

/** What a person reads under the Test button, by the status that the vendor answered with. */
export const rules = (messages: Readonly<Record<number, string>>): IAuthenticateRuleResponseCode[] =>
	Object.entries(messages).map(([status, message]) => ({
		type: 'responseCode',
		properties: { value: Number(status), message },
	}));
