import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { ROOT } from '../../../scripts/docs/pages';

export interface Fence {
	/** Empty when the block names none. */
	readonly language: string;
	readonly text: string;
}

/** What a reader can follow, copy or search for in a Markdown page. */
export interface Page {
	/** Below the project's folder. */
	readonly path: string;
	readonly text: string;
	readonly links: readonly string[];
	readonly pictures: readonly string[];
	/** What a link can point to behind `#`. */
	readonly anchors: ReadonlySet<string>;
	readonly fences: readonly Fence[];
	/** Code in the first cell of table rows under the heads `Message` and `Reason`. */
	readonly messages: readonly string[];
}

const parser = new MarkdownIt({ html: true });

export const readPage = (path: string): Page => parsePage(path, readFileSync(join(ROOT, path), 'utf8'));

export function parsePage(path: string, text: string): Page {
	const tokens = parser.parse(text, {});
	const inline = tokens.flatMap(({ children }) => children ?? []);
	return {
		path,
		text,
		links: attributes(inline, 'link_open', 'href'),
		pictures: attributes(inline, 'image', 'src'),
		anchors: anchorsOf(headings(tokens)),
		fences: tokens
			.filter(({ type }) => type === 'fence' || type === 'code_block')
			.map(({ info, content }) => ({ language: info.trim(), text: content })),
		messages: messagesOf(tokens),
	};
}

const attributes = (tokens: readonly Token[], type: string, name: string): readonly string[] =>
	tokens.filter((token) => token.type === type).map((token) => String(token.attrGet(name) ?? ''));

const headings = (tokens: readonly Token[]): readonly string[] =>
	tokens.flatMap(({ type }, i) => (type === 'heading_open' ? [shownText(tokens[i + 1])] : []));

const shownText = (token: Token | undefined): string =>
	(token?.children ?? []).map(({ content }) => content).join('');

/** GitHub's anchors: lower case, hyphens for blanks, nothing of punctuation, a number for what comes again. */
function anchorsOf(titles: readonly string[]): ReadonlySet<string> {
	const anchors = new Set<string>();
	for (const title of titles) {
		const anchor = title
			.toLowerCase()
			.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
			.replace(/ /g, '-');
		let unique = anchor;
		for (let again = 1; anchors.has(unique); again++) unique = `${anchor}-${again}`;
		anchors.add(unique);
	}
	return anchors;
}

function messagesOf(tokens: readonly Token[]): readonly string[] {
	const messages: string[] = [];
	let isListed = false;
	tokens.forEach(({ type }, i) => {
		if (type !== 'tr_open') return;
		const cell = tokens[i + 2];
		if (tokens[i + 1]?.type === 'th_open') isListed = ['Message', 'Reason'].includes(shownText(cell));
		else if (isListed)
			messages.push(
				...(cell?.children ?? [])
					.filter(({ type: kind }) => kind === 'code_inline')
					.map(({ content }) => content),
			);
	});
	return messages;
}
