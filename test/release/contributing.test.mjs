import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/paths.mjs';

/** The vendor of the worked path does not exist, nor do its files. */
const INVENTED = /acme/i;

/** Paths with a folder in them that a text shows as code. */
const pathsIn = (text) =>
	[...text.matchAll(/`((?:\.?[\w-]+\/)+[\w.-]*)`/g)]
		.map(([, path]) => path)
		.filter((path) => !INVENTED.test(path));

const missingIn = (text) => pathsIn(text).filter((path) => !existsSync(join(ROOT, path)));

test('the way to add a vendor names files that there are', () => {
	const [, text = ''] = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').split('## Add a vendor');
	assert.ok(pathsIn(text).length > 40);
	assert.deepEqual(missingIn(text), []);
});

test('a file that is gone is noticed, one of the invented vendor is not', () => {
	assert.deepEqual(
		missingIn('`collector/gone.ts`, `nodes/AcmeGateway/feed.ts`, `collector/walk.ts`, `walkStep`'),
		['collector/gone.ts'],
	);
});
