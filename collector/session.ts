import { type Account, shared, type SharedAccount } from './account';
import { CancelledError, OutOfTimeError } from './errors';
import type { HttpAnswer, HttpRequest } from './request';
import { settle } from './settle';

/** One round trip. @param renew fetch a new token or session first */
type RoundTrip = (request: HttpRequest, renew: boolean) => Promise<HttpAnswer>;

/**
 * Makes round trips that find a living token or session.
 *
 * n8n signs in for every request that finds none stored (n8n-io/n8n `packages/cli/src/credentials-helper.ts`), so the
 * first request of a run goes alone and the others find what it fetched. They fail as it fails: tried by each of them, a
 * wrong password would lock the account.
 *
 * An ended token is renewed once a call as well, by the first to notice; a renewal without an answer does not count.
 */
export function createSession(account: Account, roundTrip: RoundTrip) {
	const common = shared(account.session ?? account.key);
	let isOpen = account.session === undefined;
	let opening: Promise<HttpAnswer> | undefined;

	/** The first request of a run, while no other works on the token. */
	async function open(request: HttpRequest): Promise<HttpAnswer> {
		const answer = await alone(common, async () => await roundTrip(request, false));
		isOpen = true;
		return answer;
	}

	async function send(request: HttpRequest): Promise<HttpAnswer> {
		if (isOpen) return await roundTrip(request, false);
		if (opening) {
			await opening;
			return await roundTrip(request, false);
		}
		opening = open(request);
		const answer = await settle(opening);
		opening = undefined;
		if (!answer.ok) throw answer.error;
		return answer.value;
	}

	return async (request: HttpRequest, once: { renewed: boolean }): Promise<HttpAnswer> => {
		const { generation } = common;
		const answer = await send(request);
		if (once.renewed || !account.isExpired(answer.status, answer.text)) return answer;
		const withNew = await renew(common, generation, async () => await roundTrip(request, true));
		const again = withNew ?? (await roundTrip(request, false));
		once.renewed = true;
		return again;
	};
}

/**
 * Renews the token or session that requests of `generation` went with, unless another did so meanwhile. Those who wait
 * for a renewal that fails, fail as it does; not for one whose run was stopped.
 *
 * @returns the answer to the request that renewed; `undefined` when there was nothing to renew any more
 */
async function renew(
	common: SharedAccount,
	generation: number,
	request: () => Promise<HttpAnswer>,
): Promise<HttpAnswer | undefined> {
	const waited = common.renewing > 0;
	common.renewing += 1;
	const renewal = await settle(
		alone(common, async () => {
			if (common.generation !== generation) return undefined;
			if (waited && common.refusal !== undefined) throw common.refusal;
			const answer = await settle(request());
			common.refusal = answer.ok || isOwn(answer.error) ? undefined : answer.error;
			if (!answer.ok) throw answer.error;
			common.generation += 1;
			return answer.value;
		}),
	);
	common.renewing -= 1;
	if (!renewal.ok) throw renewal.error;
	return renewal.value;
}

/** The end of one run, which says nothing to the others. */
const isOwn = (error: unknown): boolean => error instanceof CancelledError || error instanceof OutOfTimeError;

/** Makes a request that may sign in when it is its turn: side by side, each would sign in. */
async function alone<T>(common: SharedAccount, request: () => Promise<T>): Promise<T> {
	const turn = common.turn.then(request);
	common.turn = settle(turn);
	return await turn;
}
