import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { ROOT } from './paths.mjs';
import { Problem } from './problem.mjs';
import { installTestHosts, installTools } from './setup.mjs';

/** Programs of the installed packages, run by this Node.js: no shell, the same on every system. */
const TOOLS = {
	gulp: ['node_modules/gulp/bin/gulp.js'],
	eslint: ['node_modules/eslint/bin/eslint.js'],
	jest: ['node_modules/jest/bin/jest.js'],
	prettier: ['node_modules/prettier/bin/prettier.cjs'],
	tsc: ['node_modules/typescript/bin/tsc'],
	tsx: ['--import', 'tsx'],
};

/** Rooms with a compiler configuration of their own, beside the package's. */
const CHECKED = ['tsconfig.json', 'emulator/tsconfig.json', 'test/tsconfig.json'];

/**
 * @typedef {object} Command
 * @property {() => Promise<void>} setUp
 * @property {(extra: readonly string[]) => string[][]} lines what to run, one after the other: a tool and its arguments
 */

/** @type {import('./setup.mjs').Announce} */
const say = (what) => console.log(`Setting up: ${what} …`);

/** @type {Record<string, Command>} */
const COMMANDS = {
	build: {
		setUp: () => installTools(say),
		lines: (extra) => [['gulp', 'build', ...extra]],
	},
	test: {
		setUp: async () => {
			await installTools(say);
			await installTestHosts(say);
			await build(say);
		},
		lines: (extra) => [['jest', ...extra]],
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
	await command.setUp();
	for (const [tool, ...args] of command.lines(extra)) {
		const code = await run(process.execPath, [...TOOLS[tool], ...args], { cwd: ROOT });
		if (code !== 0) return code;
	}
	return 0;
}
