import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../../collector/json';
import { settle } from '../../../collector/settle';

const SECRET_FIELD = /key|secret|token|password|session/i;

/** What of a credential must never be read in an error: its secret fields, and the pair that HTTP Basic makes of them. */
export async function secretsOf(
	context: IExecuteFunctions,
	credentialType: string,
): Promise<readonly string[]> {
	const read = await settle(context.getCredentials(credentialType));
	if (!read.ok) return [];
	const values = secretValues(read.value);
	const { apiKey, apiSecret } = read.value;
	return apiKey && apiSecret ? [...values, `${String(apiKey)}:${String(apiSecret)}`] : values;
}

const secretValues = (fields: object): readonly string[] =>
	Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
		if (isObject(value)) return secretValues(value);
		return typeof value === 'string' && SECRET_FIELD.test(name) && !/url$/i.test(name) ? [value] : [];
	});
