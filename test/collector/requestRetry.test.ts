import { shared } from '../../collector/account';
import { settle } from '../../collector/settle';
import { ManualClock } from '../support/manualClock';
import { answer, down, get, ok, refusal, setUp } from '../support/scriptedSend';

const page = answer(200, '<html><title>Maintenance</title></html>');

describe('trouble that passes', () => {
	it.each([
		{ name: 'HTTP 408', first: answer(408), waited: 500 },
		{ name: 'HTTP 500', first: answer(500), waited: 500 },
		{ name: 'HTTP 502 with a page', first: answer(502, '<html><title>Bad gateway</title>'), waited: 500 },
		{ name: 'HTTP 503', first: answer(503), waited: 500 },
		{ name: 'HTTP 503 with seconds', first: answer(503, '', { 'retry-after': '7' }), waited: 7_000 },
		{ name: 'HTTP 504', first: answer(504), waited: 500 },
		{ name: 'HTTP 429', first: answer(429), waited: 20_000 },
		{ name: 'HTTP 429 with seconds', first: answer(429, '', { 'retry-after': '3' }), waited: 3_000 },
		{
			name: 'HTTP 429 with a date',
			first: answer(429, '', { 'retry-after': 'Fri, 20 Nov 2026 00:01:00 GMT' }),
			waited: 60_000,
		},
		{
			name: 'HTTP 429 with the longest wait',
			first: answer(429, '', { 'retry-after': '300' }),
			waited: 300_000,
		},
		...[425, 501, 507, 520, 522, 524, 529, 530, 599].map((status) => ({
			name: `HTTP ${status}`,
			first: answer(status),
			waited: 500,
		})),
		{
			name: 'HTTP 503 with a date by a clock that is 90 seconds behind ours',
			first: answer(503, '', {
				date: 'Thu, 19 Nov 2026 23:58:30 GMT',
				'retry-after': 'Thu, 19 Nov 2026 23:58:40 GMT',
			}),
			waited: 10_000,
		},
		{
			name: 'HTTP 503 with seconds since 1970',
			first: answer(503, '', { 'retry-after': '1795790370' }),
			waited: 500,
		},
		{
			name: 'HTTP 503 with a date that has no zone',
			first: answer(503, '', { 'retry-after': 'Fri, 20 Nov 2026 00:01:00' }),
			waited: 500,
		},
		{ name: 'JSON cut off', first: answer(200, '{"data":[1,'), waited: 500 },
		{ name: 'an empty body', first: answer(200, ''), waited: 500 },
		{ name: 'no content', first: answer(204, ''), waited: 500 },
		{ name: 'no answer', first: down, waited: 500 },
	])('is tried again after a wait: $name', async ({ first, waited }) => {
		const { ask, sent, stats, clock } = setUp([first, ok]);
		const begun = clock.now();
		expect(await ask(get())).toEqual({ ok: true });
		expect(sent.map(({ at }) => at - begun)).toEqual([0, waited]);
		expect(stats).toEqual({ requests: 2, retries: 1, waitedMs: waited });
	});

	it.each([
		{ name: 'a maintenance page after a good answer', answers: [ok, page, ok], asked: 3, throws: false },
		{ name: 'a page that does not go away', answers: [ok, page], asked: 4, throws: true },
		{
			name: 'a page as the first answer, which no waiting mends',
			answers: [page, ok],
			asked: 1,
			throws: true,
		},
	])('takes $name for what it is', async ({ answers, asked, throws }) => {
		const { ask, sent } = setUp(answers);
		const outcomes = [await settle(ask(get())), await settle(ask(get('/list?page=2')))].slice(
			0,
			throws && asked === 1 ? 1 : 2,
		);
		expect(outcomes.some(({ ok: good }) => !good)).toBe(throws);
		if (asked > 1) expect(sent).toHaveLength(asked);
	});

	it('says that a wait which cannot be meant was not kept', async () => {
		const first = answer(503, '{"message":"busy"}', { 'retry-after': '1795790370' });
		const error = await refusal(setUp([first], { maxRetries: 1 }).ask(get()));
		expect(error.message).toMatch(
			/HTTP 503: busy \(the wait it asks for cannot be read or is longer than a day/,
		);
	});

	it('takes an empty body for success where the request says so', async () => {
		const { ask, sent } = setUp([answer(204, '')]);
		expect(await ask({ ...get(), mayBeEmpty: true })).toBeUndefined();
		expect(sent).toHaveLength(1);
	});

	it('waits twice as long after each failure, and gives up after the last retry', async () => {
		const { ask, sent, clock, stats } = setUp([answer(503, '{"message":"busy"}')], { maxRetries: 3 });
		const begun = clock.now();
		const error = await refusal(ask(get()));
		expect(sent.map(({ at }) => at - begun)).toEqual([0, 500, 1_500, 3_500]);
		expect(stats.retries).toBe(3);
		expect(error).toMatchObject({
			message: 'Vendor answered GET /list with HTTP 503: busy',
			failure: 'temporarily-unavailable',
			status: 503,
		});
	});

	it.each([
		{
			name: 'no answer',
			first: down,
			message: 'Vendor could not be reached: the connection was refused (GET /list)',
			nextStep: /proxy, firewall/,
		},
		{
			name: 'JSON cut off',
			first: answer(200, '{'),
			message: 'Vendor sent an answer that is cut off or is not JSON (GET /list)',
			nextStep: /Try again later/,
		},
		{
			name: 'words',
			first: answer(200, 'fine'),
			message: 'Vendor sent an answer that is cut off or is not JSON (GET /list)',
			nextStep: /Try again later/,
		},
		{
			name: 'an empty body',
			first: answer(200, ''),
			message: 'Vendor answered with an empty body (GET /list)',
			nextStep: /Try again later/,
		},
		{
			name: 'HTTP 429',
			first: answer(429, ''),
			message: 'Vendor answered GET /list with HTTP 429',
			nextStep: /limit is used up/,
		},
		{
			name: 'HTTP 502 with a page',
			first: answer(502, '<html>'),
			message: 'Vendor answered GET /list with HTTP 502: an HTML page',
			nextStep: /Try again later/,
		},
	])('is explained when it does not pass: $name', async ({ first, message, nextStep }) => {
		const error = await refusal(setUp([first], { maxRetries: 1 }).ask(get()));
		expect(error.message).toBe(message);
		expect(error.nextStep).toMatch(nextStep);
	});

	it.each([
		{ name: 'seconds', retryAfter: '301', minutes: 6 },
		{ name: 'a date', retryAfter: 'Fri, 20 Nov 2026 02:00:00 GMT', minutes: 120 },
	])('is not waited for when the vendor asks for too much, in $name', async ({ retryAfter, minutes }) => {
		const { ask, sent, clock } = setUp([
			answer(429, '{"message":"quota"}', { 'retry-after': retryAfter }),
			ok,
		]);
		const error = await refusal(ask(get()));
		expect(error).toMatchObject({
			message: `Vendor answered GET /list with HTTP 429: quota (it asks to wait ${minutes} minutes)`,
			failure: 'rate-limited',
			status: 429,
		});
		expect(error.nextStep).toMatch(`Run again in ${minutes} minutes. The vendor's request limit is used up`);
		expect(Math.ceil((error.retryAfterMs ?? 0) / 60_000)).toBe(minutes);
		expect([sent.length, clock.waits]).toEqual([1, []]);
	});

	it.each([
		{ name: 'HTTP 429 holds back every other request of the account', status: 429, other: 20_000 },
		{ name: 'HTTP 503 holds back none', status: 503, other: 0 },
	])('$name', async ({ status, other }) => {
		const { ask, clock, account: who } = setUp([answer(status), ok]);
		const begun = clock.now();
		await ask(get());
		expect(await shared(who.key).limiter.acquire(undefined, new ManualClock({ start: begun }))).toBe(other);
	});

	it('stays within the rate of the account', async () => {
		const { ask, sent, stats, clock } = setUp([ok], { account: { rate: { requests: 2, perMs: 1_000 } } });
		const begun = clock.now();
		await Promise.all([1, 2, 3, 4].map(async (page) => await ask(get(`/list?page=${page}`))));
		expect(sent.map(({ at }) => at - begun)).toEqual([0, 0, 1_060, 1_060]);
		expect(stats.waitedMs).toBe(2 * 1_060);
	});
});
