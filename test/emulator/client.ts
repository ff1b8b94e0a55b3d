import {
	emulatorKeys,
	startEmulator,
	switchTables,
	type Emulator,
	type EmulatorOptions,
	type JsonObject,
	type SwitchSettings,
	type VendorName,
} from '../../emulator';

export const NOON = Date.parse('2026-11-20T12:00:00.000Z');

/** An answer, read to its end. */
export interface Got {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** The parsed body; `undefined` when it is not JSON. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	readonly json: any;
}

export interface Asked {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

const basic = (user: string, password: string): string =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** A client that knows the emulator's keys and nothing else about it, beside a clock that only a test moves. */
export class Api {
	now = NOON;
	private umbrellaToken: string | undefined;
	private session: string | undefined;

	private constructor(readonly emulator: Emulator) {}

	static async open(options: EmulatorOptions = {}): Promise<Api> {
		const held: { api?: Api } = {};
		const none = { umbrella: 0, umbrellaLegacy: 0, cloudlock: 0, informatica: 0, defender: 0 };
		const emulator = await startEmulator({ records: none, now: () => held.api?.now ?? NOON, ...options });
		held.api = new Api(emulator);
		return held.api;
	}

	close(): Promise<void> {
		return this.emulator.close();
	}

	async call(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Got> {
		const url = path.startsWith('http') ? path : this.emulator.url + path;
		const answer = await fetch(url, {
			method,
			headers,
			redirect: 'manual',
			...(body === undefined ? {} : { body }),
		});
		const text = await answer.text();
		return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
	}

	postJson(path: string, value: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
		return this.call(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(value),
		});
	}

	async newUmbrellaToken(headers: Readonly<Record<string, string>> = {}, asked: Asked = {}): Promise<Got> {
		const { apiKey, apiSecret } = emulatorKeys.umbrella;
		return this.call('/auth/v2/token', {
			method: 'POST',
			body: 'grant_type=client_credentials',
			...asked,
			headers: {
				authorization: basic(apiKey, apiSecret),
				'content-type': 'application/x-www-form-urlencoded',
				...headers,
			},
		});
	}

	/** A data call of the current API, with one token for all. */
	async umbrella(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
		this.umbrellaToken ??= String((await this.newUmbrellaToken()).json.access_token);
		return this.call(path, { headers: { authorization: `Bearer ${this.umbrellaToken}`, ...headers } });
	}

	legacy(query: string): Promise<Got> {
		const { apiKey, apiSecret, organizationId } = emulatorKeys.umbrellaLegacy;
		const path = `/v1/organizations/${organizationId}/security-activity?${query}`;
		return this.call(path, { headers: { authorization: basic(apiKey, apiSecret) } });
	}

	cloudlock(query = ''): Promise<Got> {
		return this.call(`/api/v2/activities?${query}`, {
			headers: { authorization: `Bearer ${emulatorKeys.cloudlock.accessToken}` },
		});
	}

	login(password: string = emulatorKeys.informatica.password): Promise<Got> {
		return this.postJson('/saas/public/core/v3/login', {
			username: emulatorKeys.informatica.username,
			password,
		});
	}

	/** A securityLog call with one session for all. */
	async informatica(query = ''): Promise<Got> {
		this.session ??= String((await this.login()).json.userInfo.sessionId);
		return this.call(`/saas/public/core/v3/securityLog?${query}`, {
			headers: { 'INFA-SESSION-ID': this.session },
		});
	}

	defender(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
		return this.postJson('/api/v1/activities/', body, {
			authorization: `Token ${emulatorKeys.defender.apiToken}`,
			...headers,
		});
	}

	thehive(method: string, path: string, body?: unknown): Promise<Got> {
		return this.call(`/thehive/api${path}`, {
			method,
			headers: {
				authorization: `Bearer ${emulatorKeys.thehive.apiKey}`,
				'content-type': 'application/json',
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}

	jira(path: string, body?: unknown): Promise<Got> {
		const headers = { authorization: basic(emulatorKeys.jira.email, emulatorKeys.jira.apiToken) };
		return body === undefined ? this.call(path, { headers }) : this.postJson(path, body, headers);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** One switch: what is asked, and what is seen with each setting. The first setting is the default. */
export interface SwitchRow {
	readonly with?: Readonly<Record<string, unknown>>;
	readonly ask: (api: Api) => Promise<unknown>;
	readonly seen: ReadonlyArray<readonly [setting: unknown, seen: unknown]>;
}

/** Runs a table of switches over HTTP, and checks that it leaves no switch of the room out. */
export function testSwitches(
	room: VendorName,
	held: readonly JsonObject[],
	rows: Readonly<Record<string, SwitchRow>>,
): void {
	test('every switch has a row', () => {
		expect(Object.keys(rows).sort()).toEqual(Object.keys(switchTables[room]).sort());
	});
	test.each(Object.entries(rows))('%s starts at its default', (name, row) => {
		const table: Readonly<Record<string, { readonly initial: unknown }>> = switchTables[room];
		expect(row.seen[0]?.[0]).toEqual(table[name]?.initial);
	});
	const cases = Object.entries(rows).flatMap(([name, row]) =>
		row.seen.map(([setting, seen]): [string, string, SwitchRow, unknown, unknown] => [
			name,
			JSON.stringify(setting),
			row,
			setting,
			seen,
		]),
	);
	test.each(cases)('%s = %s', async (name, _text, row, setting, seen) => {
		const switches = { [room]: { ...row.with, [name]: setting } } as SwitchSettings;
		const api = await Api.open({ switches });
		api.emulator.add(room, held);
		try {
			expect(await row.ask(api)).toEqual(seen);
		} finally {
			await api.close();
		}
	});
}

/** Repeats a question and lists the answers. */
export async function repeat<T>(times: number, ask: (n: number) => Promise<T>): Promise<T[]> {
	const answers: T[] = [];
	for (let n = 0; n < times; n++) answers.push(await ask(n));
	return answers;
}

export const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
