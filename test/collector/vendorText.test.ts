import { vendorText, wordsIn } from '../../collector/vendorText';

describe('what a vendor said', () => {
	it.each([
		{ name: 'a message', body: { message: 'no' }, expected: { text: 'no' } },
		{
			name: 'a message with a code',
			body: { code: 'E1', message: 'no' },
			expected: { code: 'E1', text: 'no' },
		},
		{
			name: 'a code that is a number',
			body: { code: 429, message: 'no' },
			expected: { code: '429', text: 'no' },
		},
		{
			name: 'an OAuth error',
			body: { error: 'invalid_client', error_description: 'no' },
			expected: { code: 'invalid_client', text: 'no' },
		},
		{ name: 'an OAuth error alone', body: { error: 'invalid_client' }, expected: { text: 'invalid_client' } },
		{
			name: 'a nested error',
			body: { error: { code: 'E1', message: 'no' } },
			expected: { code: 'E1', text: 'no' },
		},
		{
			name: 'errors in data',
			body: { data: { errors: [{ code: 'E1', description: 'no' }] } },
			expected: { code: 'E1', text: 'no' },
		},
		{
			name: 'a list of errors',
			body: { errors: [{ detail: 'first' }, { detail: 'second' }] },
			expected: { text: 'first' },
		},
		{ name: 'a list of texts', body: { errors: ['first'] }, expected: { text: 'first' } },
		{
			name: 'filters with a parameter',
			body: { filters: [{ param: 'to', message: 'no' }] },
			expected: { text: 'to: no' },
		},
		{ name: 'a problem document', body: { title: 'Bad', detail: 'no' }, expected: { text: 'no' } },
		{
			name: 'a code of its own name',
			body: { errorMessageCode: 'E1', message: 'no' },
			expected: { code: 'E1', text: 'no' },
		},
		{ name: 'a text', body: 'no', expected: { text: 'no' } },
		{
			name: 'empty lists beside the words',
			body: { errors: [], data: null, message: 'no' },
			expected: { text: 'no' },
		},
		{
			name: 'nested things without words',
			body: { data: { x: 1 }, message: 'no' },
			expected: { text: 'no' },
		},
	])('is found in $name', ({ body, expected }) => {
		expect(vendorText(JSON.stringify(body))).toEqual({ isHtml: false, ...expected });
	});

	it.each([
		{ name: 'words that are no JSON', body: 'Service down' },
		{ name: 'an answer cut off', body: '{"message":"n' },
		{ name: 'an object of another shape', body: '{"x":{"y":1}}' },
		{ name: 'a message that is empty', body: '{"message":""}' },
		{ name: 'an empty list', body: '[]' },
		{ name: 'null', body: 'null' },
		{ name: 'nothing', body: '' },
		{ name: 'a mark-up of something else', body: '<p>words</p>' },
	])('is quoted as it is: $name', ({ body }) => {
		expect(vendorText(body)).toEqual({ text: body, isHtml: false });
	});

	it.each([
		{
			name: 'a page',
			body: '<!DOCTYPE html><html><head><title> Sign in </title>',
			text: 'an HTML page titled "Sign in"',
		},
		{ name: 'a page without a title', body: '\n<html><body>secret</body>', text: 'an HTML page' },
		{ name: 'a page with an empty title', body: '<head><title></title>', text: 'an HTML page' },
		{ name: 'XML', body: '<?xml version="1.0"?><Error/>', text: 'an HTML page' },
	])('is the title of $name', ({ body, text }) => {
		expect(vendorText(body)).toEqual({ text, isHtml: true });
	});
});

describe('the words in a body that was read', () => {
	it.each([
		{ name: 'code and text', body: { code: 'X1', message: 'quota used up' }, words: 'X1: quota used up' },
		{ name: 'a text alone', body: { error: 'try later' }, words: 'try later' },
		{ name: 'none, in an object without any', body: { data: 7 }, words: '' },
		{ name: 'none, in what is no object', body: ['message'], words: '' },
	])('are $name', ({ body, words }) => {
		expect(wordsIn(body)).toBe(words);
	});
});
