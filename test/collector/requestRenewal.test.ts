import { type Account, shared } from '../../collector/account';
import { VendorError } from '../../collector/errors';
import { createAsk, type RequestStats, type Send } from '../../collector/request';
import { settle } from '../../collector/settle';
import { ManualClock } from '../support/manualClock';
import { account, answer, down, get, moved, ok, refusal, setUp } from '../support/scriptedSend';

/** A vendor whose token has ended until somebody renews it. */
function tokenVendor(options: { renewal?: (count: number) => void } = {}) {
	const state = { valid: false, renewals: 0, sent: 0 };
	const send: Send = async (_, renew) => {
		state.sent += 1;
		if (renew) {
			state.renewals += 1;
			for (let turn = 0; turn < 20; turn++) await Promise.resolve();
			options.renewal?.(state.renewals);
			state.valid = true;
			return ok;
		}
		const { valid } = state;
		await Promise.resolve();
		return valid ? ok : answer(401, '{"message":"expired"}');
	};
	const stats: RequestStats = { requests: 0, retries: 0, waitedMs: 0 };
	const ask = createAsk(account(), send, new ManualClock(), { maxRetries: 2 }, stats);
	return { state, ask, stats };
}

describe('a token that has ended', () => {
	it('is renewed, and the call goes on', async () => {
		const { ask, sent, stats } = setUp([answer(401), ok]);
		expect(await ask(get())).toEqual({ ok: true });
		expect(sent.map(({ renew }) => renew)).toEqual([false, true]);
		expect(stats.retries).toBe(0);
	});

	it('is renewed again when it ends again', async () => {
		const { ask, sent } = setUp([answer(401), ok, answer(401), ok]);
		await ask(get());
		await ask(get());
		expect(sent.map(({ renew }) => renew)).toEqual([false, true, false, true]);
	});

	it('is renewed once a call, or a wrong password would lock the account', async () => {
		const { ask, sent } = setUp([answer(401, '{"message":"expired"}')]);
		expect((await refusal(ask(get()))).message).toBe('Vendor answered GET /list with HTTP 401: expired');
		expect(sent.map(({ renew }) => renew)).toEqual([false, true]);
	});

	it('is renewed once a call although the call is tried again', async () => {
		const { ask, sent } = setUp([answer(401), answer(503), answer(401), ok]);
		expect((await refusal(ask(get()))).status).toBe(401);
		expect(sent.map(({ renew }) => renew)).toEqual([false, true, false]);
	});

	it('is told by what the vendor says, where its status does not', async () => {
		const isExpired: Account['isExpired'] = (status, body) =>
			status === 400 && body.includes('invalid_request');
		const { ask, sent } = setUp([answer(400, '{"error":"invalid_request"}'), ok], { account: { isExpired } });
		await ask(get());
		expect(sent.map(({ renew }) => renew)).toEqual([false, true]);
	});

	it('is sent with the first hop of a redirect only', async () => {
		const { ask, sent } = setUp([answer(401), moved('/v2/list'), ok]);
		await ask(get());
		expect(sent.map(({ renew }) => renew)).toEqual([false, true, false]);
	});

	it.each([{ calls: 2 }, { calls: 8 }])(
		'is renewed once for $calls calls side by side',
		async ({ calls }) => {
			const { ask, state } = tokenVendor();
			const answers = await Promise.all(Array.from({ length: calls }, async () => await ask(get())));
			expect(answers).toEqual(Array.from({ length: calls }, () => ({ ok: true })));
			expect(state.renewals).toBe(1);
			expect(state.sent).toBe(2 * calls);
		},
	);

	it('is not renewed by a call that finds it renewed meanwhile', async () => {
		const who = account();
		const sent: boolean[] = [];
		const send: Send = async (_, renew) => {
			sent.push(renew);
			if (sent.length > 1) return ok;
			shared(who.key).generation += 1;
			return answer(401);
		};
		const ask = createAsk(
			who,
			send,
			new ManualClock(),
			{ maxRetries: 0 },
			{ requests: 0, retries: 0, waitedMs: 0 },
		);
		expect(await ask(get())).toEqual({ ok: true });
		expect(sent).toEqual([false, false]);
	});

	it('fails every waiting call when the sign-in is refused, with one sign-in', async () => {
		const refused = new VendorError({
			message: 'Vendor refused the sign-in',
			nextStep: '',
			cause: 'credential-invalid',
		});
		const { ask, state } = tokenVendor({
			renewal: () => {
				throw refused;
			},
		});
		const outcomes = await Promise.all([1, 2, 3].map(async () => await settle(ask(get()))));
		expect(outcomes).toEqual(outcomes.map(() => ({ ok: false, error: refused })));
		expect(state).toMatchObject({ renewals: 1, sent: 4 });
	});

	it('is renewed at the next try when the sign-in could not be reached', async () => {
		const { ask, state, stats } = tokenVendor({
			renewal: (count) => {
				if (count === 1) throw down;
			},
		});
		const answers = await Promise.all([1, 2, 3].map(async () => await ask(get())));
		expect(answers).toEqual(answers.map(() => ({ ok: true })));
		expect(state.renewals).toBe(2);
		expect(stats.retries).toBe(3);
	});
});
