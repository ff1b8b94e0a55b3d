import { credentialTypes } from '../../scripts/docs/catalogue';
import { pages } from '../../scripts/docs/pages';
import { citedHosts } from './check/hosts';
import { brokenLinks } from './check/links';
import { parsePage, readPage } from './check/page';

test.each(pages())('%s: every link, anchor and picture leads somewhere', (path) => {
	expect(brokenLinks(readPage(path))).toEqual([]);
});

test('there are pages to look at, and links in them', () => {
	expect(pages()).toEqual(expect.arrayContaining(['README.md', 'docs/README.md', 'examples/README.md']));
	expect(readPage('README.md').links.length).toBeGreaterThan(20);
});

test.each([
	{ name: 'a page that is not there', text: '[a](nowhere.md)', says: /nowhere\.md leads nowhere/ },
	{ name: 'a page outside of the project', text: '[a](../../etc/hosts)', says: /leads nowhere/ },
	{ name: 'a picture that is not there', text: '![a](pictures/none.png)', says: /none\.png leads nowhere/ },
	{ name: 'a heading of its own that is not there', text: '# A\n[a](#b)', says: /#b names a heading/ },
	{ name: 'a heading of another page', text: '[a](how-collection-works.md#nothing)', says: /docs\/how-coll/ },
	{ name: 'plain http', text: '[a](http://nodejs.org)', says: /is not https/ },
	{ name: 'a host nobody decided on', text: '[a](https://example.com/a)', says: /does not name/ },
	{ name: 'a user in the address', text: '[a](https://a:b@github.com)', says: /carries a user/ },
	{ name: 'another scheme', text: '[a](mailto:a@example.com)', says: /is not https/ },
])('complains of $name', ({ text, says }) => {
	expect(brokenLinks(parsePage('docs/page.md', text)).join()).toMatch(says);
});

test.each([
	['# Where sources disagree', 'where-sources-disagree'],
	['# Answers that do not come, or are none', 'answers-that-do-not-come-or-are-none'],
	['# `code` and **more**', 'code-and-more'],
	['# Über_alles – 2', 'über_alles--2'],
	['# A\n# A', 'a-1'],
])('%j has the anchor GitHub gives it', (text, anchor) => {
	expect(parsePage('page.md', text).anchors).toContain(anchor);
});

test.each(credentialTypes.map((type) => [type.name, type] as const))(
	'%s: the page behind its help is one of the vendor, and a page of ours cites it',
	(_name, { documentationUrl = '' }) => {
		expect(citedHosts).toContain(new URL(documentationUrl).hostname);
		const citing = pages().filter((path) =>
			readPage(path).links.some((link) => link.startsWith(documentationUrl)),
		);
		expect(citing).toContainEqual(expect.stringMatching(/^docs\//));
	},
);
