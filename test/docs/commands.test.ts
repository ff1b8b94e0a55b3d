import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../emulator/command';
import { pages, ROOT } from '../../scripts/docs/pages';
import { commandsIn, executedElsewhere, notExecuted, scriptsIn } from './check/commands';
import { parsePage, readPage } from './check/page';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	readonly scripts: Readonly<Record<string, string>>;
};

const EMULATOR = /^npm run emulator(?: --)?/;

const all = [...new Set(pages().flatMap((path) => commandsIn(readPage(path))))];
const ofTheEmulator = all.filter((line) => EMULATOR.test(line));
const others = all.filter((line) => !EMULATOR.test(line));

test.each(pages())('%s names no script that package.json does not have', (path) => {
	expect(scriptsIn(readPage(path)).filter((script) => !(script in scripts))).toEqual([]);
});

test('a script that is not there is noticed', () => {
	expect(scriptsIn(parsePage('a.md', 'Run `npm run none`, then `npm test`.'))).toEqual(['none', 'test']);
	expect('none' in scripts).toBe(false);
});

/** The command behind `npm run emulator`, on a free port. */
test.each(ofTheEmulator)('%s does what it says', async (line) => {
	const words = line
		.replace(EMULATOR, '')
		.split(' ')
		.filter((word) => word !== '');
	const onPort = words.includes('--port')
		? words.with(words.indexOf('--port') + 1, '0')
		: [...words, '--port', '0'];
	const { code, emulator } = await command(onPort, () => undefined);
	await emulator?.close();
	expect(code).toBe(0);
});

test.each(others.filter((line) => !(line in notExecuted)))('%s is executed in CI', (line) => {
	const place = executedElsewhere[line];
	expect(place).toBeDefined();
	if (place) expect(readFileSync(join(ROOT, place.file), 'utf8')).toContain(place.as);
});

test('every place that is listed belongs to a command of a page', () => {
	expect(Object.keys(executedElsewhere).filter((line) => !others.includes(line))).toEqual([]);
});

test.each([
	{ text: '```sh\nnpm run demo\n```', lines: ['npm run demo'] },
	{ text: '```\nnpm run demo -- --once # all of it\n```', lines: ['npm run demo -- --once'] },
	{ text: '```bash\n# first\n$ docker compose up \\\n  -d\n```', lines: ['docker compose up -d'] },
	{ text: '```sh\nmkdir a\nfor n in b; do\n\techo $n\ndone\n```', lines: ['mkdir a'] },
	{ text: '```json\n{}\n```\n\n```\n├── page\n```', lines: [] },
])('%j: its commands are found', ({ text, lines }) => {
	expect(commandsIn(parsePage('a.md', text))).toEqual(lines);
});
