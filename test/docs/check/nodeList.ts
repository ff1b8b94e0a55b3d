/** What the editor's node list knows of a node. */
export interface Listed {
	readonly displayName: string;
	readonly aliases: readonly string[];
}

/**
 * Whether a search in the node list brings a node: its letters come one after the other in the name or in one alias,
 * with any others between them (n8n-io/n8n `packages/@n8n/utils/src/search/sublime-search.ts`).
 */
export const isListed = (search: string, { displayName, aliases }: Listed): boolean =>
	[displayName, ...aliases].some((text) => holdsInOrder(text.toLowerCase(), search.toLowerCase()));

function holdsInOrder(text: string, letters: string): boolean {
	let at = -1;
	return [...letters].every((letter) => (at = text.indexOf(letter, at + 1)) >= 0);
}
