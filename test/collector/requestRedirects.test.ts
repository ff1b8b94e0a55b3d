import { answer, get, moved, ok, refusal, setUp } from '../support/scriptedSend';

describe('a redirect', () => {
	it.each([
		{
			name: 'to another region',
			location: 'https://api.us.vendor.example/list?page=1',
			then: 'https://api.us.vendor.example/list?page=1',
		},
		{
			name: 'to a path of the same host',
			location: '/v2/list?page=1',
			then: 'https://api.vendor.example/v2/list?page=1',
		},
	])('is followed within the vendor: $name', async ({ location, then }) => {
		const { ask, sent, stats } = setUp([moved(location), ok]);
		expect(await ask(get())).toEqual({ ok: true });
		expect(sent.map(({ href }) => href)).toEqual(['https://api.vendor.example/list?page=1', then]);
		expect(stats).toMatchObject({ requests: 2, retries: 0 });
	});

	it.each([
		{ name: 'to a foreign host', location: 'https://evil.example/?t=1', to: 'evil.example' },
		{ name: 'to plain http', location: 'http://api.vendor.example/list', to: 'api.vendor.example' },
		{ name: 'to this machine', location: 'http://localhost/list', to: 'localhost' },
		{ name: 'to no address', location: 'http://[', to: 'an unreadable address' },
	])('is not followed $name', async ({ location, to }) => {
		const { ask, sent } = setUp([moved(location), ok]);
		const error = await refusal(ask(get()));
		expect(sent).toHaveLength(1);
		expect(error).toMatchObject({
			message: `Vendor redirected to ${to}, which is not a host of Vendor; the credential was not sent there`,
			failure: 'configuration-invalid',
			status: 302,
		});
	});

	it.each([
		{ name: 'in a circle', answers: [moved('/b'), moved('/a')] },
		{ name: 'to nowhere', answers: [answer(302, '')] },
	])('is not followed for ever $name', async ({ answers }) => {
		const { ask, sent } = setUp([...answers, ...answers, ...answers, ...answers]);
		expect((await refusal(ask(get('/a')))).message).toBe(
			'Vendor answers with redirects that never end (GET /a)',
		);
		expect(sent).toHaveLength(6);
	});

	it('is followed five times', async () => {
		const { ask } = setUp([moved('/1'), moved('/2'), moved('/3'), moved('/4'), moved('/5'), ok]);
		expect(await ask(get())).toEqual({ ok: true });
	});

	it('is remembered, so that the next call goes there at once', async () => {
		const { ask, sent } = setUp([moved('https://api.us.vendor.example/list?page=1', 307), ok]);
		await ask(get('/list?page=1'));
		await ask(get('/list?page=2'));
		expect(sent.at(-1)?.href).toBe('https://api.us.vendor.example/list?page=2');
		expect(sent).toHaveLength(3);
	});

	it('is not remembered when it speaks of one query', async () => {
		const { ask, sent } = setUp([moved('https://api.us.vendor.example/list?ticket=9'), ok]);
		await ask(get('/list?page=1'));
		await ask(get('/list?page=2'));
		expect(sent.at(-1)?.href).toBe('https://api.vendor.example/list?page=2');
	});
});
