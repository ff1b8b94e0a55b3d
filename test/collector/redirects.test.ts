import { Forwarding, isRedirect, isSameVendor } from '../../collector/redirects';

const DOMAINS = ['vendor.example', 'vendor-gov.example'];

describe('a redirect', () => {
	it.each([
		...[301, 302, 303, 307, 308].map((status) => ({ status, expected: true })),
		...[200, 300, 304, 305, 400].map((status) => ({ status, expected: false })),
	])('is known by its status: $status, $expected', ({ status, expected }) => {
		expect(isRedirect(status)).toBe(expected);
	});
});

describe('a host that may have the secret', () => {
	const api = 'https://api.vendor.example';
	it.each([
		{ name: 'the same host', home: api, target: 'https://api.vendor.example/other', expected: true },
		{ name: 'another region', home: api, target: 'https://api.us.vendor.example', expected: true },
		{ name: 'the domain itself', home: api, target: 'https://vendor.example', expected: true },
		{
			name: 'another domain of the vendor',
			home: api,
			target: 'https://api.vendor-gov.example',
			expected: true,
		},
		{
			name: 'the same foreign host',
			home: 'https://proxy.example',
			target: 'https://proxy.example/x',
			expected: true,
		},
		{ name: 'the same machine', home: 'http://localhost:1', target: 'http://localhost:2', expected: true },
		{
			name: 'the same machine, more secure',
			home: 'http://localhost:1',
			target: 'https://localhost:2',
			expected: true,
		},
		{ name: 'a foreign host', home: api, target: 'https://evil.example', expected: false },
		{ name: 'a host that ends alike', home: api, target: 'https://evilvendor.example', expected: false },
		{
			name: 'a host that begins alike',
			home: api,
			target: 'https://api.vendor.example.evil.example',
			expected: false,
		},
		{ name: 'plain http', home: api, target: 'http://api.vendor.example', expected: false },
		{
			name: 'the same machine, less secure',
			home: 'https://localhost:1',
			target: 'http://localhost:2',
			expected: false,
		},
		{ name: 'this machine, from the vendor', home: api, target: 'https://localhost', expected: false },
		{ name: 'the vendor, from this machine', home: 'http://localhost:1', target: api, expected: false },
		{
			name: 'another name of this machine',
			home: 'http://localhost:1',
			target: 'http://127.0.0.1:1',
			expected: false,
		},
		{ name: 'a user in front', home: api, target: 'https://user@api.vendor.example', expected: false },
		{ name: 'a password in front', home: api, target: 'https://:pw@api.vendor.example', expected: false },
		{ name: 'the vendor, from a foreign host', home: 'https://proxy.example', target: api, expected: false },
		{
			name: 'another port of a foreign host',
			home: 'https://proxy.example',
			target: 'https://proxy.example:8443',
			expected: false,
		},
	])('$name: $expected', ({ home, target, expected }) => {
		expect(isSameVendor(new URL(home), new URL(target), DOMAINS)).toBe(expected);
	});
});

describe('where an address lives now', () => {
	const asked = new URL('https://api.vendor.example/list?page=1');

	it('is the address itself until a redirect was seen', () => {
		expect(new Forwarding().apply(asked)).toBe(asked);
	});

	it('is learnt from a redirect, with the query of the next call', () => {
		const forwarding = new Forwarding();
		forwarding.learn(asked, new URL('https://api.us.vendor.example/list?page=1'));
		expect(forwarding.apply(new URL('https://api.vendor.example/list?page=2')).href).toBe(
			'https://api.us.vendor.example/list?page=2',
		);
	});

	it('is not learnt for another path', () => {
		const forwarding = new Forwarding();
		forwarding.learn(asked, new URL('https://api.us.vendor.example/list?page=1'));
		expect(forwarding.apply(new URL('https://api.vendor.example/other')).href).toBe(
			'https://api.vendor.example/other',
		);
	});

	it('is not learnt from a redirect that changed the query', () => {
		const forwarding = new Forwarding();
		forwarding.learn(asked, new URL('https://api.us.vendor.example/list?token=7'));
		expect(forwarding.apply(asked)).toBe(asked);
	});
});
