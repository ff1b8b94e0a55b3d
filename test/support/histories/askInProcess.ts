import type { Account } from '../../../collector/account';
import type { Clock } from '../../../collector/clock';
import type { Rate } from '../../../collector/limiter';
import { OutOfTimeError } from '../../../collector/errors';
import {
	type Ask,
	createAsk,
	type HttpRequest,
	type HttpAnswer,
	TransportError,
} from '../../../collector/request';
import { settle } from '../../../collector/settle';
import {
	emulatorKeys,
	type InProcessEmulator,
	type InProcessRequest,
	type VendorName,
} from '../../../emulator';

interface SignIn {
	readonly request: Omit<InProcessRequest, 'url'> & { readonly path: string };
	readonly token: (body: string) => string;
	readonly isExpired: Account['isExpired'];
}

interface Api {
	readonly signIn?: SignIn;
	readonly headers: (token: string) => Readonly<Record<string, string>>;
}

const keys = emulatorKeys;
const basic = ({ apiKey, apiSecret }: { readonly apiKey: string; readonly apiSecret: string }): string =>
	`Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;

const apis: Readonly<Record<VendorName, Api>> = {
	umbrella: {
		signIn: {
			request: {
				method: 'POST',
				path: '/auth/v2/token',
				headers: { authorization: basic(keys.umbrella) },
				body: 'grant_type=client_credentials',
			},
			token: (body) => (JSON.parse(body) as { access_token: string }).access_token,
			isExpired: (status, body) =>
				status === 401 || (status === 400 && body.includes('"error":"invalid_request"')),
		},
		headers: (token) => ({ authorization: `Bearer ${token}` }),
	},
	umbrellaLegacy: { headers: () => ({ authorization: basic(keys.umbrellaLegacy) }) },
	cloudlock: { headers: () => ({ authorization: `Bearer ${keys.cloudlock.accessToken}` }) },
	informatica: {
		signIn: {
			request: {
				method: 'POST',
				path: '/saas/public/core/v3/login',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					username: keys.informatica.username,
					password: keys.informatica.password,
				}),
			},
			token: (body) => (JSON.parse(body) as { userInfo: { sessionId: string } }).userInfo.sessionId,
			isExpired: (status) => status === 401,
		},
		headers: (session) => ({ 'infa-session-id': session }),
	},
	defender: { headers: () => ({ authorization: `Token ${keys.defender.apiToken}` }) },
};

/** What n8n keeps from one poll to the next while it runs: a token, and the count of requests of the account. */
export interface Process {
	readonly account: string;
	token?: string;
}

export interface Manners {
	readonly rate: Rate | undefined;
	readonly maxRetries: number;
	/** How long every request takes, ms. */
	readonly latency: number;
}

let processes = 0;

/** An n8n that has just been started. */
export const freshProcess = (): Process => ({ account: `histories ${++processes}` });

/** The collector's own way to ask, of an emulator in the same process and by its time. */
export function askEmulatorInProcess(
	emulator: InProcessEmulator,
	vendor: VendorName,
	process: Process,
	clock: Clock,
	{ rate, maxRetries, latency }: Manners,
): Ask {
	const { signIn, headers } = apis[vendor];
	const account: Account = {
		vendor,
		key: process.account,
		baseUrl: new URL(emulator.url),
		domains: [],
		rate,
		throttleWait: 1_000,
		isExpired: signIn?.isExpired ?? (() => false),
		advice: {},
		...(signIn ? { session: process.account } : {}),
		secrets: async () => await Promise.resolve([]),
	};

	const exchange = async (request: InProcessRequest): Promise<HttpAnswer> => {
		await clock.sleep(latency / 2);
		const answer = await settle(emulator.ask(request));
		await clock.sleep(latency / 2);
		// As in n8n, a request is not waited for beyond the end of a poll.
		if (clock.elapsed() > (clock.deadline ?? Infinity)) throw new OutOfTimeError();
		if (!answer.ok) throw new TransportError('the connection broke off');
		return answer.value;
	};

	const enter = async ({ request: { path, ...request }, token }: SignIn): Promise<string> => {
		const answer = await exchange({ ...request, url: emulator.url + path });
		const found = answer.status === 200 ? await settle(Promise.resolve(answer.text).then(token)) : undefined;
		if (found?.ok !== true) throw new TransportError('signing in failed');
		return found.value;
	};

	const send = async (request: HttpRequest, renew: boolean): Promise<HttpAnswer> => {
		if (signIn && (renew || process.token === undefined)) process.token = await enter(signIn);
		return await exchange({
			method: request.method,
			url: request.url.href,
			headers: headers(process.token ?? ''),
			...(request.body ? { body: JSON.stringify(request.body) } : {}),
		});
	};
	const stats = { requests: 0, retries: 0, waitedMs: 0 };
	return createAsk(account, send, clock, { maxRetries }, stats);
}
