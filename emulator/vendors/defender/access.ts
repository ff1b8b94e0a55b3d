import { authorization, basicAuth, ok, refuse, type Answer, type Call } from '../../exchange';
import { gatewayPage, retryAfterHeader } from '../../faults';
import type { JsonValue } from '../../json';
import { RateLimiter, type Quota } from '../../rateLimit';
import type { Settings } from '../../switch';
import { emulatorKeys } from '../../credentials';
import type { defenderSwitches } from './switches';

export type DefenderSettings = Settings<typeof defenderSwitches>;

interface Token {
	readonly expiresAt: number;
	uses: number;
}

const keys = emulatorKeys.defender;
const API_ID = '05a65629-4c1b-48c1-a78b-804c4abdd4af';

/** The error object of Entra's token endpoint: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes. */
const entraError = (error: string, code: number, text: string): JsonValue => ({
	error,
	error_description: `AADSTS${code}: ${text}`,
	error_codes: [code],
	timestamp: '2026-03-04 08:00:00Z',
	trace_id: '99990000-0000-4000-8000-00000000000a',
	correlation_id: '99990000-0000-4000-8000-00000000000b',
});

/** Keys, Entra tokens and the quota of the tenant: api-authentication*.md and api-introduction.md of the product's docs. */
export class DefenderAccess {
	private readonly tokens = new Map<string, Token>();
	private readonly limiter = new RateLimiter();
	private issued = 0;

	constructor(private readonly settings: DefenderSettings) {}

	/** `POST /<tenant>/oauth2/v2.0/token` (scope) and `/<tenant>/oauth2/token` (resource). */
	token(call: Call): Answer {
		const form = new URLSearchParams(call.body);
		if (call.params['tenant'] !== keys.tenantId) {
			return refuse(
				400,
				entraError('invalid_request', 90002, `Tenant '${call.params['tenant'] ?? ''}' not found.`),
			);
		}
		if (form.get('grant_type') !== 'client_credentials') {
			return refuse(
				400,
				entraError('unsupported_grant_type', 70003, 'The app requested an unsupported grant type.'),
			);
		}
		const basic = basicAuth(call);
		const id = form.get('client_id') ?? basic?.user;
		const secret = form.get('client_secret') ?? basic?.password;
		if (id !== keys.clientId) {
			return refuse(
				400,
				entraError('unauthorized_client', 700016, 'Application was not found in the directory.'),
			);
		}
		if (secret !== keys.clientSecret) {
			return refuse(401, entraError('invalid_client', 7000215, 'Invalid client secret provided.'));
		}
		const v1 = !call.path.includes('/v2.0/');
		const asked = v1 ? form.get('resource') : form.get('scope');
		if (asked !== (v1 ? API_ID : `${API_ID}/.default`)) {
			return refuse(400, entraError('invalid_scope', 70011, 'The provided value for scope is not valid.'));
		}
		const lifetime = this.settings.tokenLifetimeSeconds;
		const access_token = this.issue(call.at + lifetime * 1000);
		return ok({
			token_type: 'Bearer',
			expires_in: v1 ? String(lifetime) : lifetime,
			ext_expires_in: 0,
			access_token,
		});
	}

	/** The refusal of a data call, or `undefined`. */
	refusal(call: Call, isScan: boolean): Answer | undefined {
		if (!this.knows(call)) return this.unauthorized();
		if (this.settings.permission === 'missing') {
			return refuse(403, { detail: 'Forbidden: you do not have permission to perform this action.' });
		}
		return this.throttled(call, isScan);
	}

	private knows(call: Call): boolean {
		if (authorization(call, 'Token') === keys.apiToken) return true;
		const token = this.tokens.get(authorization(call, 'Bearer') ?? '');
		if (!token) return false;
		token.uses++;
		const { tokenMaxUses } = this.settings;
		return call.at < token.expiresAt && (tokenMaxUses === null || token.uses <= tokenMaxUses);
	}

	/** demisto/content matches the words `Invalid token`; the shape is that of the framework, inference. */
	private unauthorized(): Answer {
		return this.settings.invalidToken === 'json'
			? refuse(401, { detail: 'Invalid token.' })
			: { status: 401, text: 'Invalid token', type: 'text/plain' };
	}

	/** 30 a minute per tenant (api-introduction.md); microsoft/MCAS waits when it reads `throttled`. The rest is inference. */
	private throttled(call: Call, isScan: boolean): Answer | undefined {
		const { rateLimit, requestsPerMinute, scanRequestsPerMinute, retryAfter, throttledBody } = this.settings;
		if (rateLimit === 'off') return undefined;
		const own = isScan && scanRequestsPerMinute !== null;
		const quota: Quota = {
			requests: own ? scanRequestsPerMinute : requestsPerMinute,
			perMs: 60_000,
			window: rateLimit,
		};
		const verdict = this.limiter.take(own ? 'scan' : 'tenant', quota, call.at);
		if (verdict.pass) return undefined;
		const seconds = Math.ceil(verdict.waitMs / 1000);
		const headers = retryAfterHeader(
			retryAfter === 'date' ? 'date' : retryAfter === 'seconds' ? seconds : undefined,
			call.at,
		);
		const words = `Request was throttled. Expected available in ${seconds} seconds.`;
		if (throttledBody === 'html') return { status: 429, headers, text: gatewayPage(429), type: 'text/html' };
		if (throttledBody === 'text') return { status: 429, headers, text: words, type: 'text/plain' };
		return { status: 429, headers, body: { detail: words } };
	}

	private issue(expiresAt: number): string {
		const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
		const claims = {
			aud: API_ID,
			roles: ['Investigation.read'],
			exp: Math.floor(expiresAt / 1000),
			uti: ++this.issued,
		};
		const token = `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.ZW11bGF0b3I`;
		this.tokens.set(token, { expiresAt, uses: 0 });
		return token;
	}
}
