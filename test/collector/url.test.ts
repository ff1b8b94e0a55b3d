import * as fc from 'fast-check';
import { endpoint } from '../../collector/url';

const base = new URL('https://api.example.com/v1');

describe('an address below a base', () => {
	it.each([
		{ name: 'has the path of both', path: '/list', query: {}, expected: 'https://api.example.com/v1/list' },
		{
			name: 'has the query',
			path: '/list',
			query: { a: 1, b: 'x' },
			expected: 'https://api.example.com/v1/list?a=1&b=x',
		},
		{
			name: 'leaves out what is not given',
			path: '/list',
			query: { a: undefined, b: 0, c: '' },
			expected: 'https://api.example.com/v1/list?b=0&c=',
		},
		{
			name: 'encodes what would change the query',
			path: '/list',
			query: { q: 'a&b=c#d e+f' },
			expected: 'https://api.example.com/v1/list?q=a%26b%3Dc%23d%20e%2Bf',
		},
	])('$name', ({ path, query, expected }) => {
		expect(endpoint(base, path, query).href).toBe(expected);
	});

	it('has one slash between base and path', () => {
		expect(endpoint(new URL('https://api.example.com/'), '/list').href).toBe('https://api.example.com/list');
	});

	it('leaves the base as it was', () => {
		endpoint(base, '/list', { a: 1 });
		expect(base.href).toBe('https://api.example.com/v1');
	});

	it('carries every value, and nothing but it', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, value) => {
				const url = endpoint(base, '/list', { [name]: value, last: 1 });
				expect([...url.searchParams]).toEqual(Object.entries({ [name]: value, last: '1' }));
			}),
		);
	});
});
