import { rowOf } from './table';

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

/** Text without the tags and entities of HTML. */
export const plainText = (html: string): string =>
	html
		.replace(/<\/?[a-z][a-z\d]*(?:\s[^<>]*)?\/?>/gi, '')
		.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (all: string, decimal, hex, name) => {
			if (typeof name === 'string') return rowOf(ENTITIES, name.toLowerCase()) ?? all;
			const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
			return code <= 0x10ffff ? String.fromCodePoint(code) : all;
		});
