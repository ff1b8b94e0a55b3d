import { OutOfTimeError } from '../../collector/errors';
import { Limiter } from '../../collector/limiter';
import { settle } from '../../collector/settle';
import { ManualClock } from '../support/manualClock';
import { answer, get, ok, refusal, setUp } from '../support/scriptedSend';

const START = Date.UTC(2026, 10, 20);
const until = (ms: number) => new ManualClock({ start: START, deadline: START + ms });

describe('a turn at the limiter', () => {
	it.each([
		{ name: 'is waited for when it comes in time', deadline: 2_000, ok: true, at: 1_060 },
		{ name: 'is given up at once when it comes too late', deadline: 1_000, ok: false, at: 0 },
	])('$name', async ({ deadline, ok: comes, at }) => {
		const clock = until(deadline);
		const limiter = new Limiter();
		const rate = { requests: 1, perMs: 1_000 };
		await limiter.acquire(rate, clock);
		const turn = await settle(limiter.acquire(rate, clock));
		expect([turn.ok, clock.now() - START]).toEqual([comes, at]);
		if (!turn.ok) expect(turn.error).toBeInstanceOf(OutOfTimeError);
	});
});

describe('a request that must end by a time', () => {
	it('is tried again while there is time for the wait', async () => {
		const { ask, sent } = setUp([answer(503), ok], { clock: until(600) });
		await ask(get());
		expect(sent).toHaveLength(2);
	});

	it.each([
		{ name: 'the failure itself', first: answer(503, ''), message: /HTTP 503/, retryAfterMs: undefined },
		{
			name: 'how long the vendor asks to wait',
			first: answer(429, '', { 'retry-after': '40' }),
			message: /HTTP 429 \(it asks to wait 40 seconds\)/,
			retryAfterMs: 40_000,
		},
	])('ends with $name when there is none', async ({ first, message, retryAfterMs }) => {
		const { ask, sent } = setUp([first, ok], { clock: until(400) });
		const error = await refusal(ask(get()));
		expect(error.message).toMatch(message);
		expect(error.retryAfterMs).toBe(retryAfterMs);
		expect(sent).toHaveLength(1);
	});

	it('is not sent once the time is over', async () => {
		const { ask, sent } = setUp([ok], { clock: until(0) });
		expect(await refusal(ask(get()))).toBeInstanceOf(OutOfTimeError);
		expect(sent).toEqual([]);
	});
});
