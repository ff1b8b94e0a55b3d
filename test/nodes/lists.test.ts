import { type Emulator, startEmulator, type SwitchSettings } from '../../emulator';
import { secretsOf } from '../support/credentials';
import { failureOf } from '../support/nodeFailure';
import { credentialsFor } from '../support/runNode';
import { type AnyNode, searchList, wholeList } from '../support/searchList';

const NOTHING = { umbrella: 0, umbrellaLegacy: 0, cloudlock: 0, informatica: 0, defender: 0 };

let emulator: Emulator;
afterEach(async () => await emulator.close());

const start = async (umbrella: SwitchSettings['umbrella'] = {}) => {
	emulator = await startEmulator({ records: NOTHING, switches: { umbrella } });
};

const namesOf = async (node: AnyNode, list: string, search?: string): Promise<readonly string[]> => {
	const pages = await wholeList(emulator, node, list, search === undefined ? {} : { search });
	return pages.flat().map(({ name }) => name);
};

const umbrella: readonly AnyNode[] = ['ciscoUmbrella', 'ciscoUmbrellaTrigger'];
const defender: readonly AnyNode[] = ['microsoftDefenderCloudApps', 'microsoftDefenderCloudAppsTrigger'];
const umbrellaLists = umbrella.flatMap((node) =>
	[
		{ list: 'searchCategories', path: '/reports/v2/categories' },
		{ list: 'searchIdentities', path: '/reports/v2/identities' },
	].map((row) => ({ node, ...row })),
);

describe.each(umbrella)('%s', (node) => {
	it('lists categories, what matters to security first, by name, number and kind', async () => {
		await start();
		const { results, paginationToken } = await searchList(emulator, node, 'searchCategories');
		expect(results.slice(0, 3)).toEqual([
			{ name: 'Command and Control (65, security)', value: '65' },
			{ name: 'Cryptomining (150, security)', value: '150' },
			{ name: 'Malware (66, security)', value: '66' },
		]);
		expect(results).toContainEqual({ name: 'Movies (17, content, retired)', value: '17' });
		expect(paginationToken).toBeUndefined();
	});

	it.each([
		{ search: 'MALW', found: ['Malware (66, security)'] },
		{ search: '66', found: ['Malware (66, security)'] },
		{ search: 'réseaux', found: ['Réseaux sociaux (27, content)'] },
		{ search: ' retired ', found: ['Movies (17, content, retired)'] },
		{ search: 'no such', found: [] },
	])('finds the categories $found by "$search"', async ({ search, found }) => {
		await start();
		expect(await namesOf(node, 'searchCategories', search)).toEqual(found);
	});

	it('lists identities with what they are', async () => {
		await start();
		const { results } = await searchList(emulator, node, 'searchIdentities');
		expect(results).toContainEqual({ name: 'Site Oslo (7, Sites)', value: '7' });
		expect(results).toContainEqual({
			name: 'LEGACY-PC-01 (55123, Roaming Computers, deleted)',
			value: '55123',
		});
	});

	it.each([
		{ search: "O'Brien's", found: ["Zoë O'Brien's laptop (55121, Roaming Computers)"] },
		{ search: '東京', found: ['東京オフィス (55122, Networks)'] },
		{ search: 'a&limit=1', found: [] },
	])('lets Umbrella search identities for "$search"', async ({ search, found }) => {
		await start();
		expect(await namesOf(node, 'searchIdentities', search)).toEqual(found);
		expect(new URLSearchParams(emulator.log.at(-1)?.query).get('search')).toBe(search);
	});

	it.each([5_000, 3, 1])(
		'reads every identity once, although a page holds %i at most',
		async (identityPageCap) => {
			await start({ identityPageCap });
			const pages = await wholeList(emulator, node, 'searchIdentities');
			const values = pages.flat().map(({ value }) => value);
			expect(values).toHaveLength(7);
			expect(new Set(values).size).toBe(7);
			expect(Math.max(...pages.map((page) => page.length))).toBe(Math.min(identityPageCap, 7));
		},
	);
});

describe.each(umbrellaLists)('$node $list', ({ node, list, path }) => {
	const search = async (helper = credentialsFor(emulator)) =>
		await searchList(emulator, node, list, { helper });

	it('says which scope the key lacks, and what works without it', async () => {
		await start({ utilitiesScope: 'missing' });
		const failure = await failureOf(search());
		expect(failure.message).toBe(`Cisco Umbrella answered GET ${path} with HTTP 403: forbidden`);
		expect(failure.description).toMatch(/Reports > Utilities > Read-Only.*By ID/);
		emulator.switches.umbrella.utilitiesScope = 'granted';
		expect((await search()).results.length).toBeGreaterThan(5);
	});

	it('needs no scope for activity', async () => {
		await start({ scope: 'missing' });
		expect((await search()).results.length).toBeGreaterThan(5);
	});

	it('never takes a missing list for an empty one', async () => {
		await start({ faults: [{ on: { from: 1 }, kind: 'notJson', body: '{"error":"busy"}' }] });
		const failure = await failureOf(search());
		expect(failure.message).toContain('without the list "data": busy');
	});

	it('signs in again when the token has ended', async () => {
		await start({ tokenMaxUses: 1 });
		const helper = credentialsFor(emulator);
		await search(helper);
		expect((await search(helper)).results.length).toBeGreaterThan(5);
		expect(emulator.log.filter(({ kind }) => kind === 'auth')).toHaveLength(2);
	});

	it('follows Umbrella to the region of the organization, and nobody else anywhere', async () => {
		await start({ redirect: 'sameHost' });
		expect((await search()).results.length).toBeGreaterThan(5);
		emulator.switches.umbrella.redirect = 'foreignHost';
		expect((await failureOf(search())).message).toContain('reports.evil.example');
	});

	it('sends no key in the clear to another machine', async () => {
		await start();
		const elsewhere = { ciscoUmbrellaReportingApi: { customBaseUrl: 'http://umbrella.example' } };
		const failure = await failureOf(search(credentialsFor(emulator, elsewhere)));
		expect(failure.message).toContain('https');
		expect(emulator.log).toEqual([]);
	});

	it('has no secret in its error, although Umbrella says it', async () => {
		await start({ faults: [{ on: { from: 1 }, kind: 'echoSecret', status: 403 }] });
		const helper = credentialsFor(emulator);
		const failure = await failureOf(search(helper));
		const secrets = secretsOf(helper.stored.get('ciscoUmbrellaReportingApi') ?? {});
		expect(secrets.length).toBeGreaterThan(2);
		for (const secret of secrets) expect(failure.everything).not.toContain(secret);
	});
});

describe.each(defender)('%s', (node) => {
	it.each([
		{ search: undefined, first: 'Active Directory (20940)', count: 18 },
		{ search: 'sharep', first: 'Microsoft SharePoint Online (20892)', count: 1 },
		{ search: '11161', first: 'Office 365 (11161)', count: 1 },
		{ search: 'no such', first: undefined, count: 0 },
	])(
		'lists the apps that Microsoft names, by "$search", and asks nobody',
		async ({ search, first, count }) => {
			await start();
			const names = await namesOf(node, 'searchApps', search);
			expect([names[0], names.length]).toEqual([first, count]);
			expect(emulator.log).toEqual([]);
		},
	);

	it('gives each app the number in its name, once', async () => {
		await start();
		const { results } = await searchList(emulator, node, 'searchApps');
		for (const { name, value } of results) expect(name).toContain(`(${String(value)})`);
		expect(new Set(results.map(({ value }) => value)).size).toBe(results.length);
	});
});
