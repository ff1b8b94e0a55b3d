import * as fc from 'fast-check';
import { CancelledError, VendorError } from '../../collector/errors';
import { createAsk, type Send } from '../../collector/request';
import { settle } from '../../collector/settle';
import { ManualClock } from '../support/manualClock';
import { account, answer, down, get, ok, refusal, setUp } from '../support/scriptedSend';

describe('a good answer', () => {
	it.each([
		{ name: 'HTTP 200', status: 200 },
		{ name: 'HTTP 201', status: 201 },
	])('is the parsed body: $name', async ({ status }) => {
		const { ask, sent, stats } = setUp([answer(status, '{"ok":true}')]);
		expect(await ask(get())).toEqual({ ok: true });
		expect(sent).toHaveLength(1);
		expect(stats).toEqual({ requests: 1, retries: 0, waitedMs: 0 });
	});

	it('comes with the method and body that were asked for', async () => {
		const bodies: unknown[] = [];
		const send: Send = async (request) => {
			bodies.push(request.body);
			return ok;
		};
		const ask = createAsk(
			account(),
			send,
			new ManualClock(),
			{ maxRetries: 0 },
			{ requests: 0, retries: 0, waitedMs: 0 },
		);
		await ask({ ...get(), method: 'POST', body: { filters: {} } });
		expect(bodies).toEqual([{ filters: {} }]);
	});
});

describe('an answer that will not change', () => {
	it.each([
		{
			name: 'HTTP 400',
			given: answer(400, '{"code":"E1","message":"bad filter"}'),
			words: 'HTTP 400: E1: bad filter',
			failure: 'configuration-invalid',
			nextStep: /filters/,
		},
		{
			name: 'HTTP 401',
			given: answer(401, ''),
			words: 'HTTP 401',
			failure: 'credential-invalid',
			nextStep: /key or password/,
		},
		{
			name: 'HTTP 403',
			given: answer(403, 'role'),
			words: 'HTTP 403: role',
			failure: 'credential-invalid',
			nextStep: /permission/,
		},
		{
			name: 'HTTP 404',
			given: answer(404, '{}'),
			words: 'HTTP 404: {}',
			failure: 'configuration-invalid',
			nextStep: /host does not know/,
		},
		{
			name: 'HTTP 418',
			given: answer(418, ''),
			words: 'HTTP 418',
			failure: 'configuration-invalid',
			nextStep: /Try again later/,
		},
		{
			name: 'a page with HTTP 404',
			given: answer(404, '<html><title>Not found</title>'),
			words: 'HTTP 404: an HTML page titled "Not found"',
			failure: 'configuration-invalid',
			nextStep: /a web page, not the API/,
		},
		{
			name: 'a page with HTTP 200',
			given: answer(200, '<!doctype html>'),
			words: 'HTTP 200: an HTML page',
			failure: 'configuration-invalid',
			nextStep: /a web page, not the API/,
		},
	])('is not asked for again: $name', async ({ given, words, failure, nextStep }) => {
		const { ask, sent } = setUp([given, given, ok], { account: { isExpired: () => false } });
		const error = await refusal(ask(get()));
		expect(sent).toHaveLength(1);
		expect(error).toMatchObject({
			message: `Vendor answered GET /list with ${words}`,
			failure,
			status: given.status,
		});
		expect(error.nextStep).toMatch(nextStep);
	});

	it('is explained with the advice of the vendor, where there is some', async () => {
		const { ask } = setUp([answer(404)], { account: { advice: { 404: 'Cisco retired this endpoint.' } } });
		expect((await refusal(ask(get()))).nextStep).toBe('Cisco retired this endpoint.');
	});

	it('gives its body to a feed that can act on it', async () => {
		const { ask } = setUp([answer(400, '{"offset":"too high"}')]);
		expect((await refusal(ask(get()))).body).toEqual({ offset: 'too high' });
	});

	it.each([
		{ name: 'a stopped run', error: new CancelledError() },
		{
			name: 'a refused sign-in',
			error: new VendorError({ message: 'no', nextStep: '', cause: 'credential-invalid' }),
		},
		{ name: 'a mistake of ours', error: new TypeError('undefined') },
	])('is thrown on: $name', async ({ error }) => {
		const { ask, sent } = setUp([error, ok]);
		await expect(ask(get())).rejects.toBe(error);
		expect(sent).toHaveLength(1);
	});
});

describe('a run that is stopped', () => {
	it('ends while it waits to try again', async () => {
		const { ask, sent } = setUp([answer(503)], { clock: new ManualClock({ isCancelled: () => true }) });
		await expect(ask(get())).rejects.toBeInstanceOf(CancelledError);
		expect(sent).toHaveLength(1);
	});

	it('ends while it waits for the limit', async () => {
		const rate = { requests: 1, perMs: 1_000 };
		const { ask, sent } = setUp([ok], {
			account: { rate },
			clock: new ManualClock({ isCancelled: () => true }),
		});
		await ask(get());
		await expect(ask(get())).rejects.toBeInstanceOf(CancelledError);
		expect(sent).toHaveLength(1);
	});
});

describe('any answers at all', () => {
	const anyAnswer = fc.oneof(
		fc.record({
			status: fc.constantFrom(200, 204, 301, 400, 401, 403, 404, 408, 429, 500, 503),
			text: fc.oneof(fc.string(), fc.json(), fc.constant(''), fc.constant('<html>')),
			headers: fc.record(
				{ 'retry-after': fc.string(), location: fc.oneof(fc.webUrl(), fc.string()) },
				{ requiredKeys: [] },
			),
		}),
		fc.constantFrom(down),
	);

	it('end in a body or an explained refusal, after no more than the tries allowed', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyAnswer, { minLength: 1, maxLength: 8 }),
				fc.nat(4),
				async (answers, maxRetries) => {
					const { ask, sent, stats } = setUp(answers, { maxRetries });
					const outcome = await settle(ask(get()));
					if (!outcome.ok) expect(outcome.error).toBeInstanceOf(VendorError);
					expect(stats.retries).toBeLessThanOrEqual(maxRetries);
					expect(sent.filter(({ renew }) => renew).length).toBeLessThanOrEqual(1 + maxRetries);
					expect(stats.requests).toBe(sent.length);
				},
			),
			{ numRuns: 300 },
		);
	});
});
