import { authorization, basicAuth, ok, refuse, type Answer, type Call } from '../../exchange';
import { retryAfterHeader } from '../../faults';
import type { JsonValue } from '../../json';
import { emulatorKeys } from '../../credentials';
import { RateLimiter, type Quota } from '../../rateLimit';
import type { Settings } from '../../switch';
import type { umbrellaSwitches } from './switches';

export type UmbrellaSettings = Settings<typeof umbrellaSwitches>;

/** The switch that says whether the key has the scope of an endpoint. */
export type Scope = 'scope' | 'utilitiesScope';

interface Token {
	readonly organizationId: string;
	readonly expiresAt: number;
	uses: number;
}

const keys = emulatorKeys.umbrella;
const perOrganization: Quota = { requests: 5, perMs: 1000, window: 'sliding' };
const perKey: Quota = { requests: 20, perMs: 60_000, window: 'sliding' };

/**
 * Tokens, scopes and quotas of the current API: OtherF/cisco-umbrella-mcp docs/umbrella-gettingstarted.md and
 * docs/umbrella-ouathscopes.md, https://developer.cisco.com/docs/cloud-security/umbrella-api-rate-limits.
 */
export class UmbrellaAccess {
	private readonly tokens = new Map<string, Token>();
	private readonly limiter = new RateLimiter();

	constructor(private readonly settings: UmbrellaSettings) {}

	/** `POST` (prose) or `GET` (Cisco's Postman collection) `/auth/v2/token`. */
	token(call: Call): Answer {
		const { tokenMethods } = this.settings;
		if (tokenMethods !== 'both' && tokenMethods !== call.method.toLowerCase())
			return refuse(405, message(405));
		const given = basicAuth(call);
		if (given?.user !== keys.apiKey || given.password !== keys.apiSecret) return this.unauthorized();
		const verdict = this.limiter.take(`key ${given.user}`, perKey, call.at);
		if (this.settings.rateLimit === 'on' && !verdict.pass) return this.tooMany(verdict.waitMs, call.at);
		const grant = new URLSearchParams(call.body).get('grant_type');
		// The refusal's wording is inference; RFC 6749, section 5.2 has the code.
		if (call.method === 'POST' && grant !== 'client_credentials') {
			return refuse(400, { error: 'unsupported_grant_type' });
		}
		const organizationId = call.headers['x-umbrella-orgid'] ?? keys.organizationId;
		const known: readonly string[] = [keys.organizationId, keys.childOrganizationId];
		if (!known.includes(organizationId)) return this.forbidden('invalid organization');
		return ok({
			token_type: 'bearer',
			access_token: this.issue(organizationId, call.at),
			expires_in: this.settings.tokenLifetimeSeconds,
		});
	}

	/** The refusal of a data call, or `undefined` when it may go on. */
	refusal(call: Call, scope: Scope): Answer | undefined {
		const token = this.tokens.get(authorization(call, 'Bearer') ?? '');
		if (!token) return this.unauthorized();
		token.uses++;
		const { tokenMaxUses, expiredAs } = this.settings;
		if (call.at >= token.expiresAt || (tokenMaxUses !== null && token.uses > tokenMaxUses)) {
			return expiredAs === 400 ? refuse(400, { error: 'invalid_request' }) : this.unauthorized();
		}
		if (this.settings[scope] === 'missing') return this.forbidden('forbidden');
		if (this.settings.rateLimit === 'off') return undefined;
		const verdict = this.limiter.take(`organization ${token.organizationId}`, perOrganization, call.at);
		return verdict.pass ? undefined : this.tooMany(verdict.waitMs, call.at);
	}

	/** A JWT whose `sub` says which organization it reads (LanternOps/breeze umbrella.ts). */
	private issue(organizationId: string, now: number): string {
		const expiresAt = now + this.settings.tokenLifetimeSeconds * 1000;
		const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
		const claims = {
			sub: `org/${organizationId}/client/${keys.apiKey}`,
			exp: Math.floor(expiresAt / 1000),
			jti: this.tokens.size + 1,
		};
		const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.ZW11bGF0b3I`;
		this.tokens.set(token, { organizationId, expiresAt, uses: 0 });
		return token;
	}

	private unauthorized(): Answer {
		return refuse(401, this.settings.unauthorizedShape === 'live' ? live('unauthorized') : message(401));
	}

	private forbidden(text: string): Answer {
		return refuse(403, this.settings.forbiddenShape === 'live' ? live(text) : message(403));
	}

	/** The body and the header of Umbrella's 429 are not documented: inference. */
	private tooMany(waitMs: number, now: number): Answer {
		const { retryAfter } = this.settings;
		const seconds = retryAfter === 'seconds' ? Math.ceil(waitMs / 1000) : undefined;
		const headers = retryAfterHeader(retryAfter === 'date' ? 'date' : seconds, now);
		return { status: 429, headers, body: message(429) };
	}
}

const live = (error: string): JsonValue => ({ meta: {}, data: { error } });

const words: Readonly<Record<number, string>> = {
	400: 'Bad request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'no Route matched with those values',
	405: 'Method Not Allowed',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
};

/** The error object of the Reporting specification. */
export const message = (status: number): JsonValue => ({ message: words[status] ?? 'Error' });

/** The error of one parameter, as seen live: https://github.com/LanternOps/breeze/pull/5097. */
export const parameterError = (param: string, value: string, error: string): Answer =>
	refuse(400, { meta: {}, data: { errors: [{ param, value, error }] } });
