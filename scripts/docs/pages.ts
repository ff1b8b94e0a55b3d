import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** Not pages yet, or not ours: installed, built, written by a run, or what pages of other packages are made from. */
const ELSEWHERE = new Set(['node_modules', 'dist', 'build', 'coverage', '.git', '.demo', 'scripts']);

/** Paths of all Markdown pages of the project, below its folder. */
export const pages = (folder: string = ROOT): readonly string[] =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return ELSEWHERE.has(entry.name) ? [] : pages(path);
		return entry.name.endsWith('.md') ? [relative(ROOT, path).replace(/\\/g, '/')] : [];
	});
