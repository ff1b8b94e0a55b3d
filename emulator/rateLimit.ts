/** The verdict on one request: let through, or how long until the next may pass. */
export type Verdict = { readonly pass: true } | { readonly pass: false; readonly waitMs: number };

export interface Quota {
	readonly requests: number;
	readonly perMs: number;
	/** `sliding` counts the last `perMs`; `fixed` starts anew at every multiple of `perMs`. */
	readonly window: 'sliding' | 'fixed';
}

/** Counts requests by key against the emulator's clock. A refused request does not count. */
export class RateLimiter {
	private readonly passed = new Map<string, number[]>();

	take(key: string, quota: Quota, now: number): Verdict {
		const since = quota.window === 'sliding' ? now - quota.perMs : now - (now % quota.perMs) - 1;
		const recent = (this.passed.get(key) ?? []).filter((at) => at > since);
		this.passed.set(key, recent);
		if (recent.length < quota.requests) {
			recent.push(now);
			return { pass: true };
		}
		const opensAt = quota.window === 'sliding' ? (recent[0] ?? now) + quota.perMs : since + 1 + quota.perMs;
		return { pass: false, waitMs: Math.max(1, opensAt - now) };
	}
}
