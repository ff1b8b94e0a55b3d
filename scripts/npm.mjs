import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './child.mjs';
import { LOGS, ROOT } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * What npm's output says, and what a person can do about it. The first match counts.
 *
 * @type {readonly [RegExp, string][]}
 */
const CAUSES = [
	[/ENOSPC/, 'The disk is full. Free some space and run the same command again.'],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|ERR_SOCKET_TIMEOUT/,
		'The npm registry cannot be reached. Check the network, the proxy and `npm config get registry`, then run the same command again.',
	],
	[/E401|E403/, 'The npm registry refused access. Check `npm config get registry` and the login for it.'],
	[/EACCES|EPERM/, 'A folder cannot be written. Check who owns the project folder and the npm cache.'],
	[
		/EUSAGE|can only install packages when/,
		'package.json and package-lock.json disagree. Run `npm install` there.',
	],
];

/**
 * Runs npm, with its output in a log file.
 *
 * @param {string} folder where
 * @param {readonly string[]} args
 * @param {{ log: string, env?: NodeJS.ProcessEnv, causes?: readonly [RegExp, string][] }} options name of the log
 *   file; additions to the environment; further causes to look for
 * @throws {Problem} naming the cause, if npm fails
 */
export async function npm(folder, args, { log, env = {}, causes = [] }) {
	const file = join(LOGS, `${log}.log`);
	const [program, ...before] = npmProgram();
	const code = await run(program, [...before, ...args], {
		cwd: folder,
		env: { ...process.env, ...env },
		log: file,
	});
	if (code === 0) return;
	const output = readFileSync(file, 'utf8');
	const cause = [...causes, ...CAUSES].find(([sign]) => sign.test(output));
	const where = relative(process.cwd(), file);
	throw new Problem(
		`\`npm ${args.join(' ')}\` failed in ${relative(ROOT, folder) || 'the project folder'}. ${cause?.[1] ?? 'Its last words are in the log.'} Log: ${where}`,
	);
}

/** npm as it was started; else as it is found on the path. */
export function npmProgram() {
	const cli = process.env.npm_execpath;
	return cli?.endsWith('npm-cli.js') ? [process.execPath, cli] : ['npm'];
}
