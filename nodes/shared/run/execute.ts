import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CancelledError, InputError } from '../../../collector/errors';
import { settle } from '../../../collector/settle';
import { runList } from './listRun';
import { toNodeError } from './nodeErrors';
import { runScan } from './scanRun';
import type { Source } from './source';

/** What an operation hands to one of the node's outputs. */
export type Operation = (context: IExecuteFunctions, item: number) => Promise<INodeExecutionData[]>;

/**
 * Runs the chosen operation for every input item. With Continue On Fail an item that fails becomes an item that says so,
 * and the others still run.
 *
 * @param more operations of this vendor beside Get Many and Scan, or in place of them
 */
export async function executeOperations(
	context: IExecuteFunctions,
	source: Source,
	more: Readonly<Record<string, Operation>> = {},
): Promise<INodeExecutionData[][]> {
	const activities: INodeExecutionData[] = [];
	const summaries: INodeExecutionData[] = [];
	const isScan = context.getNodeParameter('operation', 0) === 'scan';
	for (let item = 0; item < context.getInputData().length; item++) {
		const done = await settle(runOne(context, item, source, more));
		if (done.ok) {
			for (const activity of done.value.activities) activities.push(activity);
			summaries.push(...done.value.summaries);
			continue;
		}
		const error = toNodeError(context.getNode(), done.error, item);
		if (!context.continueOnFail() || done.error instanceof CancelledError) throw error;
		activities.push({ json: { error: error.message }, pairedItem: { item } });
	}
	return isScan ? [activities, summaries] : [activities];
}

async function runOne(
	context: IExecuteFunctions,
	item: number,
	source: Source,
	more: Readonly<Record<string, Operation>>,
) {
	const operation = String(context.getNodeParameter('operation', item));
	if (operation === 'scan') {
		const { activities, summary } = await runScan(context, item, source);
		return { activities, summaries: [summary] };
	}
	const own = Object.hasOwn(more, operation) ? more[operation] : undefined;
	if (!own && operation !== 'getAll')
		throw new InputError(
			'Operation',
			`"${operation}" is not known`,
			`Use one of ${[...new Set([...Object.keys(more), 'getAll', 'scan'])].join(', ')}.`,
		);
	const list = own ?? (async () => await runList(context, item, source));
	return { activities: await list(context, item), summaries: [] };
}
