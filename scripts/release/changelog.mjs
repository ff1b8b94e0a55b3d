import { Problem } from '../problem.mjs';

/**
 * What a version changes. `## [1.2.3] - 2026-11-30` heads it, as https://keepachangelog.com asks for.
 *
 * @typedef {object} Entry
 * @property {string} version or `Unreleased`
 * @property {string | undefined} date
 * @property {string} text
 */

const HEADING = /^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$/;

/** Addresses that the headings link to end the file. */
const LINK = /^\[[^\]]+\]: /;

/**
 * @param {string} changelog
 * @returns {Entry[]} newest first
 */
export function entriesOf(changelog) {
	return changelog
		.split(/^(?=## )/m)
		.slice(1)
		.map((section) => {
			const [heading, ...lines] = section.split('\n');
			const [, version, date] = HEADING.exec(heading) ?? [];
			if (version === undefined)
				throw new Problem(`CHANGELOG.md has a heading that names no version: ${heading}`);
			return {
				version,
				date,
				text: lines
					.filter((line) => !LINK.test(line))
					.join('\n')
					.trim(),
			};
		});
}

/**
 * What to tell about the version that a tag names.
 *
 * @param {string} changelog
 * @param {string} version in package.json
 * @param {string} tag
 * @returns {string}
 * @throws {Problem} unless tag, package.json and changelog agree that this version is to be published
 */
export function notesFor(changelog, version, tag) {
	if (tag !== `v${version}`)
		throw new Problem(`The tag ${tag} does not name version ${version} of package.json.`);
	const entry = entriesOf(changelog).find((candidate) => candidate.version === version);
	if (entry === undefined)
		throw new Problem(`CHANGELOG.md has no entry for ${version}. Move what stands under Unreleased there.`);
	if (entry.date === undefined)
		throw new Problem(`The entry for ${version} in CHANGELOG.md has no date: ## [${version}] - YYYY-MM-DD`);
	if (entry.text === '') throw new Problem(`The entry for ${version} in CHANGELOG.md is empty.`);
	return entry.text;
}
