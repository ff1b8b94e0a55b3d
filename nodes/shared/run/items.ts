import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { VendorRecord } from '../../../collector/feed';
import { toItemJson } from '../../../collector/json';

/** One item a record; its JSON is the record, untouched. */
export const toItems = (records: readonly VendorRecord[], item: number): INodeExecutionData[] =>
	records.map((record) => ({ json: toItemJson(record) as IDataObject, pairedItem: { item } }));

/** One item a record, beside what it is known by. */
export const toIdentifiedItems = (
	records: readonly VendorRecord[],
	identities: readonly string[],
): INodeExecutionData[] =>
	toItems(records, 0).map(({ json: record, ...rest }, i) => ({
		json: { identity: identities[i] ?? '', record },
		...rest,
	}));
