import type { Ask, HttpRequest } from './request';

/** A question beyond what may be asked. */
export class SpentError extends Error {
	override readonly name = 'SpentError';
}

/** How many questions may still be asked. */
export class Budget {
	constructor(private questions: number) {}

	get isSpent(): boolean {
		return this.questions <= 0;
	}

	/** @throws SpentError when nothing is left */
	take(): void {
		if (this.isSpent) throw new SpentError('No more questions may be asked.');
		this.questions -= 1;
	}

	/** The same way to ask, for as long as the budget lasts. */
	on(ask: Ask): Ask {
		const within = async (request: HttpRequest): Promise<unknown> => {
			this.take();
			return await ask(request);
		};
		return Object.assign(within, ask);
	}
}
