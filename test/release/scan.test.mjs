import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PACKAGES } from '../../scripts/packages/vendors.mjs';
import { ROOT } from '../../scripts/paths.mjs';

const SOUND = join(ROOT, PACKAGES, 'n8n-nodes-cisco-cloudlock');
const NODE = 'nodes/CiscoCloudlock/CiscoCloudlock.node';

const append = (file, text) => (folder) => appendFileSync(join(folder, file), text);
const inManifest = (change) => (folder) => {
	const file = join(folder, 'package.json');
	writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
};
const inSource = (wanted, replacement) => (folder) => {
	const file = join(folder, `${NODE}.ts`);
	writeFileSync(file, readFileSync(file, 'utf8').replace(wanted, replacement));
};

/** Each has one thing that n8n does not take, in a package that is sound but for that. */
const spoiled = [
	{
		name: 'reads the environment',
		spoil: append(`${NODE}.ts`, '\nexport const home = process.env.HOME;\n'),
		fails: { sources: /no-restricted-globals/ },
	},
	{
		name: 'reads the environment and forbids to say so',
		spoil: append(`${NODE}.ts`, '\n/* eslint-disable */\nexport const home = process.env.HOME;\n'),
		fails: { sources: /no-restricted-globals/ },
	},
	{
		name: 'reads the environment where only the built code shows it',
		spoil: append(`dist/${NODE}.js`, '\nexports.home = process.env.HOME;\n'),
		fails: { published: /no-restricted-globals/ },
	},
	{
		name: 'reads files in code outside of nodes and credentials',
		spoil: append('dist/collector/walk.js', "\nrequire('fs').readFileSync('/etc/passwd');\n"),
		fails: { published: /no-restricted-imports/ },
	},
	{
		name: 'brings a dependency along',
		spoil: inManifest({ dependencies: { axios: '^1.0.0' } }),
		fails: { sources: /no-runtime-dependencies/, published: /no-runtime-dependencies/ },
	},
	{
		name: 'shows an icon that is not there',
		spoil: inSource('ciscoCloudlock.svg', 'gone.svg'),
		fails: { sources: /icon-validation/ },
	},
];

const scan = (...folders) =>
	spawnSync(process.execPath, ['scripts/scan/main.mjs', ...folders], { cwd: ROOT, encoding: 'utf8' });

/** One start of the scanner for all: it takes seconds to load. */
let told = '';
let status;
const copies = mkdtempSync(join(tmpdir(), 'scan-'));
before(() => {
	const folders = spoiled.map(({ spoil }, i) => {
		const folder = join(copies, `package-${i}`);
		cpSync(SOUND, folder, { recursive: true });
		inManifest({ name: `n8n-nodes-spoiled-${i}` })(folder);
		spoil(folder);
		return folder;
	});
	({ status, stdout: told } = scan(SOUND, ...folders));
});
after(() => rmSync(copies, { recursive: true }));

/** What was said of one leg of one package. */
function verdict(name, leg) {
	const [, mark, found] = new RegExp(`^([✓✗]) ${name}, ${leg}$([^✓✗]*)`, 'm').exec(told) ?? [];
	return { passed: mark === '✓', found };
}

describe('the scan', () => {
	for (const [i, { name, fails }] of spoiled.entries())
		test(`stops a package that ${name}`, () => {
			for (const leg of ['sources', 'published']) {
				const { passed, found } = verdict(`n8n-nodes-spoiled-${i}`, leg);
				assert.equal(passed, fails[leg] === undefined, `${leg}: ${found}`);
				if (fails[leg]) assert.match(found, fails[leg]);
			}
		});

	test('passes the same package unspoiled, in the same run', () => {
		for (const leg of ['sources', 'published'])
			assert.deepEqual(verdict('n8n-nodes-cisco-cloudlock', leg), { passed: true, found: '\n' });
	});

	test('ends with 1 when it stopped one of several, and with 0 when it stopped none', () => {
		assert.equal(status, 1);
		assert.equal(scan(SOUND).status, 0);
	});
});
