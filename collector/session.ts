import { type Account, shared, type SharedAccount } from './account';
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

	async function open(request: HttpRequest): Promise<HttpAnswer> {
		// Another run may be signing in; whether that fails is its own affair.
		if (common.renewal) await settle(common.renewal);
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
		const again = await renewed(common, generation, async (renew) => await roundTrip(request, renew));
		once.renewed = true;
		return again;
	};
}

/**
 * Runs `again` with a new token or session: fetched by the first to notice that it ended, awaited by the others, who
 * fail as it does.
 */
async function renewed(
	common: SharedAccount,
	generation: number,
	again: (renew: boolean) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
	while (common.renewal) await common.renewal;
	if (common.generation !== generation) return await again(false);
	return await alone(common, async () => {
		const answer = await again(true);
		common.generation += 1;
		return answer;
	});
}

/** Makes a request that may sign in known to the others until it is answered. */
async function alone(common: SharedAccount, request: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
	const renewal = request();
	common.renewal = renewal;
	const answer = await settle(renewal);
	common.renewal = undefined;
	if (!answer.ok) throw answer.error;
	return answer.value;
}
