import { inPlainWords } from '../../collector/trouble';

describe('why no answer came', () => {
	it.each([
		{ name: 'a code', texts: ['connect ECONNREFUSED 127.0.0.1:1'], words: 'the connection was refused' },
		{
			name: 'a later text',
			texts: ['failed', 'getaddrinfo ENOTFOUND api'],
			words: 'the host name is not known',
		},
		{ name: 'a broken connection', texts: ['socket hang up'], words: 'the connection broke off' },
		{ name: 'silence', texts: ['timeout of 60000ms exceeded'], words: 'no answer in time' },
		{
			name: 'a certificate',
			texts: ['self-signed certificate'],
			words: 'the TLS certificate was not accepted',
		},
		{
			name: 'something unknown',
			texts: ['GET https://api/?key=hunter2 failed'],
			words: 'the request failed',
		},
		{ name: 'nothing', texts: [], words: 'the request failed' },
	])('is said without quoting the error: $name', ({ texts, words }) => {
		expect(inPlainWords(texts)).toBe(words);
	});
});
