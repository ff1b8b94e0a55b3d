import { ok, refuse, type Answer, type Call } from '../../exchange';
import { parseJson, valueAt, type JsonValue } from '../../json';
import { base62, mulberry32, type Random } from '../../random';
import type { Settings } from '../../switch';
import { emulatorKeys } from '../../credentials';
import { COLLECTOR_ID, ORGANIZATION } from './data';
import type { informaticaSwitches } from './switches';

export type InformaticaSettings = Settings<typeof informaticaSwitches>;

interface Session {
	usedAt: number;
	uses: number;
}

const keys = emulatorKeys.informatica;

/** The v3 error object: docs.informatica.com error-object.html. */
export const v3Error = (code: string, text: string, details: JsonValue = null): JsonValue => ({
	error: { code, message: text, requestId: '9zXy8wVu7tSr6qPo5nMl4k', details },
});

/** The v2 error object, with its 403 on bad credentials: docs.informatica.com error-object.html. */
const v2Error = (code: string, description: string, statusCode: number): JsonValue => ({
	'@type': 'error',
	code,
	description,
	statusCode,
});

/**
 * Sign-in, sign-out and what a session may do: docs.informatica.com session-ids.html, login.html, logout.html.
 * Ids of v2 and v3 logins are interchangeable.
 */
export class InformaticaSessions {
	private readonly sessions = new Map<string, Session>();
	private failures = 0;
	private readonly random: Random;

	constructor(
		seed: number,
		private readonly settings: InformaticaSettings,
		/** Told of every login and logout. */
		private readonly happened: (event: 'USER_LOGIN' | 'LOGOUT', at: number) => void,
	) {
		this.random = mulberry32(seed);
	}

	/** `POST /saas/public/core/v3/login` */
	loginV3(call: Call): Answer {
		if (!this.accepts(call)) {
			return refuse(
				this.settings.wrongPasswordStatus,
				v3Error('IDS_085', 'User name or password is not valid.'),
			);
		}
		const integration = { name: 'Integration Cloud', baseApiUrl: this.baseApiUrl(call) };
		const other = { name: 'Data Marketplace', baseApiUrl: `${call.origin}/elsewhere` };
		return ok({
			products: this.settings.products === 'integrationFirst' ? [integration, other] : [other, integration],
			userInfo: {
				sessionId: this.open(call.at),
				id: COLLECTOR_ID,
				name: keys.username,
				parentOrgId: '7uJm3cVb9NxQ1zLkPoIt5R',
				orgId: ORGANIZATION,
				orgName: 'Example Org',
				groups: {},
				status: 'Active',
			},
		});
	}

	/** `POST /ma/api/v2/user/login` */
	loginV2(call: Call): Answer {
		if (!this.accepts(call))
			return refuse(403, v2Error('UI_10000', 'User name or password is not valid.', 403));
		return ok({
			'@type': 'user',
			id: '01AB2C0100000000000F',
			orgId: '01AB2C',
			orgUuid: ORGANIZATION,
			name: keys.username,
			serverUrl: this.baseApiUrl(call),
			icSessionId: this.open(call.at),
			timezone: 'Europe/Paris',
			roles: [],
		});
	}

	/** `POST /saas/public/core/v3/logout`: empty body, 200. */
	logout(call: Call): Answer {
		const denied = this.refusal(call);
		if (denied) return denied;
		this.sessions.delete(this.idOf(call));
		this.happened('LOGOUT', call.at);
		return { status: 200, text: '', type: 'application/json' };
	}

	/**
	 * The refusal of a data call, or `undefined`. 401 is what three clients act on; the code `AUTH_01` and the one of
	 * the missing role are invented, as no public source holds them.
	 */
	refusal(call: Call): Answer | undefined {
		const session = this.sessions.get(this.idOf(call));
		const { idleExpirySeconds, sessionMaxUses, role } = this.settings;
		const idle = session ? call.at - session.usedAt > idleExpirySeconds * 1000 : true;
		if (!session || idle || (sessionMaxUses !== null && session.uses >= sessionMaxUses)) {
			return refuse(401, v3Error('AUTH_01', 'Session token is expired or not valid.'));
		}
		session.usedAt = call.at;
		session.uses++;
		return role === 'missing'
			? refuse(403, v3Error('AUTH_03', 'The user has no privilege for this resource.'))
			: undefined;
	}

	private idOf(call: Call): string {
		return call.headers['infa-session-id'] ?? call.headers['icsessionid'] ?? '';
	}

	private accepts(call: Call): boolean {
		const body = parseJson(call.body);
		const right = valueAt(body, 'username') === keys.username && valueAt(body, 'password') === keys.password;
		const { lockAfterFailures } = this.settings;
		if (lockAfterFailures !== null && this.failures >= lockAfterFailures) return false;
		this.failures = right ? 0 : this.failures + 1;
		return right;
	}

	private open(at: number): string {
		const id = this.settings.jwtMode ? this.jwt() : base62(this.random, 22);
		this.sessions.set(id, { usedAt: at, uses: 0 });
		this.happened('USER_LOGIN', at);
		return id;
	}

	private jwt(): string {
		const head = `eyJhbGciOiJSUzI1NiJ9.${base62(this.random, 22)}`;
		const rest = Math.max(0, this.settings.jwtLength - head.length - 5);
		return `${head}${base62(this.random, rest)}.${base62(this.random, 4)}`;
	}

	private baseApiUrl(call: Call): string {
		return this.settings.baseApiUrl ?? `${call.origin}/saas`;
	}
}
