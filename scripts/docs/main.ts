import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { blockNames, filled } from './blocks';
import { makeBlocks } from './catalogue';
import { pages, ROOT } from './pages';

/** `npm run docs`: writes what the code says between the markers of every page. */
async function main(): Promise<void> {
	const texts = pages().map((page) => ({ page, text: readFileSync(join(ROOT, page), 'utf8') }));
	const blocks = await makeBlocks(texts.flatMap(({ text }) => blockNames(text)));
	for (const { page, text } of texts) {
		if (blockNames(text).length === 0) continue;
		const path = join(ROOT, page);
		const now = await format(filled(text, blocks), { ...(await resolveConfig(path)), filepath: path });
		if (now === text) continue;
		writeFileSync(path, now);
		process.stdout.write(`${page} is written anew.\n`);
	}
}

void main().then(() => process.exit());
