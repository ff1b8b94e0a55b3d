import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { InputError, wrongShape } from '../../collector/errors';
import { isObject } from '../../collector/json';
import { textOf } from '../shared/run/given';
import { toItems } from '../shared/run/items';
import { defaultOptions } from '../shared/run/parameters';
import { noRequests, openAsk } from '../shared/run/source';
import { activityUrl, VENDOR } from './activitiesCall';
import { listLimits } from './limits';
import { source } from './source';

/** Fetches one activity: `GET /api/v1/activities/<id>/` answers with the record itself. */
export async function getActivity(context: IExecuteFunctions, item: number): Promise<INodeExecutionData[]> {
	const id = textOf('Activity ID', context.getNodeParameter('activityId', item, ''));
	if (id === '' || /^\.+$/.test(id))
		throw new InputError(
			'Activity ID',
			'it is empty',
			'Write the ID that the field _id of an activity shows.',
		);
	const connection = await source.connect(context, item);
	const ask = openAsk(context, connection, listLimits, defaultOptions(listLimits), noRequests());
	const record = await ask({ method: 'GET', url: activityUrl(connection.baseUrl, id) });
	if (!isObject(record) || !('_id' in record))
		throw wrongShape(VENDOR, 'GET /api/v1/activities/…', 'an activity with an "_id"');
	return toItems([record], item);
}
