import { type Account } from '../../collector/account';
import type { Clock } from '../../collector/clock';
import {
	type Ask,
	createAsk,
	type HttpAnswer,
	type HttpRequest,
	type RequestStats,
	TransportError,
} from '../../collector/request';
import type { Emulator } from '../../emulator';

/** Time that passes only by waiting, so that limits and back-off are gone through at once. */
export function quickClock(now = Date.now()): Clock & { time: number } {
	return {
		time: now,
		now() {
			return this.time;
		},
		elapsed() {
			return this.time;
		},
		async sleep(ms) {
			this.time += ms;
		},
		random: () => 0.5,
	};
}

export type ApiName = 'umbrella' | 'umbrellaLegacy' | 'cloudlock' | 'informatica' | 'defender';

interface Api {
	readonly isExpired?: Account['isExpired'];
	/** Fetches what `headers` needs. */
	readonly signIn?: (emulator: Emulator) => Promise<string>;
	readonly headers: (emulator: Emulator, token: string) => Record<string, string>;
}

const basic = (user: string, password: string) =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const apis: Readonly<Record<ApiName, Api>> = {
	umbrella: {
		isExpired: (status, body) => status === 401 || (status === 400 && body.includes('"invalid_request"')),
		async signIn({ url, credentials: { umbrella } }) {
			const answer = await fetch(`${url}/auth/v2/token`, {
				method: 'POST',
				headers: {
					Authorization: basic(umbrella.apiKey, umbrella.apiSecret),
					'Content-Type': 'application/x-www-form-urlencoded',
				},
				body: 'grant_type=client_credentials',
			});
			return ((await answer.json()) as { access_token: string }).access_token;
		},
		headers: (_, token) => ({ Authorization: `Bearer ${token}` }),
	},
	umbrellaLegacy: {
		headers: ({ credentials: { umbrellaLegacy: keys } }) => ({
			Authorization: basic(keys.apiKey, keys.apiSecret),
		}),
	},
	cloudlock: {
		headers: ({ credentials }) => ({ Authorization: `Bearer ${credentials.cloudlock.accessToken}` }),
	},
	informatica: {
		isExpired: (status) => status === 401,
		async signIn({ url, credentials: { informatica } }) {
			const { username, password } = informatica;
			const answer = await fetch(`${url}/saas/public/core/v3/login`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ username, password }),
			});
			return ((await answer.json()) as { userInfo: { sessionId: string } }).userInfo.sessionId;
		},
		headers: (_, session) => ({ 'INFA-SESSION-ID': session }),
	},
	defender: { headers: ({ credentials }) => ({ Authorization: `Token ${credentials.defender.apiToken}` }) },
};

export interface Asking {
	readonly ask: Ask;
	readonly stats: RequestStats;
	readonly clock: Clock & { time: number };
}

/** The collector's own way to ask, over real HTTP, with sign-in as short as can be. */
export function askEmulator(emulator: Emulator, name: ApiName, maxRetries = 5): Asking {
	const api = apis[name];
	const stats = { requests: 0, retries: 0, waitedMs: 0 };
	const clock = quickClock();
	let token: Promise<string> | undefined;
	const account: Account = {
		vendor: name,
		key: `${name} ${emulator.url} ${Math.random()}`,
		baseUrl: new URL(emulator.url),
		domains: [],
		rate: undefined,
		throttleWait: 1_000,
		isExpired: api.isExpired ?? (() => false),
		advice: {},
		secrets: async () => [],
	};
	const send = async (request: HttpRequest, renew: boolean): Promise<HttpAnswer> => {
		if (renew || token === undefined) token = api.signIn?.(emulator) ?? Promise.resolve('');
		return await exchange(request, api.headers(emulator, await token));
	};
	return { ask: createAsk(account, send, clock, { maxRetries }, stats), stats, clock };
}

async function exchange(request: HttpRequest, headers: Record<string, string>): Promise<HttpAnswer> {
	const answer = await fetch(request.url, {
		method: request.method,
		headers: { ...headers, ...(request.body ? { 'Content-Type': 'application/json' } : {}) },
		redirect: 'manual',
		...(request.body ? { body: JSON.stringify(request.body) } : {}),
	}).catch(() => undefined);
	const text = await answer?.text().catch(() => undefined);
	if (!answer || text === undefined) throw new TransportError('the connection broke off');
	return { status: answer.status, headers: Object.fromEntries(answer.headers), text };
}
