import type { ICredentialType } from 'n8n-workflow';
import { code, plain, table } from './markdown';

/** What the Test button of a credential says, by the status of the vendor's answer. */
export const testButton = ({ test, displayName }: ICredentialType): string =>
	table(
		['Answer', 'What the Test button says'],
		(test?.rules ?? []).map((rule) => {
			if (rule.type !== 'responseCode') throw new Error(`${displayName} has a rule of another type.`);
			return [code(`HTTP ${rule.properties.value}`), plain(rule.properties.message)];
		}),
	);
