import type { IExecuteFunctions } from 'n8n-workflow';
import { type Estimate, estimate } from '../../../collector/estimate';
import { rateOf } from '../../../collector/limiter';
import type { Summary } from '../../../collector/summary';
import { MINUTE } from '../../../collector/time';
import { join } from '../../../collector/windows';
import { inform } from './hints';
import type { OpenScan } from './openScan';
import { counted, inWords } from './progress';

const REASON =
	'This is an estimate; nothing was collected. Turn Estimate Only off in the options, or follow the cursor, to collect.';

/** The summary of a scan that was not made: what it would take, and a cursor that reads the whole range. */
export async function asEstimate(
	context: IExecuteFunctions,
	scan: OpenScan,
): Promise<{ readonly activities: []; readonly summary: Summary & { readonly estimate: Estimate } }> {
	const { feed, limits, options, pieces } = scan;
	const estimated = await estimate(
		feed,
		pieces,
		{
			budget: scan.budget,
			stats: scan.stats,
			rate: rateOf(options.requestsPerMinute, limits.countedPerMs),
			concurrency: options.concurrency,
		},
		scan.clock,
	);
	inform(context, `${scan.vendor}: the scan would take ${inSentence(estimated)}.`);
	const summary = scan.conclude({ unread: join(pieces), reason: REASON, records: 0, duplicates: 0 });
	return { activities: [], summary: { ...summary, complete: false, estimate: estimated } };
}

const inSentence = ({ records, requests, minutes }: Estimate): string =>
	`about ${inWords(minutes * MINUTE)} and ${counted(requests, 'request')} for about ${counted(records, 'record')}`;
