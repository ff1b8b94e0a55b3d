/** A table; its cells are Markdown. */
export const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n');

const inCell = (text: string): string => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');

/** Text as it stands, with nothing in it that Markdown would read as its own. */
export const plain = (text: string): string => text.replace(/<\/?code>/g, '`').replace(/([<*_])/g, '\\$1');

export const code = (text: string): string => `\`${text}\``;

export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

export const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, '\t')}\n\`\`\``;
