import { CancelledError } from '../../../collector/errors';

/** n8n's signal that the execution was stopped; `undefined` where it gives none. */
export type StopSignal = AbortSignal | undefined;

/** @throws CancelledError once the execution was stopped */
export function throwIfStopped(signal: StopSignal): void {
	if (signal?.aborted === true) throw new CancelledError();
}

/**
 * What `work` brings, unless the execution is stopped first: then nobody waits for it any longer, whether it is in
 * flight, in a queue or in a back-off.
 *
 * @throws CancelledError as soon as the execution is stopped
 */
export async function unlessStopped<T>(work: () => Promise<T>, signal: StopSignal): Promise<T> {
	throwIfStopped(signal);
	if (!signal) return await work();
	return await new Promise((resolve, reject) => {
		const stop = () => reject(new CancelledError());
		signal.addEventListener('abort', stop);
		// A listener left behind would hold every answer until the execution ends.
		const done = () => signal.removeEventListener('abort', stop);
		void work().then(resolve, reject).finally(done);
	});
}
