import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { LOGS } from './paths.mjs';
import { Problem } from './problem.mjs';

/** Another program may be installing something at the moment. */
const WAIT_FOR_OTHERS = ['-o', 'DPkg::Lock::Timeout=300'];

/** What Chrome and Chromium are called on a search path. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where installers put them that change no search path. */
const PLACES = {
	darwin: [
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
	],
	win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
		.map((name) => process.env[name])
		.filter((folder) => folder !== undefined)
		.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

/**
 * @returns {string | undefined} the program of an installed Chrome or Chromium
 * @throws {Problem} if CHROME_PATH names one that is not there
 */
export function findChrome() {
	const { CHROME_PATH: chosen, PATH = '' } = process.env;
	if (chosen && !existsSync(chosen))
		throw new Problem(`CHROME_PATH names ${chosen}, which does not exist. Correct it, or leave it out.`);
	if (chosen) return chosen;
	const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [...(PLACES[process.platform] ?? []), ...onPath].find((program) => existsSync(program));
}

/**
 * Installs Debian's Chromium, unless there is a browser.
 *
 * @param {import('./setup.mjs').Announce} announce
 * @throws {Problem} where a person has to install one
 */
export async function installChrome(announce) {
	if (findChrome()) return;
	if (!isRootOnDebian())
		throw new Problem(
			'The tests in a browser need Chrome or Chromium, and none was found. Install it (on Debian: sudo apt-get install -y chromium), or say with CHROME_PATH where it is.',
		);
	announce("Debian's Chromium, about a minute, the first time only");
	await aptGet('update');
	await aptGet('install', ...WAIT_FOR_OTHERS, '-y', '--no-install-recommends', 'chromium');
}

const isRootOnDebian = () =>
	process.getuid?.() === 0 &&
	existsSync('/etc/os-release') &&
	/^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

/** @param {readonly string[]} args */
async function aptGet(...args) {
	const log = join(LOGS, `apt-get-${args[0]}.log`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const code = await run('apt-get', args, { env, log });
	if (code === 0) return;
	throw new Problem(
		`\`apt-get ${args.join(' ')}\` failed with exit code ${code}. Install Chrome or Chromium by hand, or see what it said: ${log}`,
	);
}
