import { attempt, settle } from '../../collector/settle';

const failure = new Error('no');

describe('an outcome as a value', () => {
	it.each([
		{
			name: 'a promise kept',
			outcome: async () => await settle(Promise.resolve(7)),
			expected: { ok: true, value: 7 },
		},
		{
			name: 'a promise broken',
			outcome: async () => await settle(Promise.reject(failure)),
			expected: { ok: false, error: failure },
		},
		{ name: 'an answer', outcome: async () => attempt(() => 7), expected: { ok: true, value: 7 } },
		{
			name: 'a failure',
			outcome: async () =>
				attempt(() => {
					throw failure;
				}),
			expected: { ok: false, error: failure },
		},
	])('tells $name', async ({ outcome, expected }) => {
		expect(await outcome()).toEqual(expected);
	});
});
