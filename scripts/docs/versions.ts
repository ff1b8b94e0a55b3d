import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from './markdown';

const ROOT = join(__dirname, '../..');

const read = (path: string): Readonly<Record<string, Readonly<Record<string, string>>>> =>
	JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as never;

/** The n8n versions that tests run on: of older ones the engine, of the newest the whole of it. */
export function versions(): string {
	const engines = Object.entries(read('test/hosts/package.json')['dependencies'] ?? {}).map(
		([name, version]): [string, string] => [name.replace('n8n-core-', ''), version.replace(/.*@/, '')],
	);
	const newest = read('package.json')['devDependencies']?.['n8n-core'] ?? '';
	const whole = read('demo/package.json')['dependencies']?.['n8n'] ?? '';
	const rows = [...engines, [newest.split('.').slice(0, 2).join('.'), newest] as const]
		.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
		.map(([version, engine]) => [
			version,
			`\`n8n-core\` ${engine}: every node, trigger and credential, in the tests of \`npm test\``,
			whole.startsWith(`${version}.`)
				? `n8n ${whole}: examples, triggers and crashes, in the tests of \`npm run test:e2e\``
				: '–',
		]);
	return table(['n8n', 'Engine', 'Whole server'], rows);
}
