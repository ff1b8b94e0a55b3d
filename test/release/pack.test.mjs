import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { faultsOf } from '../../scripts/pack/rules.mjs';
import { PACKAGES } from '../../scripts/packages/vendors.mjs';
import { ROOT } from '../../scripts/paths.mjs';

const NODE = 'dist/nodes/Acme/Acme.node.js';
const CREDENTIAL = 'dist/credentials/AcmeApi.credentials.js';
const manifest = { n8n: { nodes: [NODE], credentials: [CREDENTIAL] } };
const sound = [NODE, CREDENTIAL, 'dist/icons/acme.svg', 'package.json', 'README.md', 'LICENSE'];
const without = (path) => sound.filter((other) => other !== path);

const rows = [
	{ name: 'that is sound', manifest, paths: sound, faults: [] },
	...[
		'dist/collector/walk.js.map',
		'nodes/Acme/Acme.node.ts',
		'.env',
		'dist/a.tsbuildinfo',
		'build/x.js',
	].map((path) => ({
		name: `with ${path}`,
		manifest,
		paths: [...sound, path],
		faults: [`${path} does not belong in it`],
	})),
	...['dist/test/walk.js', 'dist/nodes/Acme/feed.test.js', 'dist/node_modules/a/index.js'].map((path) => ({
		name: `with ${path}`,
		manifest,
		paths: [...sound, path],
		faults: [`${path} does not belong in it`],
	})),
	...[NODE, CREDENTIAL, 'README.md', 'LICENSE', 'package.json'].map((path) => ({
		name: `without ${path}`,
		manifest,
		paths: without(path),
		faults: [`${path} is missing`],
	})),
	{
		name: 'that lists nothing',
		manifest: {},
		paths: sound,
		faults: ['package.json lists nothing for n8n to load'],
	},
	{
		name: 'with a dependency',
		manifest: { ...manifest, dependencies: { axios: '1' } },
		paths: sound,
		faults: ['it brings axios along, and may bring nothing'],
	},
];

for (const { name, manifest: given, paths, faults } of rows)
	test(`a package ${name}: ${faults[0] ?? 'nothing to say'}`, () => {
		assert.deepEqual(faultsOf(given, paths), faults);
	});

const check = (...folders) =>
	spawnSync(process.execPath, ['scripts/pack/main.mjs', ...folders], { cwd: ROOT, encoding: 'utf8' });

test('npm would publish what belongs into each of our packages', () => {
	const { status, stdout } = check();
	assert.equal(status, 0, stdout);
	assert.equal(stdout.match(/^✓ /gm)?.length, 5);
});

test('the command fails on a package with a stray file', () => {
	const copy = mkdtempSync(join(tmpdir(), 'stray-'));
	try {
		cpSync(join(ROOT, PACKAGES, 'n8n-nodes-cisco-cloudlock'), copy, { recursive: true });
		writeFileSync(join(copy, 'dist', 'notes.txt'), '');
		const { status, stdout } = check(copy);
		assert.equal(status, 1);
		assert.match(stdout, /dist\/notes\.txt does not belong in it/);
	} finally {
		rmSync(copy, { recursive: true });
	}
});
