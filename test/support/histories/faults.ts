import fc from 'fast-check';
import type { FaultRule } from '../../../emulator';

const anyFault: fc.Arbitrary<Omit<FaultRule, 'on'>> = fc.constantFrom(
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 429 },
	{ kind: 'status', status: 429, retryAfter: 1 },
	{ kind: 'status', status: 429, retryAfter: 45 },
	{ kind: 'status', status: 429, retryAfter: 900 },
	{ kind: 'status', status: 429, retryAfter: 'date' },
	{ kind: 'html', status: 502 },
	{ kind: 'reset' },
	{ kind: 'truncate' },
	{ kind: 'truncate', clean: true },
	{ kind: 'emptyBody' },
	{ kind: 'notJson' },
);

/** One request that fails, or several in a row, sometimes with those that sign in. */
export const fault: fc.Arbitrary<FaultRule> = fc
	.record({
		first: fc.integer({ min: 1, max: 90 }),
		length: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 9 })),
		what: anyFault,
		target: fc.constantFrom('data', 'data', 'any'),
	})
	.map(({ first, length, what, target }) => ({
		...what,
		target,
		on: Array.from({ length }, (_, i) => first + i),
	}));
