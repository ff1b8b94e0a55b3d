import { CancelledError, OutOfTimeError } from '../../collector/errors';
import type { HttpAnswer, HttpRequest } from '../../collector/request';
import { createSession } from '../../collector/session';
import { account, answer, down, get, ok } from '../support/scriptedSend';

type RoundTrip = (request: HttpRequest, renew: boolean) => Promise<HttpAnswer>;

/** A session of its own for every test, and how many requests were under way at most. */
function rig(roundTrip: RoundTrip) {
	const state = { underWay: 0, most: 0, sent: 0, renewals: 0 };
	const watched: RoundTrip = async (request, renew) => {
		state.sent += 1;
		if (renew) state.renewals += 1;
		state.most = Math.max(state.most, ++state.underWay);
		await Promise.resolve();
		try {
			return await roundTrip(request, renew);
		} finally {
			state.underWay -= 1;
		}
	};
	const send = createSession(account({ session: `session ${Math.random()}` }), watched);
	return { state, send: async () => await send(get(), { renewed: false }) };
}

const side = async (count: number, send: () => Promise<HttpAnswer>) =>
	await Promise.allSettled(Array.from({ length: count }, async () => await send()));

describe('requests that may sign in', () => {
	it('go one by one until the first is answered, then side by side', async () => {
		let answered = false;
		const { state, send } = rig(async () => {
			if (!answered) expect(state.underWay).toBe(1);
			await Promise.resolve();
			answered = true;
			return ok;
		});
		const outcomes = await side(5, send);
		expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
		expect(state.most).toBeGreaterThan(1);
	});

	it('fail as the first fails, without another try', async () => {
		const { state, send } = rig(async () => await Promise.reject(down));
		const outcomes = await side(5, send);
		expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
		expect(state.sent).toBe(1);
	});
});

describe('a token that ended', () => {
	it('is renewed once for all that noticed', async () => {
		let isFresh = false;
		const { state, send } = rig(async (_, renew) => {
			await Promise.resolve();
			isFresh ||= renew;
			return isFresh ? ok : answer(401);
		});
		const outcomes = await side(4, send);
		expect(outcomes).toEqual(Array(4).fill({ status: 'fulfilled', value: ok }));
		expect(state.renewals).toBe(1);
	});

	it('that cannot be renewed fails all that waited, after one try', async () => {
		const { state, send } = rig(async (_, renew) => (renew ? await Promise.reject(down) : answer(401)));
		const outcomes = await side(4, send);
		expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
		expect(state.renewals).toBe(1);
	});

	it.each([new CancelledError(), new OutOfTimeError()])(
		'is renewed by the next run when the first one at it ends with: $message',
		async (end) => {
			const both = account({ session: `session ${Math.random()}` });
			let renewals = 0;
			const roundTrip: RoundTrip = async (_, renew) => {
				await Promise.resolve();
				if (renew && ++renewals === 1) throw end;
				return renewals > 1 ? ok : answer(401);
			};
			const runs = [createSession(both, roundTrip), createSession(both, roundTrip)];
			const outcomes = await Promise.allSettled(
				runs.map(async (send) => await send(get(), { renewed: false })),
			);
			expect(outcomes).toEqual([
				{ status: 'rejected', reason: end },
				{ status: 'fulfilled', value: ok },
			]);
		},
	);
});
