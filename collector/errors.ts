/** What the host may do about a failure, in n8n's own words (`failure.cause`, n8n 2.37 and later). */
export type FailureCause =
	| 'rate-limited'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid'
	| 'node-defect';

export interface VendorErrorDetails {
	/** What failed, with the vendor's name, the call and the vendor's code and words. Holds no secret. */
	readonly message: string;
	/** What the reader should do next. */
	readonly nextStep: string;
	readonly cause: FailureCause;
	/** HTTP status of the vendor's answer; absent when there was none. */
	readonly status?: number;
	/** The vendor's answer, parsed, for a feed that can act on it. Never shown. */
	readonly body?: unknown;
	readonly retryAfterMs?: number;
}

/** A vendor did not give what was asked for. */
export class VendorError extends Error {
	override readonly name = 'VendorError';
	readonly nextStep: string;
	readonly failure: FailureCause;
	readonly status: number | undefined;
	readonly retryAfterMs: number | undefined;
	/** Kept out of every serialisation: it may echo what was sent. */
	readonly body: unknown;

	constructor(details: VendorErrorDetails) {
		super(details.message);
		this.nextStep = details.nextStep;
		this.failure = details.cause;
		this.status = details.status;
		this.retryAfterMs = details.retryAfterMs;
		Object.defineProperty(this, 'body', { value: details.body, enumerable: false });
	}
}

/** A run that must end by a time was not done by then, because an answer or a turn came too late. */
export class OutOfTimeError extends VendorError {
	constructor() {
		super({
			message: 'The vendor did not answer in the time that n8n gives a poll',
			nextStep: 'The same stretch is read again at the next poll.',
			cause: 'temporarily-unavailable',
		});
	}
}

/** A parameter cannot be right; thrown before any request. */
export class InputError extends Error {
	override readonly name = 'InputError';

	/**
	 * @param parameter the name the person sees
	 * @param fix what would be right
	 */
	constructor(
		readonly parameter: string,
		problem: string,
		readonly fix: string,
	) {
		super(`${parameter}: ${problem}`);
	}
}

/** The person or n8n stopped the run. */
export class CancelledError extends Error {
	override readonly name = 'CancelledError';
	constructor() {
		super('The execution was stopped.');
	}
}

/**
 * A good status with a body that is not what the API promises: a failure, never an empty result.
 *
 * @param said the vendor's own words in that body, without secrets
 */
export const wrongShape = (vendor: string, call: string, promised: string, said = ''): VendorError =>
	new VendorError({
		message: `${vendor} answered ${call} without ${promised}${said === '' ? '' : `: ${said}`}`,
		nextStep:
			'Nothing was taken for an empty result. Try again; if it goes on, check the address in the credential.',
		cause: 'temporarily-unavailable',
	});
