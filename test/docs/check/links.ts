import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT } from '../../../scripts/docs/pages';
import { citedHosts } from './hosts';
import { type Page, readPage } from './page';

/** What is wrong with the links and pictures of a page, a sentence each; nothing leaves this machine. */
export const brokenLinks = (page: Page): readonly string[] => [
	...page.links.flatMap((link) => broken(page, link)),
	...page.pictures.flatMap((picture) => broken(page, picture)),
];

function broken(page: Page, link: string): readonly string[] {
	const complain = (problem: string) => [`${page.path}: ${link} ${problem}`];
	if (/^[a-z][a-z\d+.-]*:/i.test(link)) {
		const problem = external(link);
		return problem === undefined ? [] : complain(problem);
	}
	const [place = '', anchor] = decodeURIComponent(link).split('#');
	const path = place === '' ? page.path : posix.normalize(posix.join(posix.dirname(page.path), place));
	if (place !== '' && (path.startsWith('..') || !existsSync(join(ROOT, path))))
		return complain('leads nowhere');
	if (anchor === undefined) return [];
	const target = path === page.path ? page : readPage(path);
	return target.anchors.has(anchor) ? [] : complain(`names a heading that ${path} does not have`);
}

function external(link: string): string | undefined {
	if (!URL.canParse(link)) return 'is not an address';
	const { protocol, hostname, username } = new URL(link);
	if (protocol !== 'https:') return 'is not https';
	if (username !== '') return 'carries a user';
	return citedHosts.has(hostname) ? undefined : 'is on a host that hosts.ts does not name';
}
