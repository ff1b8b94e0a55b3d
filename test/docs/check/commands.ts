import type { Page } from './page';

const SHELL = ['sh', 'bash', 'shell', 'console'];
const PROGRAM = /^(npm|npx|node|docker|git|gulp|n8n|curl) /;

/**
 * The commands of the shell blocks of a page; a block without a language counts when a line of it begins with a
 * program. A block that is more than a list of commands, a loop for example, is one command, known by its first line.
 */
export const commandsIn = ({ fences }: Page): readonly string[] =>
	fences
		.filter(({ language, text }) =>
			language === '' ? text.split('\n').some((line) => PROGRAM.test(line)) : SHELL.includes(language),
		)
		.map(({ text }) => linesOf(text))
		.flatMap((lines) => (lines.every((line) => PROGRAM.test(line)) ? lines : lines.slice(0, 1)));

const linesOf = (text: string): readonly string[] =>
	text
		.replace(/\\\n\s*/g, '')
		.split('\n')
		.map((line) =>
			line
				.replace(/^\$ /, '')
				.replace(/\s+#.*$/, '')
				.trim(),
		)
		.filter((line) => line !== '' && !line.startsWith('#'));

/** Scripts of package.json that the text tells people to run. */
export const scriptsIn = ({ text }: Page): readonly string[] =>
	[...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)].map(([, script, test]) => script ?? test ?? '');

/** A file that CI runs, and how the command stands in it. */
export interface Place {
	readonly file: string;
	readonly as: string;
}

/** Where CI executes a command that the tests of this room do not execute themselves. */
export const executedElsewhere: Readonly<Record<string, Place>> = {
	'npm run demo': { file: '.ci/run', as: 'step npm run demo -- --once' },
};

/** What CI cannot execute, and why. What such commands read is tested beside them. */
export const notExecuted: Readonly<Record<string, string>> = {
	'docker compose up --detach --build': 'needs Docker, and images from its registry',
	'mkdir -m 700 secrets': 'makes the secrets that Docker Compose needs',
};
