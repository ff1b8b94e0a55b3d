import { isLoopback, isSecureUrl, vendorBaseUrl } from '../../collector/baseUrl';

describe('the machine itself', () => {
	it.each([
		{ hostname: 'localhost', expected: true },
		{ hostname: '127.0.0.1', expected: true },
		{ hostname: '127.1.2.3', expected: true },
		{ hostname: '[::1]', expected: true },
		{ hostname: 'localhost.example.com', expected: false },
		{ hostname: '127.0.0.1.example.com', expected: false },
		{ hostname: '128.0.0.1', expected: false },
		{ hostname: '10.0.0.1', expected: false },
		{ hostname: '[::2]', expected: false },
	])('$hostname: $expected', ({ hostname, expected }) => {
		expect(isLoopback(hostname)).toBe(expected);
	});
});

describe('an address a secret may travel to', () => {
	it.each([
		{ url: 'https://api.example.com', expected: true },
		{ url: 'http://localhost:5000', expected: true },
		{ url: 'http://[::1]:5000', expected: true },
		{ url: 'http://api.example.com', expected: false },
		{ url: 'ftp://localhost', expected: false },
		{ url: 'file:///etc/hosts', expected: false },
	])('$url: $expected', ({ url, expected }) => {
		expect(isSecureUrl(new URL(url))).toBe(expected);
	});
});

describe('a base address', () => {
	it.each([
		{ name: 'a host', typed: 'https://api.example.com', expected: 'https://api.example.com/' },
		{ name: 'blanks around', typed: ' https://api.example.com ', expected: 'https://api.example.com/' },
		{ name: 'a path', typed: 'https://api.example.com/v1', expected: 'https://api.example.com/v1' },
		{
			name: 'slashes at the end',
			typed: 'https://api.example.com/v1//',
			expected: 'https://api.example.com/v1',
		},
		{ name: 'a port', typed: 'https://api.example.com:8443', expected: 'https://api.example.com:8443/' },
		{ name: 'http on loopback', typed: 'http://127.0.0.1:9000/v1', expected: 'http://127.0.0.1:9000/v1' },
		{ name: 'a number that is loopback', typed: 'http://2130706433', expected: 'http://127.0.0.1/' },
	])('may have $name', ({ typed, expected }) => {
		expect(vendorBaseUrl('Base URL', typed).href).toBe(expected);
	});

	it.each([
		{ name: 'nothing', typed: '', message: /^Base URL "" is not a URL/ },
		{ name: 'a bare host', typed: 'api.example.com', message: /is not a URL\. Write it in full/ },
		{
			name: 'http to a foreign host',
			typed: 'http://api.example.com',
			message: /must start with https:\/\/.*Nothing was sent\.$/,
		},
		{
			name: 'a host that only begins like loopback',
			typed: 'http://127.0.0.1.example.com',
			message: /must start with https/,
		},
		{ name: 'a port in place of a scheme', typed: 'localhost:5000', message: /must start with https/ },
		{ name: 'another scheme', typed: 'javascript:alert(1)', message: /must start with https/ },
		{ name: 'a user', typed: 'https://user@api.example.com', message: /only a host and a path/ },
		{ name: 'a password', typed: 'https://:hunter2@api.example.com', message: /only a host and a path/ },
		{ name: 'a query', typed: 'https://api.example.com?a=hunter2', message: /only a host and a path/ },
		{ name: 'a fragment', typed: 'https://api.example.com#hunter2', message: /only a host and a path/ },
		{
			name: 'a password and no host',
			typed: 'https://user:hunter2@',
			message: /"https:\/\/…@" is not a URL/,
		},
		{
			name: 'a password with a slash',
			typed: 'https://user:hunter2/x@api.example.com',
			message: /is not a URL/,
		},
	])('may not be $name', ({ typed, message }) => {
		expect(() => vendorBaseUrl('Base URL', typed)).toThrow(message);
		expect(() => vendorBaseUrl('Base URL', typed)).not.toThrow(/hunter2/);
	});
});
