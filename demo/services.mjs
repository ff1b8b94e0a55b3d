import { relative } from 'node:path';
import { start } from '../scripts/child.mjs';
import { Problem } from '../scripts/problem.mjs';
import { isUp } from './http.mjs';

const ASK_EVERY_MS = 200;

/**
 * The programs that the demo or a test keeps running beside itself.
 */
export function createServices() {
	/** @type {import('../scripts/child.mjs').Service[]} */
	const running = [];
	/** @type {(problem: Problem) => void} */
	let report;
	/** @type {Promise<never>} */
	const failed = new Promise((_, reject) => (report = reject));
	failed.catch(() => {});

	return {
		/** Rejects with a {@link Problem} when a service ends by itself. */
		failed,

		/**
		 * Starts a service and waits until it answers.
		 *
		 * @param {object} service
		 * @param {string} service.name for sentences
		 * @param {string} service.program
		 * @param {readonly string[]} service.args
		 * @param {string} service.cwd
		 * @param {NodeJS.ProcessEnv} [service.env]
		 * @param {string} service.log
		 * @param {string} [service.readyUrl] answers with a success once the service is up
		 * @param {() => Promise<boolean>} [service.isReady] says so, for a service without such an address
		 * @param {number} service.withinMs
		 * @returns {Promise<Pick<import('../scripts/child.mjs').Service, 'stop' | 'kill'>>} how to end it before the others
		 */
		async start({ name, program, args, cwd, env, log, readyUrl, isReady, withinMs }) {
			const service = start(program, args, { cwd, env, log });
			running.push(service);
			const where = relative(process.cwd(), log);
			let isWanted = false;
			void service.ended.then((how) => {
				if (!isWanted) report(new Problem(`${name} ended unexpectedly (${how}). Its last words: ${where}`));
			});
			const wanted = (end) => () => {
				isWanted = true;
				return end();
			};
			const isThere = isReady ?? (() => isUp(readyUrl));
			const deadline = Date.now() + withinMs;
			while (!(await isThere())) {
				if (Date.now() > deadline) {
					throw new Problem(
						`${name} does not answer after ${withinMs / 1000} seconds. What it said: ${where}`,
					);
				}
				await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))]);
			}
			return { stop: wanted(service.stop), kill: wanted(service.kill) };
		},

		any: () => running.length > 0,

		/** Stops all of them and waits until they are gone. */
		async stop() {
			report = () => {};
			await Promise.all(running.map((service) => service.stop()));
		},
	};
}
