import type { IDataObject } from 'n8n-workflow';
import type { FaultRule, SwitchSettings } from '../../emulator';

/** One way in which a vendor does not give what was asked for. */
export interface Situation {
	/** In words that complete: this is said when … */
	readonly when: string;
	/** Name of the way to the vendor's records, as the tests of the nodes know it. */
	readonly source: string;
	readonly switches?: SwitchSettings;
	readonly credential?: IDataObject;
	/** Set where what the emulator says is known to be what the vendor says, and so is worth reading. */
	readonly quotes?: true;
}

export type DocumentedVendor = 'Umbrella' | 'Cloudlock' | 'Informatica' | 'Defender';

const always = (fault: Omit<FaultRule, 'on'>): { readonly faults: readonly FaultRule[] } => ({
	faults: [{ on: { from: 1 }, ...fault }],
});

const answering = (status: number) => always({ kind: 'status', status });

/** What a person can meet, and everything the errors of the nodes have advice of their own for. */
export const situations: Readonly<Record<DocumentedVendor, readonly Situation[]>> = {
	Umbrella: [
		{
			when: 'key or secret are wrong',
			source: 'Umbrella',
			credential: { apiSecret: 'mistyped' },
			quotes: true,
		},
		{ when: 'the key lacks the scope', source: 'Umbrella', switches: { umbrella: { scope: 'missing' } } },
		{
			when: 'a new token ends at once',
			source: 'Umbrella',
			switches: { umbrella: { tokenMaxUses: 0 } },
			quotes: true,
		},
		{
			when: 'the same, as some hosts say it',
			source: 'Umbrella',
			switches: { umbrella: { tokenMaxUses: 0, expiredAs: 401 } },
		},
		{ when: 'the request is not understood', source: 'Umbrella', switches: { umbrella: answering(400) } },
		{ when: 'this host has no such API', source: 'Umbrella', switches: { umbrella: answering(404) } },
		{ when: 'the limit is used up', source: 'Umbrella', switches: { umbrella: answering(429) } },
		{ when: 'Umbrella fails', source: 'Umbrella', switches: { umbrella: answering(503) } },
		{
			when: 'something stands in front of the API',
			source: 'Umbrella',
			switches: { umbrella: { redirect: 'foreignHost' } },
		},
		{
			when: 'v1 is retired, for every key',
			source: 'Umbrella legacy',
			switches: { umbrellaLegacy: { retired: '401' } },
		},
		{
			when: 'v1 is retired, and its address gone',
			source: 'Umbrella legacy',
			switches: { umbrellaLegacy: { retired: '404' } },
		},
	],
	Cloudlock: [
		{ when: 'the token is wrong', source: 'Cloudlock', credential: { accessToken: 'mistyped' } },
		{
			when: 'the address of n8n is not on the allow-list',
			source: 'Cloudlock',
			switches: { cloudlock: { addressNotAllowed: '403' } },
		},
		{
			when: 'the same, without an answer',
			source: 'Cloudlock',
			switches: { cloudlock: { addressNotAllowed: 'reset' } },
		},
		{ when: 'the request is not understood', source: 'Cloudlock', switches: { cloudlock: answering(400) } },
		{ when: 'this host has no such API', source: 'Cloudlock', switches: { cloudlock: answering(404) } },
		{ when: 'the limit is used up', source: 'Cloudlock', switches: { cloudlock: answering(429) } },
		{ when: 'Cloudlock fails', source: 'Cloudlock', switches: { cloudlock: answering(500) } },
	],
	Informatica: [
		{
			when: 'user name or password are wrong',
			source: 'Informatica',
			credential: { password: 'mistyped' },
			quotes: true,
		},
		{
			when: 'a new session ends at once',
			source: 'Informatica',
			switches: { informatica: { sessionMaxUses: 0 } },
		},
		{
			when: 'the user lacks the privilege',
			source: 'Informatica',
			switches: { informatica: { role: 'missing' } },
		},
		{
			when: 'the request is not understood',
			source: 'Informatica',
			switches: { informatica: answering(400) },
		},
		{ when: 'this host has no such API', source: 'Informatica', switches: { informatica: answering(404) } },
		{ when: 'the limit is used up', source: 'Informatica', switches: { informatica: answering(429) } },
		{
			when: 'Informatica fails',
			source: 'Informatica',
			switches: { informatica: always({ kind: 'html', status: 502 }) },
		},
	],
	Defender: [
		{
			when: 'the API token is wrong or revoked',
			source: 'Defender, API token',
			credential: { apiToken: 'mistyped' },
		},
		{
			when: 'OAuth2: the client secret is wrong',
			source: 'Defender, OAuth2',
			credential: { clientSecret: 'mistyped' },
			quotes: true,
		},
		{
			when: 'OAuth2: the tenant is not known',
			source: 'Defender, OAuth2',
			credential: { tenantId: '99999999-2222-4333-8444-555555555555' },
			quotes: true,
		},
		{
			when: 'OAuth2: a new token ends at once',
			source: 'Defender, OAuth2',
			switches: { defender: { tokenMaxUses: 0 } },
		},
		{
			when: 'a permission is missing',
			source: 'Defender, API token',
			switches: { defender: { permission: 'missing' } },
		},
		{
			when: 'a filter is not understood',
			source: 'Defender, API token',
			switches: { defender: answering(400) },
		},
		{
			when: 'the portal URL leads to a web page',
			source: 'Defender, API token',
			switches: { defender: always({ kind: 'html', status: 404 }) },
		},
		{
			when: 'the limit of the tenant is used up',
			source: 'Defender, API token',
			switches: { defender: answering(429) },
		},
		{
			when: 'the answer holds an error in place of activities',
			source: 'Defender, API token',
			switches: { defender: { missingData: 0 } },
		},
	],
};
