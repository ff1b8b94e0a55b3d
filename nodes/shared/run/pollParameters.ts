import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../collector/errors';
import type { Limits } from '../../../collector/feed';
import { isObject } from '../../../collector/json';
import type { PollOptions } from '../../../collector/poll';
import { MINUTE, SECOND } from '../../../collector/time';
import { readFlag } from './given';
import { checked, UNITS } from './parameters';

export interface PollParameters extends Pick<PollOptions, 'overlap' | 'settleDelay' | 'maxPerPoll'> {
	/** Whether each item names what its record is known by. */
	readonly identity: boolean;
	/** Whether the first poll of a process hands over again what lies within the overlap. */
	readonly repeatAfterRestart: boolean;
}

/** @throws InputError for an option outside its range */
export function readPollOptions(context: IExecuteFunctions, limits: Limits): PollParameters {
	const given: unknown = context.getNodeParameter('options', 0, {});
	const options = isObject(given) ? given : {};
	return {
		overlap: MINUTE * checked('Overlap (Minutes)', options['overlap'] ?? limits.overlap / MINUTE, 0, 100_000),
		settleDelay:
			SECOND *
			checked('Settle Delay (Seconds)', options['settleDelay'] ?? limits.settleDelay / SECOND, 0, 100_000),
		identity: readFlag('Wrap With Identity', options['identity'], false),
		repeatAfterRestart: readFlag('Repeat After Restart', options['repeatAfterRestart'], false),
		maxPerPoll: checked('Max per Poll', options['maxPerPoll'] ?? 1_000, 1, 100_000),
	};
}

/** Where the very first poll begins, ms, and whether that lies in the past. @throws InputError for a time that is none */
export function readPollStart(context: IExecuteFunctions, now: number): number {
	if (context.getNodeParameter('startFrom', 0, 'now') !== 'lookback') return now;
	const unit = UNITS[String(context.getNodeParameter('lookbackUnit', 0, 'hours'))];
	if (unit === undefined)
		throw new InputError('Unit', 'this unit is not known', 'Use minutes, hours or days.');
	return now - unit * checked('Look Back', context.getNodeParameter('lookbackAmount', 0, 24), 1, 100_000);
}
