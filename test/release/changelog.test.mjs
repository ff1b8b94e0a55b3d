import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT } from '../../scripts/paths.mjs';
import { entriesOf, notesFor } from '../../scripts/release/changelog.mjs';

const GROUPS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

const changelog = (...sections) =>
	['# Changelog\n', ...sections, '[1.2.3]: https://example.test/1.2.3\n'].join('\n');
const unreleased = '## [Unreleased]\n\n### Added\n\n- Later.\n';
const released = '## [1.2.3] - 2026-11-30\n\n### Fixed\n\n- A thing.\n';

describe('notes of a version', () => {
	test('are what the changelog says of it, and nothing of its neighbours', () => {
		const text = changelog(unreleased, released, '## [1.2.2] - 2026-11-01\n\n- Earlier.\n');
		assert.equal(notesFor(text, '1.2.3', 'v1.2.3'), '### Fixed\n\n- A thing.');
	});

	test('leave out the addresses that end the file', () => {
		assert.equal(notesFor(changelog(released), '1.2.3', 'v1.2.3'), '### Fixed\n\n- A thing.');
	});

	const refused = [
		{
			name: 'a tag of another version',
			text: changelog(released),
			tag: 'v1.2.4',
			says: /v1\.2\.4 does not name/,
		},
		{ name: 'a tag without the v', text: changelog(released), tag: '1.2.3', says: /does not name/ },
		{
			name: 'a version that is still unreleased',
			text: changelog(unreleased),
			tag: 'v1.2.3',
			says: /no entry for 1\.2\.3/,
		},
		{
			name: 'an entry without a date',
			text: changelog('## [1.2.3]\n\n- A thing.\n'),
			tag: 'v1.2.3',
			says: /has no date/,
		},
		{ name: 'an empty entry', text: changelog('## [1.2.3] - 2026-11-30\n'), tag: 'v1.2.3', says: /is empty/ },
		{
			name: 'a heading of another form',
			text: changelog('## 1.2.3\n\n- A thing.\n'),
			tag: 'v1.2.3',
			says: /names no version: ## 1\.2\.3/,
		},
	];
	for (const { name, text, tag, says } of refused)
		test(`are refused for ${name}`, () => {
			assert.throws(() => notesFor(text, '1.2.3', tag), says);
		});
});

describe('CHANGELOG.md', () => {
	const text = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
	const entries = entriesOf(text);

	test('begins with what is not released yet', () => {
		assert.equal(entries[0]?.version, 'Unreleased');
	});

	test('groups what it says, and links each heading', () => {
		for (const { version, text: said } of entries) {
			for (const [, group] of said.matchAll(/^### (.+)$/gm)) assert.ok(GROUPS.includes(group), group);
			assert.ok(text.includes(`\n[${version}]: https://`), version);
		}
	});
});
