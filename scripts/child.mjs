import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @typedef {object} ChildOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] replaces the environment
 * @property {string} [log] file that takes all output, begun anew; without it the output goes to the terminal
 *
 * @typedef {object} Service
 * @property {Promise<string>} ended how it ended, in words; never rejects
 * @property {() => Promise<void>} stop asks it to end, and makes it end if it does not
 * @property {() => Promise<void>} kill ends it and what it started, without a word, as a power cut would
 */

/** How long a service may take to end by itself. */
const GRACE_MS = 10_000;

/**
 * Runs a program to its end. Ctrl-C reaches it by way of the terminal; this process waits for it to finish.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<number>} its exit code; 1 if a signal ended it
 */
export async function run(program, args, options = {}) {
	const child = spawnInto(program, args, options, false);
	const handOn = () => child.kill('SIGTERM');
	const wait = () => {};
	process.on('SIGTERM', handOn).on('SIGINT', wait);
	try {
		return await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code) => resolve(code ?? 1));
		});
	} finally {
		process.off('SIGTERM', handOn).off('SIGINT', wait);
	}
}

/**
 * Starts a program that stays up. It gets a process group of its own: Ctrl-C reaches this process alone, which
 * then stops its services in order.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {ChildOptions} options
 * @returns {Service}
 */
export function start(program, args, options) {
	const child = spawnInto(program, args, options, process.platform !== 'win32');
	/** @type {Promise<string>} */
	const ended = new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
	});
	return { ended, stop: () => stop(child, ended), kill: () => kill(child, ended) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<string>} ended
 */
async function stop(child, ended) {
	const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
	child.kill('SIGTERM');
	await ended;
	clearTimeout(force);
}

/**
 * @param {import('node:child_process').ChildProcess} child that leads a process group, where there are such
 * @param {Promise<string>} ended
 */
async function kill(child, ended) {
	if (process.platform === 'win32') child.kill('SIGKILL');
	else if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
		process.kill(-child.pid, 'SIGKILL');
	await ended;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {ChildOptions} options
 * @param {boolean} detached
 */
function spawnInto(program, args, { cwd, env, log }, detached) {
	const stdio = log ? intoFile(log) : undefined;
	const child = spawn(program, args, {
		cwd,
		env,
		detached,
		windowsHide: true,
		stdio: stdio?.streams ?? 'inherit',
	});
	stdio?.close();
	const endWithUs = () => child.kill('SIGKILL');
	process.once('exit', endWithUs);
	child.once('exit', () => process.off('exit', endWithUs));
	return child;
}

/** @param {string} log */
function intoFile(log) {
	mkdirSync(dirname(log), { recursive: true });
	const file = openSync(log, 'w');
	/** @type {import('node:child_process').StdioOptions} */
	const streams = ['ignore', file, file];
	return { streams, close: () => closeSync(file) };
}
