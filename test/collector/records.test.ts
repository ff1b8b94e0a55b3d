import { VendorError } from '../../collector/errors';
import { recordList, recordsIn } from '../../collector/records';

const CALL = 'GET /x';

describe('the records in an answer', () => {
	const row = { id: 1 };

	it('are the objects of the list, untouched', () => {
		expect(recordsIn({ data: [row] }, 'data', 'Vendor', CALL)[0]).toBe(row);
	});

	it('may be none, when the list says so', () => {
		expect(recordsIn({ data: [] }, 'data', 'Vendor', CALL)).toEqual([]);
	});

	it('may be the whole answer', () => {
		expect(recordList([row], 'a list', 'Vendor', CALL)[0]).toBe(row);
	});

	it.each([
		{
			name: 'the list is missing',
			body: { rows: [] },
			message: 'Vendor answered GET /x without the list "data"',
		},
		{
			name: 'the list is null',
			body: { data: null },
			message: 'Vendor answered GET /x without the list "data"',
		},
		{
			name: 'the list is an object',
			body: { data: {} },
			message: 'Vendor answered GET /x without the list "data"',
		},
		{ name: 'the answer is null', body: null, message: 'Vendor answered GET /x without the list "data"' },
		{ name: 'the answer is a text', body: 'data', message: 'Vendor answered GET /x without the list "data"' },
		{
			name: 'the answer is itself a list',
			body: [row],
			message: 'Vendor answered GET /x without the list "data"',
		},
		{
			name: 'a row is no object',
			body: { data: [row, 7] },
			message: 'Vendor answered GET /x without records only in the list "data"',
		},
		{
			name: 'a row is null',
			body: { data: [null] },
			message: 'Vendor answered GET /x without records only in the list "data"',
		},
	])('are never taken for none when $name', ({ body, message }) => {
		const read = () => recordsIn(body, 'data', 'Vendor', CALL);
		expect(read).toThrow(VendorError);
		expect(read).toThrow(message);
	});
});
