import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { InputError, VendorError } from '../../collector/errors';
import type { VendorRecord } from '../../collector/feed';
import { textsOf } from '../shared/run/given';
import { warn } from '../shared/run/hints';
import { toItems } from '../shared/run/items';
import { defaultOptions } from '../shared/run/parameters';
import { noRequests, openAsk } from '../shared/run/source';
import { activities } from './activities';
import { limits } from './limits';
import { identityOf } from './record';
import { source } from './source';

/** Ids in one request: they are long, and an address may not be. */
const IDS_A_REQUEST = 50;

/** Fetches activities by their ids, each of which holds a hash sign and must be encoded. */
export async function getActivities(context: IExecuteFunctions, item: number): Promise<INodeExecutionData[]> {
	const ids = textsOf('Activity IDs', context.getNodeParameter('activityIds', item, ''));
	if (ids.length === 0)
		throw new InputError(
			'Activity IDs',
			'it is empty',
			'Write one or more event IDs with commas between them.',
		);
	const connection = await source.connect(context, item);
	const ask = openAsk(context, connection, limits, defaultOptions(limits), noRequests());
	const found = new Map<string, VendorRecord>();
	for (let i = 0; i < ids.length; i += IDS_A_REQUEST) {
		const some = ids.slice(i, i + IDS_A_REQUEST).join(',');
		const records = await activities(ask, connection.baseUrl, { ids: some, limit: limits.pageSize.max });
		for (const record of records) found.set(identityOf(record), record);
	}
	if (found.size === 0) throw notFound(ids);
	if (found.size < new Set(ids).size)
		warn(context, `Cloudlock knows ${found.size} of the ${new Set(ids).size} activities asked for.`);
	return toItems([...found.values()], item);
}

const notFound = (ids: readonly string[]): VendorError =>
	new VendorError({
		message: `Cisco Cloudlock knows no activity with the ID ${ids.join(', ')}`,
		nextStep: 'Copy the field event_id whole, with its hash sign and what follows it.',
		cause: 'configuration-invalid',
		status: 404,
	});
