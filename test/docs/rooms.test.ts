import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/docs/pages';
import { BUILT_FROM, SHIPPED_ROOMS } from '../../scripts/rooms';
import { sourcesOf, straying } from './check/rooms';

test('shipped files import from shipped rooms alone', () => {
	const sources = sourcesOf(ROOT, SHIPPED_ROOMS);
	expect(Object.keys(sources).length).toBeGreaterThan(100);
	expect(straying(sources, SHIPPED_ROOMS)).toEqual([]);
});

test('a room left out of the list is noticed', () => {
	const rooms = SHIPPED_ROOMS.filter((room) => room !== 'vocabulary');
	expect(straying(sourcesOf(ROOT, rooms), rooms)).toContain(
		'nodes/shared/run/format.ts imports vocabulary/ocsf/event',
	);
});

test.each([
	["import { a } from '../../cellar/a';", ['nodes/Acme/b.ts imports cellar/a']],
	["import type { A } from '../../cellar/a';", ['nodes/Acme/b.ts imports cellar/a']],
	["export * from '../../cellar/a';", ['nodes/Acme/b.ts imports cellar/a']],
	["import { a } from '../shared/a';", []],
	["import { a } from 'n8n-workflow';", []],
])('%j leads out: %j', (source, expected) => {
	expect(straying({ 'nodes/Acme/b.ts': source }, ['nodes'])).toEqual(expected);
});

test.each(BUILT_FROM)('%s, which the package is built from, is there', (source) => {
	expect(existsSync(join(ROOT, source))).toBe(true);
});
