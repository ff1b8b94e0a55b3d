import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { hashOfSources } from '../../scripts/build.mjs';

const project = mkdtempSync(join(tmpdir(), 'built-from-'));
after(() => rmSync(project, { recursive: true }));

/** The hash of a project of a few files, one of them with another content. */
function hashWith(file) {
	for (const path of [...building, ...beside]) {
		mkdirSync(dirname(join(project, path)), { recursive: true });
		writeFileSync(join(project, path), path === file ? 'another' : 'one');
	}
	return hashOfSources(project);
}

const building = [
	'collector/walk.ts',
	'credentials/shared/fields.ts',
	'nodes/Acme/Acme.node.ts',
	'nodes/Acme/Acme.node.json',
	'vocabulary/ocsf/event.ts',
	'icons/acme.svg',
	'package.json',
	'tsconfig.json',
];
const beside = ['test/walk.test.ts', 'docs/acme.md'];

for (const file of building)
	test(`a change of ${file} alone is built`, () => assert.notEqual(hashWith(file), hashWith(undefined)));

for (const file of beside)
	test(`a change of ${file} needs no build`, () => assert.equal(hashWith(file), hashWith(undefined)));
