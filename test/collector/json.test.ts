import * as fc from 'fast-check';
import { isArray, isObject, parseJson, toItemJson, toJsonLine } from '../../collector/json';

const MARK = '\x7f';
const record = (text: string): object => parseJson(text) as object;

/** Members of each row are exact: text of an item, and the same line again as NDJSON. */
const rows = [
	{ name: 'the last exact integer', text: '{"n":9007199254740991}', item: { n: 9007199254740991 } },
	{ name: 'the first inexact integer', text: '{"n":9007199254740993}', item: { n: '9007199254740993' } },
	{ name: 'a negative one', text: '{"n":-9007199254740993}', item: { n: '-9007199254740993' } },
	{
		name: 'one deep inside',
		text: '{"a":[{"b":{"c":[1,12345678901234567890]}}]}',
		item: { a: [{ b: { c: [1, '12345678901234567890'] } }] },
	},
	{
		name: 'one beside others',
		text: '{"a":1,"b":12345678901234567890,"c":2.5}',
		item: { a: 1, b: '12345678901234567890', c: 2.5 },
	},
	{
		name: 'several in a list',
		text: '{"a":[12345678901234567890,1,12345678901234567891]}',
		item: { a: ['12345678901234567890', 1, '12345678901234567891'] },
	},
	{ name: 'a number beyond all doubles', text: '{"n":1e400}', item: { n: '1e400' } },
	{ name: 'a negative number beyond them', text: '{"n":-2.5E+999}', item: { n: '-2.5E+999' } },
	{
		name: 'one beyond all doubles before a long one',
		text: '{"a":[1e400,12345678901234567890,1e401]}',
		item: { a: ['1e400', '12345678901234567890', '1e401'] },
	},
	{
		name: 'one of more digits than it is looked for',
		text: `{"n":${'1234567890'.repeat(7)}}`,
		item: { n: '1234567890'.repeat(7) },
	},
	{ name: 'a text of digits', text: '{"n":"12345678901234567890"}', item: { n: '12345678901234567890' } },
	{
		name: 'a text that looks like JSON',
		text: '{"n":"{\\"a\\":12345678901234567890}","m":12345678901234567890}',
		item: { n: '{"a":12345678901234567890}', m: '12345678901234567890' },
	},
	{
		name: 'escapes beside it',
		text: '{"t":"a\\\\\\"b\\n","n":12345678901234567890}',
		item: { t: 'a\\"b\n', n: '12345678901234567890' },
	},
	{
		name: 'a text with the mark inside',
		text: `{"t":"a${MARK}1","n":12345678901234567890}`,
		item: { t: `a${MARK}1`, n: '12345678901234567890' },
	},
	{
		name: 'a text that begins with the mark',
		text: `{"t":"${MARK}12","n":12345678901234567890}`,
		item: { t: `${MARK}12`, n: '12345678901234567890' },
	},
	{
		name: 'a text that begins with two marks',
		text: `{"t":"${MARK}${MARK}12","n":12345678901234567890}`,
		item: { t: `${MARK}${MARK}12`, n: '12345678901234567890' },
	},
	{
		name: 'a text that is the mark',
		text: `{"t":"${MARK}","n":12345678901234567890}`,
		item: { t: MARK, n: '12345678901234567890' },
	},
	{
		name: 'a member named with the mark',
		text: `{"${MARK}k":12345678901234567890}`,
		item: { [`${MARK}k`]: '12345678901234567890' },
	},
	{
		name: 'a member named like a number',
		text: '{"12345678901234567890":12345678901234567890}',
		item: { '12345678901234567890': '12345678901234567890' },
	},
] as const;

describe('a record with long numbers', () => {
	it.each(rows)('keeps $name, as text in an item', ({ text, item }) => {
		expect(toItemJson(record(text))).toEqual(item);
	});

	it.each(rows)('keeps $name, digit by digit in a file', ({ text }) => {
		expect(toJsonLine(record(text))).toBe(text);
	});

	it('is found wherever it stands', () => {
		for (let blanks = 0; blanks < 20; blanks++) {
			const text = `{"n":${' '.repeat(blanks)}1234567890123456${'7'}}`;
			expect(toItemJson(record(text))).toEqual({ n: '12345678901234567' });
		}
	});

	it('is looked for in time that grows with the text alone', () => {
		const hostile = ['1e123', '1.1e999', '-1', '9'].map((part) => part.repeat(200_000));
		const parsed = parseJson(JSON.stringify(hostile));
		expect(parsed).toEqual(hostile);
	});

	it('would lose digits with JSON alone', () => {
		expect(JSON.stringify(JSON.parse('{"n":9007199254740993}'))).not.toContain('9007199254740993');
	});

	it('reads the mark written as an escape, too', () => {
		const text = '{"t":"\\u007F12","u":"\\\\u007f","n":12345678901234567890}';
		expect(toItemJson(record(text))).toEqual({ t: `${MARK}12`, u: '\\u007f', n: '12345678901234567890' });
	});

	it('reads blanks between a member and its colon', () => {
		const text = `{ "${MARK}k" : 12345678901234567890 , "t" : "${MARK}" }`;
		expect(toItemJson(record(text))).toEqual({ [`${MARK}k`]: '12345678901234567890', t: MARK });
	});

	it('reads as text where text is asked for', () => {
		const { n } = record('{"n":12345678901234567890}') as { n: unknown };
		expect(String(n)).toBe('12345678901234567890');
	});
});

describe('a record without long numbers', () => {
	it.each([
		{ name: 'in an item', text: '{"n":1}' },
		{ name: 'with a text that looks long', text: '{"n":", 12345678901234567890 ,"}' },
		{ name: 'with a number of many decimals', text: '{"n":0.1234567890123456789}' },
	])('is the very same object, $name', ({ text }) => {
		const parsed = record(text);
		expect(toItemJson(parsed)).toBe(parsed);
	});

	it('is copied when it holds one, or the rows above prove nothing', () => {
		const parsed = record('{"n":12345678901234567890}');
		expect(toItemJson(parsed)).not.toBe(parsed);
	});

	it('leaves its neighbours alone', () => {
		const [plain, long] = parseJson('[{"n":1},{"n":12345678901234567890}]') as [object, object];
		expect([toItemJson(plain) === plain, toItemJson(long) === long]).toEqual([true, false]);
	});
});

/** Whether a double is neither written as a long integer nor a zero with a sign that JSON drops. */
const isPlain = (n: number): boolean =>
	!Object.is(n, -0) && (Number.isSafeInteger(n) || !/^-?\d+$/.test(String(n)));

/** JSON text, and what an item must hold of it. */
const exact: fc.Arbitrary<{ readonly text: string; readonly item: unknown }> = fc.letrec<{
	value: { text: string; item: unknown };
}>((tie) => {
	const marked = fc.tuple(
		fc.constantFrom('', MARK, MARK + MARK, ':', '"', '\\', ', 12345678901234567890 ,'),
		fc.string({ unit: 'binary' }),
	);
	const words = marked.map(([start, rest]) => start + rest);
	const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isPlain);
	const plain = fc.oneof(words, fc.boolean(), fc.constant(null), doubles, fc.maxSafeInteger());
	const long = fc
		.bigInt({ min: -(2n ** 200n), max: 2n ** 200n })
		.filter((n) => !Number.isSafeInteger(Number(n)));
	const list = fc.array(tie('value'), { maxLength: 4 });
	const members = fc.uniqueArray(fc.tuple(words, tie('value')), { maxLength: 4, selector: ([key]) => key });
	return {
		value: fc.oneof(
			{ depthSize: 'small' },
			plain.map((item) => ({ text: JSON.stringify(item), item })),
			long.map((digits) => ({ text: String(digits), item: String(digits) })),
			list.map((values) => ({
				text: `[${values.map(({ text }) => text).join(',')}]`,
				item: values.map(({ item }) => item),
			})),
			members.map((pairs) => ({
				text: `{${pairs.map(([key, { text }]) => `${JSON.stringify(key)}:${text}`).join(',')}}`,
				item: Object.fromEntries(pairs.map(([key, { item }]) => [key, item])),
			})),
		),
	};
}).value;

describe('any JSON', () => {
	const wrapped = exact.map(({ text, item }) => ({ text: `{"a":${text}}`, item: { a: item } }));

	it('comes into an item with every digit', () => {
		fc.assert(
			fc.property(wrapped, ({ text, item }) => expect(toItemJson(record(text))).toEqual(item)),
			{ numRuns: 500 },
		);
	});

	it('comes out of a file with every digit', () => {
		fc.assert(
			fc.property(wrapped, ({ text, item }) => {
				const line = toJsonLine(record(text));
				expect(line).not.toContain('\n');
				expect(toItemJson(record(line))).toEqual(item);
				expect(toJsonLine(record(line))).toBe(line);
			}),
			{ numRuns: 500 },
		);
	});

	it.each([
		{ name: 'nothing', text: '' },
		{ name: 'an answer cut off', text: '{"n":12345678901234567890,' },
		{ name: 'an answer cut off within a text', text: '{"t":"cut, 12345678901234567890 ,' },
		{ name: 'words', text: 'no JSON, 12345678901234567890 ,' },
	])('is not $name', ({ text }) => {
		expect(() => parseJson(text)).toThrow(SyntaxError);
	});
});

describe('the kinds of values', () => {
	const long = (record('{"n":12345678901234567890}') as { n: unknown }).n;
	it.each([
		{ name: 'an object', value: {}, object: true, array: false },
		{ name: 'a list', value: [], object: false, array: true },
		{ name: 'null', value: null, object: false, array: false },
		{ name: 'a text', value: '{}', object: false, array: false },
		{ name: 'nothing', value: undefined, object: false, array: false },
		{ name: 'a long number', value: long, object: false, array: false },
	])('know $name', ({ value, object, array }) => {
		expect([isObject(value), isArray(value)]).toEqual([object, array]);
	});
});
