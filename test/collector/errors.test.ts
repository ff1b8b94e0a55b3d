import { inspect } from 'node:util';
import { CancelledError, InputError, VendorError, wrongShape } from '../../collector/errors';

describe('an error of a vendor', () => {
	const error = new VendorError({
		message: 'Vendor answered GET /x with HTTP 400',
		nextStep: 'Look.',
		cause: 'configuration-invalid',
		status: 400,
		body: { echo: 'hunter2' },
		retryAfterMs: 5,
	});

	it('says what failed, what to do and what the host may do', () => {
		expect(error).toMatchObject({
			name: 'VendorError',
			message: 'Vendor answered GET /x with HTTP 400',
			nextStep: 'Look.',
			failure: 'configuration-invalid',
			status: 400,
			retryAfterMs: 5,
		});
	});

	it('gives the body to a feed that asks for it', () => {
		expect(error.body).toEqual({ echo: 'hunter2' });
	});

	it.each([
		{ name: 'as JSON', show: () => JSON.stringify(error) },
		{ name: 'copied', show: () => JSON.stringify({ ...error }) },
		{ name: 'in a log', show: () => inspect(error) },
		{ name: 'as text', show: () => String(error) },
	])('never shows the body $name', ({ show }) => {
		expect(show()).not.toContain('hunter2');
	});

	it('shows a field that is no body, or the rows above prove nothing', () => {
		expect(JSON.stringify(error)).toContain('Look.');
	});
});

describe('the other errors', () => {
	it('name the parameter and what would be right', () => {
		expect(new InputError('Limit', 'it is 0', 'Use 1 or more.')).toMatchObject({
			name: 'InputError',
			message: 'Limit: it is 0',
			parameter: 'Limit',
			fix: 'Use 1 or more.',
		});
	});

	it('say that a run was stopped', () => {
		expect(new CancelledError()).toMatchObject({
			name: 'CancelledError',
			message: 'The execution was stopped.',
		});
	});

	it('call a good status without the promised body a failure', () => {
		expect(wrongShape('Vendor', 'GET /x', 'the list "data"')).toMatchObject({
			message: 'Vendor answered GET /x without the list "data"',
			failure: 'temporarily-unavailable',
			status: undefined,
		});
	});
});
