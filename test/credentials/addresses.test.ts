import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { attach, target } from '../../credentials/shared/attach';
import { cloudlockApi } from '../../credentials/shared/cloudlock';
import { defenderPortal } from '../../credentials/shared/defender';
import { apiBase, atApiBase, informaticaLogin } from '../../credentials/shared/informatica';
import { umbrellaApi, umbrellaLegacyApi, umbrellaToken } from '../../credentials/shared/umbrella';

const addresses = {
	cloudlockApi,
	defenderPortal,
	informaticaLogin,
	umbrellaApi,
	umbrellaLegacyApi,
	umbrellaToken,
};

type Name = keyof typeof addresses;
type Typed = ICredentialDataDecryptedObject;

const rows: ReadonlyArray<readonly [Name, Typed, string]> = [
	['umbrellaApi', { baseUrl: 'https://api.sse.cisco.com' }, 'https://api.sse.cisco.com/'],
	[
		'umbrellaApi',
		{ baseUrl: 'custom', customBaseUrl: ' https://proxy.example.com/umbrella/ ' },
		'https://proxy.example.com/umbrella',
	],
	[
		'umbrellaToken',
		{ baseUrl: 'https://api.umbrellagov.com', tokenUrl: '' },
		'https://api.umbrellagov.com/auth/v2/token',
	],
	[
		'umbrellaToken',
		{ baseUrl: 'custom', customBaseUrl: 'https://proxy.example.com/u' },
		'https://proxy.example.com/u/auth/v2/token',
	],
	[
		'umbrellaToken',
		{ baseUrl: 'https://api.sse.cisco.com', tokenUrl: 'https://api.umbrella.com/auth/v2/token' },
		'https://api.umbrella.com/auth/v2/token',
	],
	[
		'umbrellaLegacyApi',
		{ baseUrl: 'https://reports.api.umbrella.com' },
		'https://reports.api.umbrella.com/v1',
	],
	[
		'umbrellaLegacyApi',
		{ baseUrl: 'https://reports.api.umbrella.com/v1/' },
		'https://reports.api.umbrella.com/v1',
	],
	['cloudlockApi', { baseUrl: 'https://api.cloudlock.com' }, 'https://api.cloudlock.com/api/v2'],
	['cloudlockApi', { baseUrl: 'https://api.cloudlock.com/api' }, 'https://api.cloudlock.com/api/v2'],
	['cloudlockApi', { baseUrl: 'https://api.cloudlock.com/api/v2///' }, 'https://api.cloudlock.com/api/v2'],
	[
		'informaticaLogin',
		{ loginUrl: 'https://dm-em.informaticacloud.com/saas/public/core/v3/login' },
		'https://dm-em.informaticacloud.com/',
	],
	[
		'defenderPortal',
		{ portalUrl: 'https://contoso.us.portal.cloudappsecurity.com/api/v1/' },
		'https://contoso.us.portal.cloudappsecurity.com/',
	],
	[
		'defenderPortal',
		{ portalUrl: 'https://portal.cloudappsecurity.com/cas/api/v1' },
		'https://portal.cloudappsecurity.com/cas',
	],
];

test.each(rows)('%s of %j is %s', (name, typed, address) => {
	expect(addresses[name](typed).href).toBe(address);
});

test.each([
	['umbrellaApi', { baseUrl: 'custom', customBaseUrl: '' }, /^Custom Base URL .* is not a URL/],
	['cloudlockApi', { baseUrl: 'api.cloudlock.com' }, /^Base URL .* is not a URL/],
	['cloudlockApi', { baseUrl: 'ftp://api.cloudlock.com' }, /^Base URL must start with https:/],
	[
		'informaticaLogin',
		{ loginUrl: 'http://dm-us.informaticacloud.com' },
		/^Login URL must start with https:/,
	],
	[
		'defenderPortal',
		{ portalUrl: 'https://user:word@contoso.us.portal.cloudappsecurity.com' },
		/no user name/,
	],
	[
		'defenderPortal',
		{ portalUrl: 'https://contoso.us.portal.cloudappsecurity.com/?a=b' },
		/no question mark/,
	],
] as const)('%s refuses %j', (name, typed, says) => {
	expect(() => addresses[name](typed)).toThrow(says);
});

const base = new URL('https://api.cloudlock.com/api/v2');

describe('a secret', () => {
	test.each([
		['a path alone', { url: '/activities' }, 'https://api.cloudlock.com/api/v2/activities'],
		[
			'a path with a base of its own',
			{ url: '/x', baseURL: 'https://other.example.com' },
			'https://other.example.com/x',
		],
		['a whole address', { url: 'https://other.example.com/x' }, 'https://other.example.com/x'],
		[
			"the HTTP Request node's spelling",
			{ uri: 'https://other.example.com/x' },
			'https://other.example.com/x',
		],
	])('goes with %s', (_name, request, address) => {
		const sent = attach(request as never, base, { Authorization: 'Bearer x' });
		expect(sent.headers).toEqual({ Authorization: 'Bearer x' });
		expect(target(sent, base).href).toBe(address);
	});

	test('leaves the headers of the request alone', () => {
		const request = { url: '/x', headers: { Accept: 'application/json' } };
		expect(attach(request, base, { Authorization: 'Bearer x' }).headers).toEqual({
			Accept: 'application/json',
			Authorization: 'Bearer x',
		});
		expect(request.headers).toEqual({ Accept: 'application/json' });
	});

	test.each(['http://api.cloudlock.com/x', 'ftp://localhost/x', '//api.cloudlock.com/x', ''])(
		'does not go to "%s"',
		(url) => {
			expect(() => attach({ url }, base, { Authorization: 'Bearer x' })).toThrow(/not sent|is not a URL/);
		},
	);
});

const login = new URL('https://dm-us.informaticacloud.com');
const pod = 'https://usw3.dm-us.informaticacloud.com/saas';

describe('an Informatica session', () => {
	test.each([
		['the login host', login, 'https://dm-us.informaticacloud.com/saas'],
		['another host of Informatica', login, pod],
		[
			'a host of one company, reached through a proxy',
			new URL('https://proxy.example.com'),
			'https://proxy.example.com/saas',
		],
		['another port of this machine', new URL('http://127.0.0.1:1'), 'http://127.0.0.1:2/saas'],
	])('goes to %s', (_name, from, address) => {
		expect(apiBase(from, address).href).toBe(address);
	});

	test.each([
		['plain http', login, 'http://usw3.dm-us.informaticacloud.com/saas'],
		['a name that ends alike', login, 'https://eviliformaticacloud.com/saas'],
		['a name that ends alike after a hyphen', login, 'https://x-informaticacloud.com/saas'],
		['a user in the address', login, 'https://informaticacloud.com@example.com/saas'],
		['this machine', login, 'http://127.0.0.1:2/saas'],
		['another host behind a proxy', new URL('https://proxy.example.com'), pod],
	])('does not go to %s', (_name, from, address) => {
		expect(() => apiBase(from, address)).toThrow('the session was not sent there');
	});

	const at = (url: string) => atApiBase({ url }, login, new URL(pod));

	test('goes to the API where the login host was asked', () => {
		expect(at('https://dm-us.informaticacloud.com/saas/public/core/v3/securityLog?q=a%3Db')).toEqual({
			url: '/public/core/v3/securityLog?q=a%3Db',
			baseURL: pod,
		});
	});

	test('goes to the new API on a second try', () => {
		const first = { url: '/public/core/v3/securityLog', baseURL: 'https://old.informaticacloud.com/saas' };
		expect(atApiBase(first, login, new URL(pod)).baseURL).toBe(pod);
	});

	test.each(['https://api.example.com/saas/x', 'http://usw3.dm-us.informaticacloud.com/saas/x', 'nothing'])(
		'is not attached to %s',
		(url) => {
			expect(() => at(url)).toThrow('session is not sent to');
		},
	);
});
