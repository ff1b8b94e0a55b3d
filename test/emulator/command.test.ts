import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorKeys } from '../../emulator';
import { command } from '../../emulator/command';
import { switchesAsMarkdown } from '../../emulator/switches';
import { Api } from './client';

const root = join(__dirname, '../..');

/** Gives the command its words and collects what it says. */
async function run(words: readonly string[]) {
	const said: string[] = [];
	const { code, emulator } = await command(words, (text) => said.push(text));
	return { code, emulator, text: said.join('\n') };
}

test('prints the address, the keys and the control plane, and does as it is told', async () => {
	const words = [
		'--port',
		'0',
		'--defender',
		'50',
		'--cloudlock-days',
		'2',
		'--rate-limits',
		'--set',
		'umbrella.pageCap=100',
		'--set',
		'umbrella.redirect=sameHost',
	];
	const { code, text, emulator } = await run(words);
	expect(code).toBe(0);
	for (const part of [emulator?.url, 'emulator-cloudlock-token', '/__emulator/'])
		expect(text).toContain(part);
	expect(emulator?.switches.umbrella).toMatchObject({ pageCap: 100, redirect: 'sameHost', rateLimit: 'on' });
	expect(emulator?.count('microsoftDefenderCloudApps.activity')).toBe(50);
	await emulator?.close();
});

test.each(['--help', '--switches'])('%s answers and starts nothing', async (word) => {
	const { code, text, emulator } = await run([word]);
	expect([code, emulator, text.length > 100]).toEqual([0, undefined, true]);
});

test.each<[string, readonly string[], string]>([
	['an unknown switch', ['--set', 'umbrella.colour=1'], 'There is no switch umbrella.colour'],
	['a bad value', ['--set', 'umbrella.redirect=moon'], 'umbrella.redirect takes none, sameHost'],
	['no assignment', ['--set', 'pageCap'], '--set takes vendor.switch=value.'],
	['an unknown option', ['--colour', '1'], 'There is no option --colour'],
	['no number', ['--port', 'x'], '--port takes a whole number.'],
])('%s is a sentence', async (_name, words, sentence) => {
	expect(await run(words)).toEqual({ code: 1, emulator: undefined, text: expect.stringContaining(sentence) });
});

test('a port in use is a sentence', async () => {
	const api = await Api.open();
	const port = Number(new URL(api.emulator.url).port);
	const { code, text } = await run(['--port', String(port)]);
	await api.close();
	expect([code, text]).toEqual([
		1,
		`Port ${port} is taken by another program. Stop it, or choose another port: --port ${port + 1}`,
	]);
});

test('README.md holds every switch as it is', () => {
	// The formatter pads the cells of a table.
	const unpadded = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
	const readme = readFileSync(join(root, 'emulator/README.md'), 'utf8');
	expect(unpadded(readme)).toContain(unpadded(switchesAsMarkdown()));
});

test('README.md holds every key', () => {
	const readme = readFileSync(join(root, 'emulator/README.md'), 'utf8');
	const keys: Readonly<Record<string, Readonly<Record<string, string>>>> = emulatorKeys;
	for (const value of Object.values(keys).flatMap((each) => Object.values(each)))
		expect(readme).toContain(value);
});
