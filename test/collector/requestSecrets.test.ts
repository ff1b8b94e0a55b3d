import type { VendorError } from '../../collector/errors';
import { createAsk } from '../../collector/request';
import { ManualClock } from '../support/manualClock';
import { account, answer, down, get, moved, ok, refusal, SECRET, setUp } from '../support/scriptedSend';

describe('a secret', () => {
	const shown = (error: VendorError): string =>
		[error.message, error.nextStep, error.stack, JSON.stringify(error)].join('\n');
	const query = '/list?key=hunter2%2Fhunter2&page=1';

	it.each([
		{ name: 'echoed as it is', given: answer(400, `{"message":"bad key ${SECRET}"}`) },
		{ name: 'echoed as a code', given: answer(400, `{"code":"${SECRET}","message":"bad"}`) },
		{ name: 'echoed in a web page', given: answer(400, `<html><title>${SECRET}</title>`) },
		{ name: 'echoed in plain words', given: answer(503, `bad key ${encodeURIComponent(SECRET)}`) },
		{ name: 'echoed in base64', given: answer(400, Buffer.from(SECRET).toString('base64')) },
		{ name: 'in the query, with no answer', given: down },
		{ name: 'in the query, with a cut answer', given: answer(200, '{') },
		{ name: 'in the query, with too long a wait', given: answer(429, SECRET, { 'retry-after': '9999' }) },
		{ name: 'in the query of a redirect', given: moved(`https://evil.example/${query}`) },
		{ name: 'in the query of endless redirects', given: moved(query) },
	])('is never shown: $name', async ({ given }) => {
		const error = await refusal(setUp([given], { maxRetries: 0 }).ask(get(query)));
		for (const spelling of [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64')]) {
			expect(shown(error)).not.toContain(spelling);
		}
	});

	it('would be shown if nobody knew that it is one', async () => {
		const { ask } = setUp([answer(400, `{"message":"bad key ${SECRET}"}`)], {
			account: { secrets: async () => [] },
		});
		expect(shown(await refusal(ask(get(query))))).toContain(SECRET);
	});
});

it('are not in what is quoted of a good answer of the wrong shape', async () => {
	const send = async () => await Promise.resolve(ok);
	const ask = createAsk(
		account(),
		send,
		new ManualClock(),
		{ maxRetries: 0 },
		{ requests: 0, retries: 0, waitedMs: 0 },
	);
	expect(await ask.quote({ error: `no room for ${SECRET}` })).toBe('no room for ***');
});
