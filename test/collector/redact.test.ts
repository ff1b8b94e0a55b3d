import * as fc from 'fast-check';
import { oneLine, redact } from '../../collector/redact';

const SECRET = 'p/w "ü"+~?=\\';

/** Every spelling an echo may have. */
const spellings: readonly { readonly name: string; readonly spell: (secret: string) => string }[] = [
	{ name: 'plain', spell: (secret) => secret },
	{ name: 'URL-encoded', spell: (secret) => encodeURIComponent(secret) },
	{
		name: 'URL-encoded in small letters',
		spell: (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
	},
	{ name: 'in a form', spell: (secret) => new URLSearchParams([['', secret]]).toString().slice(1) },
	{ name: 'in JSON', spell: (secret) => JSON.stringify(secret) },
	{ name: 'in JSON with escaped slashes', spell: (secret) => JSON.stringify(secret).replaceAll('/', '\\/') },
	{ name: 'in base64', spell: (secret) => Buffer.from(secret).toString('base64') },
	{ name: 'in base64url', spell: (secret) => Buffer.from(secret).toString('base64url') },
];

/** What a reader of the text could still make out. */
const bare = (text: string): string => text.replace(/^"|"$/g, '').replace(/=+$/, '');

describe('taking secrets out of a text', () => {
	it.each(spellings)('finds them $name', ({ spell }) => {
		const text = `before ${spell(SECRET)} after`;
		const clean = redact(text, ['another secret', SECRET]);
		expect(clean).toMatch(/^before "?\*\*\*=*"? after$/);
		expect(redact(text, ['another secret'])).toBe(text);
	});

	it.each([
		{ name: 'Bearer', text: 'got Bearer abc.def-123 from', clean: 'got Bearer *** from' },
		{ name: 'Basic', text: 'basic dXNlcjpwYXNz==', clean: 'basic ***' },
		{ name: 'Token', text: 'Authorization: Token 0123abcdef', clean: 'Authorization: Token ***' },
	])('hides what follows $name', ({ text, clean }) => {
		expect(redact(text, [])).toBe(clean);
	});

	it.each([
		{ name: 'a word that only ends like a scheme', text: 'forbearer abcdefghi' },
		{ name: 'a short word after a scheme', text: 'the token is old' },
		{ name: 'a text without secrets', text: 'Nothing to hide.' },
	])('leaves $name alone', ({ text }) => {
		expect(redact(text, [SECRET])).toBe(text);
	});

	it('leaves words alone that are too short for a secret', () => {
		expect(redact('abc, a b c', ['', 'abc'])).toBe('abc, a b c');
	});

	it('takes the longer of two secrets, of which one begins with the other', () => {
		expect(redact('hunter2hunter2', ['hunter2', 'hunter2hunter2'])).toBe('***');
	});

	const secrets = fc
		.string({ unit: 'grapheme', minLength: 4, maxLength: 40 })
		.filter((text) => !text.includes('*'));
	const words = fc.array(fc.string(), { maxLength: 3 });

	it('leaves none, whatever it is and however it is spelt', () => {
		fc.assert(
			fc.property(
				fc.array(secrets, { minLength: 1, maxLength: 3 }),
				words,
				fc.constantFrom(...spellings),
				(hidden, around, { spell }) => {
					const text = hidden.flatMap((secret) => [...around, spell(secret)]).join(' ');
					const clean = redact(text, hidden);
					for (const secret of hidden) expect(clean).not.toContain(bare(spell(secret)));
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('a text for one line', () => {
	it.each([
		{ name: 'has one blank between words', text: ' a\r\n\tb  c ', line: 'a b c' },
		{ name: 'is not cut when it is short enough', text: 'x'.repeat(400), line: 'x'.repeat(400) },
		{ name: 'is cut when it is endless', text: 'x'.repeat(401), line: `${'x'.repeat(400)}…` },
	])('$name', ({ text, line }) => {
		expect(oneLine(text)).toBe(line);
	});
});
