/** The text of every generated block, by its name. */
export type Blocks = ReadonlyMap<string, string>;

const BLOCK = /<!-- generated: (.+?) -->\n[\s\S]*?<!-- end -->/g;

/** Names of the blocks that a page asks for. */
export const blockNames = (page: string): readonly string[] =>
	[...page.matchAll(BLOCK)].map(([, name = '']) => name);

/** The page with what the code says now between its markers. @throws Error for a block nobody makes */
export const filled = (page: string, blocks: Blocks): string =>
	page.replace(BLOCK, (_all, name: string) => {
		const text = blocks.get(name);
		if (text === undefined) throw new Error(`Nothing makes the block "${name}".`);
		return `<!-- generated: ${name} -->\n\n${text}\n\n<!-- end -->`;
	});

/** The same text however a formatter pads tables, breaks JSON and escapes signs. */
export const unformatted = (page: string): string => page.replace(/[\s\\]+/g, '').replace(/-{3,}/g, '---');
