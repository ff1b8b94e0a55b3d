import { rowOf } from './table';

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

/** Elements that only say how text looks: https://html.spec.whatwg.org/multipage/indices.html#elements-3 */
const LOOKS = [
	'b',
	'big',
	'code',
	'em',
	'font',
	'i',
	'pre',
	's',
	'small',
	'span',
	'strong',
	'sub',
	'sup',
	'tt',
	'u',
];
const BLOCKS = ['a', 'abbr', 'br', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'li', 'ol', 'p'];
const TABLES = ['strike', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'];
const ELEMENTS: ReadonlySet<string> = new Set([...LOOKS, ...BLOCKS, ...TABLES]);

const TAG = /<(\/?)([a-z][a-z\d]*)((?:\s[^<>]*)?)\/?>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi;

export interface Plain {
	readonly text: string;
	/** False where more than looks went: an attribute, or an element that nothing ends, which may be a name. */
	readonly isWhole: boolean;
}

/** Text without the tags and entities of HTML. What HTML does not know is no markup: a role may be called `<Global Admin>`. */
export function plainText(html: string): Plain {
	const depths = new Map<string, number>();
	let isWhole = true;
	const text = html.replace(TAG, (all: string, slash: string, element: string, attributes: string) => {
		const name = element.toLowerCase();
		if (!ELEMENTS.has(name)) return all;
		isWhole &&= LOOKS.includes(name) && attributes.trim() === '';
		depths.set(name, (depths.get(name) ?? 0) + (slash === '' ? 1 : -1));
		return '';
	});
	const isPaired = [...depths.values()].every((depth) => depth === 0);
	return { text: decoded(text), isWhole: isWhole && isPaired };
}

const decoded = (text: string): string =>
	text.replace(ENTITY, (all: string, decimal, hex, name) => {
		if (typeof name === 'string') return rowOf(ENTITIES, name.toLowerCase()) ?? all;
		const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
		return code <= 0x10ffff ? String.fromCodePoint(code) : all;
	});
