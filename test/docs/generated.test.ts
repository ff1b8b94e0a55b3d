import { blockNames, filled, unformatted } from '../../scripts/docs/blocks';
import { makeable, makeBlocks } from '../../scripts/docs/catalogue';
import { pages } from '../../scripts/docs/pages';
import { readPage } from './check/page';

const generated = pages().filter((path) => blockNames(readPage(path).text).length > 0);

test.each(generated)('%s says what the code says; if not, `npm run docs` writes it anew', async (path) => {
	const { text } = readPage(path);
	expect(unformatted(text)).toBe(unformatted(filled(text, await makeBlocks(blockNames(text)))));
});

test('everything that can be made stands in a page, once', () => {
	const used = generated.flatMap((path) => blockNames(readPage(path).text));
	expect([...used].sort()).toEqual([...makeable].sort());
});

const page = '# A\n\n<!-- generated: a b -->\n\n| old |\n\n<!-- end -->\n\nmore\n';

test('a block is replaced and what stands around it is kept', () => {
	expect(blockNames(page)).toEqual(['a b']);
	expect(filled(page, new Map([['a b', 'new']]))).toBe(page.replace('| old |', 'new'));
});

test('an unknown block is refused by name', async () => {
	expect(() => filled(page, new Map())).toThrow('Nothing makes the block "a b".');
	await expect(makeBlocks(['a b'])).rejects.toThrow('Nothing makes the block "a b". Known: ');
});

test.each([
	['| a   |   b |\n| --- | ----- |', '|a|b|\n|---|---|', true],
	['a\\_b \\<c>', 'a_b <c>', true],
	['| a |', '| b |', false],
])('%j and %j are the same but for their format: %j', (left, right, same) => {
	expect(unformatted(left) === unformatted(right)).toBe(same);
});
