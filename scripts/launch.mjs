import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installHost } from '../demo/host.mjs';
import { build, buildPackages } from './build.mjs';
import { run } from './child.mjs';
import { installChrome } from './chrome.mjs';
import { ROOT } from './paths.mjs';
import { Problem } from './problem.mjs';
import { installServers } from './servers.mjs';
import { installScanner, installTestHosts, installTools } from './setup.mjs';

/** Programs of the installed packages, run by this Node.js: no shell, the same on every system. */
const TOOLS = {
	gulp: ['node_modules/gulp/bin/gulp.js'],
	eslint: ['node_modules/eslint/bin/eslint.js'],
	jest: ['node_modules/jest/bin/jest.js'],
	prettier: ['node_modules/prettier/bin/prettier.cjs'],
	tsc: ['node_modules/typescript/bin/tsc'],
	tsx: ['--import', 'tsx'],
	bench: ['bench/main.mjs'],
	packCheck: ['scripts/pack/main.mjs'],
	scan: ['scripts/scan/main.mjs'],
	// Two at a time: a theme waits for poll times more than it works.
	nodeTest: ['--import', 'tsx', '--test', '--test-reporter=spec', '--test-concurrency=2'],
};

/** Rooms with a compiler configuration of their own, beside the package's. */
const CHECKED = ['tsconfig.json', 'emulator/tsconfig.json', 'test/tsconfig.json', 'bench/tsconfig.json'];

const END_TO_END = 'test/e2e';
const RELEASE = 'test/release';
const THEME = '.test.mjs';

/** What some themes need beside n8n. */
const NEEDED_BY = { browser: installChrome, queue: installServers };

/** @param {string} theme */
const themeFile = (theme) => `${END_TO_END}/${theme}${THEME}`;

/**
 * @param {string} room
 * @param {readonly string[]} chosen names of themes; none for all
 */
function themes(room, chosen) {
	const all = readdirSync(join(ROOT, room)).filter((file) => file.endsWith(THEME));
	const unknown = chosen.find((name) => !all.includes(name + THEME));
	const known = all.map((file) => file.slice(0, -THEME.length));
	if (unknown === undefined)
		return (chosen.length > 0 ? chosen : known).map((name) => `${room}/${name}${THEME}`);
	throw new Problem(
		`There is no theme "${unknown}". Choose from ${known.join(', ')}, or leave it out for all.`,
	);
}

/**
 * @typedef {object} Command
 * @property {(extra: readonly string[]) => Promise<void>} setUp
 * @property {(extra: readonly string[]) => string[][]} lines what to run, one after the other: a tool and its arguments
 */

/** @type {import('./setup.mjs').Announce} */
const say = (what) => console.log(`Setting up: ${what} …`);

/** The built packages, and the pinned n8n that runs them. */
async function setUpHost() {
	await installTools(say);
	await installHost(say);
	await buildPackages(say);
}

/** The packages as they are published. */
async function setUpPackages() {
	await installTools(say);
	await buildPackages(say);
}

/** The packages, and n8n's scanner. */
async function setUpScan() {
	await installScanner(say);
	await setUpPackages();
}

/** @type {Record<string, Command>} */
const COMMANDS = {
	build: {
		setUp: () => installTools(say),
		lines: (extra) => [['gulp', 'build', ...extra]],
	},
	packages: {
		setUp: () => installTools(say),
		lines: (extra) => [['gulp', 'packages', ...extra]],
	},
	'pack:check': {
		setUp: setUpPackages,
		lines: (extra) => [['packCheck', ...extra]],
	},
	scan: {
		setUp: setUpScan,
		lines: (extra) => [['scan', ...extra]],
	},
	test: {
		setUp: async () => {
			await installTools(say);
			await installTestHosts(say);
			await setUpScan();
		},
		lines: (extra) => [
			['jest', ...extra],
			...(extra.length === 0 ? [['nodeTest', ...themes(RELEASE, [])]] : []),
		],
	},
	'test:release': {
		setUp: setUpScan,
		lines: (extra) => [['nodeTest', ...themes(RELEASE, extra)]],
	},
	'test:e2e': {
		setUp: async (extra) => {
			const chosen = themes(END_TO_END, extra);
			for (const [theme, install] of Object.entries(NEEDED_BY))
				if (chosen.includes(themeFile(theme))) await install(say);
			await setUpHost();
		},
		lines: (extra) => [['nodeTest', ...themes(END_TO_END, extra)]],
	},
	lint: {
		setUp: () => installTools(say),
		lines: (extra) => [
			['eslint', '.', ...extra],
			['prettier', '--check', '.'],
			...CHECKED.filter((config) => existsSync(join(ROOT, config))).map((config) => [
				'tsc',
				'--noEmit',
				'-p',
				config,
			]),
		],
	},
	bench: {
		setUp: setUpHost,
		lines: (extra) => [['bench', ...extra]],
	},
	docs: {
		setUp: async () => {
			await installTools(say);
			await build(say);
		},
		lines: () => [['tsx', 'scripts/docs/main.ts']],
	},
	emulator: {
		setUp: () => installTools(say),
		lines: (extra) => [['tsx', 'emulator/main.ts', ...extra]],
	},
};

/**
 * @param {string | undefined} name
 * @param {readonly string[]} extra arguments for the command
 * @returns {Promise<number>} the exit code of the first line that failed, or 0
 * @throws {Problem} if the command is unknown or its set-up fails
 */
export async function launch(name, extra) {
	const command = name === undefined ? undefined : COMMANDS[name];
	if (!command) throw new Problem(`Say which command to run: ${Object.keys(COMMANDS).join(', ')}.`);
	await command.setUp(extra);
	for (const [tool, ...args] of command.lines(extra)) {
		const code = await run(process.execPath, [...TOOLS[tool], ...args], { cwd: ROOT });
		if (code !== 0) return code;
	}
	return 0;
}
