import { answer, get, refusal, setUp } from '../support/scriptedSend';

const body = (name: string) => JSON.stringify({ data: [{ name }] });
const json = 'application/json; charset=';

describe('an answer in a character set of its own', () => {
	it.each([
		{ name: 'Latin-1', type: `${json}iso-8859-1`, said: 'iso-8859-1' },
		{
			name: 'Windows, quoted and in capitals',
			type: `${json.toUpperCase()}"Windows-1252"`,
			said: /windows-1252/i,
		},
		{ name: 'UTF-16, all zeros between', type: `${json}utf-16le`, said: 'utf-16le', text: '{\0"\0a' },
	])('is refused at once: $name', async ({ type, said, text = body('J\ufffdrgen') }) => {
		const { ask, sent } = setUp([answer(200, text, { 'content-type': type })]);
		const error = await refusal(ask(get()));
		expect(error.message).toMatch(said);
		expect(error.message).toMatch('which is not UTF-8 (GET /list)');
		expect(sent).toHaveLength(1);
	});

	it.each([
		{ name: 'UTF-8', type: `${json}utf-8`, text: body('Jürgen') },
		{ name: 'UTF-8 in capitals', type: `${json}UTF8`, text: body('Jürgen') },
		{ name: 'none named', type: 'application/json', text: body('Jürgen') },
		{ name: 'no header', type: undefined, text: body('Jürgen') },
		{ name: 'Latin-1 that holds plain letters alone', type: `${json}iso-8859-1`, text: body('Juergen') },
	])('is read: $name', async ({ type, text }) => {
		const { ask } = setUp([answer(200, text, { 'content-type': type })]);
		expect(await ask(get())).toEqual(JSON.parse(text));
	});
});
