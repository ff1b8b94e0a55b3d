import { VendorError } from '../../collector/errors';
import { askRecords } from '../../collector/records';
import type { Ask } from '../../collector/request';

const REQUEST = { method: 'GET', url: new URL('https://api.example/x') } as const;

const answering = (body: unknown, said = ''): Ask =>
	Object.assign(async () => await Promise.resolve(body), {
		quote: async () => await Promise.resolve(said),
		usefulHands: () => Infinity,
	});

const recordsOf = async (body: unknown, said?: string, elsewhere?: (body: unknown) => unknown) =>
	(await askRecords(answering(body, said), 'Vendor', REQUEST, 'data', elsewhere)).records;

describe('the records in an answer', () => {
	const row = { id: 1 };

	it('are the objects of the list, untouched', async () => {
		expect((await recordsOf({ data: [row] }))[0]).toBe(row);
	});

	it('may be none, when the list says so', async () => {
		expect(await recordsOf({ data: [] })).toEqual([]);
	});

	it('may be the whole answer, where that is allowed', async () => {
		expect((await recordsOf([row], '', (body) => body))[0]).toBe(row);
	});

	it.each([
		{ name: 'the list is missing', body: { rows: [] }, message: 'without the list "data"' },
		{ name: 'the list is null', body: { data: null }, message: 'without the list "data"' },
		{ name: 'the list is an object', body: { data: {} }, message: 'without the list "data"' },
		{ name: 'the answer is null', body: null, message: 'without the list "data"' },
		{ name: 'the answer is a text', body: 'data', message: 'without the list "data"' },
		{ name: 'the answer is itself a list', body: [row], message: 'without the list "data"' },
		{ name: 'a row is no object', body: { data: [row, 7] }, message: 'without records only in "data"' },
		{ name: 'a row is null', body: { data: [null] }, message: 'without records only in "data"' },
	])('are never taken for none when $name', async ({ body, message }) => {
		const read = recordsOf(body);
		await expect(read).rejects.toThrow(VendorError);
		await expect(read).rejects.toThrow(`Vendor answered GET /x ${message}`);
	});

	it('lack with the words of the vendor, where it says any', async () => {
		await expect(recordsOf({ error: 'x' }, 'quota used up')).rejects.toThrow(
			'without the list "data": quota used up',
		);
	});
});
