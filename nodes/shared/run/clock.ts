import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../../collector/clock';
import { throwIfStopped } from './stop';

/** The longest time a stop of the execution goes unnoticed while waiting, ms. */
const SLICE = 250;

/** Spans are measured with a clock that nobody sets. */
export const elapsed = (): number => performance.now();

/** Real time; waiting ends when the execution is stopped. @param deadline when all must have ended, by `elapsed` */
export function executionClock(context: IExecuteFunctions, deadline?: number): Clock {
	const signal = context.getExecutionCancelSignal?.();
	return {
		now: Date.now,
		elapsed,
		random: Math.random,
		...(deadline === undefined ? {} : { deadline }),
		async sleep(ms) {
			const end = elapsed() + ms;
			for (let left = ms; left > 0; left = end - elapsed()) {
				throwIfStopped(signal);
				await sleep(Math.min(left, SLICE));
			}
			throwIfStopped(signal);
		},
	};
}
