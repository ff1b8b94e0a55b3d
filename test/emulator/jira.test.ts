import { Api, repeat, type Got } from './client';

let api: Api;
beforeEach(async () => {
	api = await Api.open();
});
afterEach(() => api.close());

const fields = (summary: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
	fields: { summary, project: { id: '10000' }, issuetype: { id: '10001' }, ...more },
});
const create = (summary: string, more?: Readonly<Record<string, unknown>>): Promise<Got> =>
	api.jira('/rest/api/2/issue', fields(summary, more));
const keysOf = (got: Got): string[] => got.json.issues.map((issue: { key: string }) => issue.key);

test.each([2, 3])('a ticket through version %i', async (version) => {
	const got = await api.jira(`/rest/api/${version}/issue`, fields('Malware on FIN-LT-0417'));
	expect([got.status, got.json]).toEqual([
		201,
		{ id: '10001', key: 'SEC-1', self: `${api.emulator.url}/rest/api/${version}/issue/10001` },
	]);
	const read = await api.jira(`/rest/api/${version}/issue/SEC-1`);
	expect(read.json.fields).toMatchObject({
		summary: 'Malware on FIN-LT-0417',
		issuetype: { name: 'Incident' },
		project: { key: 'SEC' },
	});
});

test('the same ticket twice is two tickets', async () => {
	await repeat(2, () => create('again'));
	expect(api.emulator.tickets.map(({ key }) => key)).toEqual(['SEC-1', 'SEC-2']);
	expect((await api.call('/__emulator/tickets')).json).toHaveLength(2);
});

test.each<[string, unknown, string]>([
	['no summary', fields(''), 'summary'],
	['no project', { fields: { summary: 'x', issuetype: { id: '10001' } } }, 'project'],
	[
		'no issue type',
		{ fields: { summary: 'x', project: { key: 'SEC' }, issuetype: { id: '9' } } },
		'issuetype',
	],
	['a summary of two lines', fields('one\ntwo'), 'summary'],
	['a summary of 256 characters', fields('x'.repeat(256)), 'summary'],
	['a label of two words', fields('x', { labels: ['one', 'two words'] }), 'labels'],
])('%s is refused by name', async (_name, body, field) => {
	const { status, json } = await api.jira('/rest/api/2/issue', body);
	expect([status, Object.keys(json.errors)]).toEqual([400, [field]]);
	expect(api.emulator.tickets).toEqual([]);
});

test('what the Jira node of n8n asks for', async () => {
	const get = async (path: string): Promise<unknown> => (await api.jira(`/rest/api/2${path}`)).json;
	expect(await get('/myself')).toMatchObject({ active: true });
	expect(await get('/project/search?startAt=0&maxResults=100')).toMatchObject({
		values: [{ id: '10000', key: 'SEC' }],
		total: 1,
	});
	expect(await get('/project/10000')).toMatchObject({
		issueTypes: expect.arrayContaining([expect.objectContaining({ id: '10001' })]),
	});
	expect(await get('/issuetype')).toContainEqual(
		expect.objectContaining({ name: 'Sub-task', subtask: true }),
	);
	expect(await get('/priority')).toHaveLength(5);
	expect(await get('/users/search?maxResults=1000&startAt=0')).toHaveLength(1);
	expect(await get('/issue/createmeta?projectIds=10000')).toMatchObject({
		projects: [{ issuetypes: expect.any(Array) }],
	});
	expect(await get('/project/10000/component')).toMatchObject({ values: [] });
	expect(await get('/project')).toHaveLength(1);
	expect(await get('/user/search?username=%27')).toHaveLength(1);
	expect(await get('/serverInfo')).toMatchObject({ deploymentType: 'Cloud' });
	await create('x', { labels: ['umbrella'] });
	expect(await get('/label')).toMatchObject({ values: ['umbrella'] });
});

test.each([
	['labels = "umbrella"', ['SEC-1']],
	['labels = umbrella AND summary ~ "phish"', []],
	['project = SEC AND labels = defender ORDER BY created DESC', ['SEC-2']],
	['key = SEC-2', ['SEC-2']],
	['issuetype = Incident', ['SEC-2', 'SEC-1']],
	['text ~ "phish"', ['SEC-2']],
	['labels != umbrella', ['SEC-2']],
	['created >= "1970-01-01"', ['SEC-2', 'SEC-1']],
	['created < "1970-01-01"', []],
	['created > "1970-01-01"', ['SEC-2', 'SEC-1']],
	['created <= "1970-01-01"', []],
	['reporter = "5b10ac8d82e05b22cc7d4ef5"', ['SEC-2', 'SEC-1']],
	['labels = "role-and-user"', ['SEC-1']],
	["labels in (defender, 'nothing')", ['SEC-2']],
	['labels NOT IN ("defender") and project = SEC', ['SEC-1']],
])('JQL %s', async (jql, keys) => {
	await create('Malware', { labels: ['umbrella', 'role-and-user'] });
	await create('Sign-in', { labels: ['defender'], description: 'a phishing page' });
	expect(keysOf(await api.jira('/rest/api/2/search', { jql }))).toEqual(keys);
	const query = `jql=${encodeURIComponent(jql)}&fields=summary,labels`;
	expect(keysOf(await api.jira(`/rest/api/3/search/jql?${query}`))).toEqual(keys);
});

test('a search by JQL has to be bounded, and gives ids unless fields are named', async () => {
	await create('Malware', { labels: ['umbrella'] });
	for (const jql of ['', 'ORDER BY created DESC']) {
		const refused = await api.jira('/rest/api/3/search/jql', { jql });
		expect([refused.status, refused.json.errorMessages]).toEqual([
			400,
			['Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
		]);
		expect(keysOf(await api.jira('/rest/api/2/search', { jql }))).toEqual(['SEC-1']);
	}
	const found = async (more: object): Promise<unknown> =>
		(await api.jira('/rest/api/3/search/jql', { jql: 'labels = umbrella', ...more })).json.issues;
	expect(await found({})).toEqual([{ id: '10001' }]);
	expect(await found({ fields: ['labels'] })).toMatchObject([
		{ key: 'SEC-1', fields: { labels: ['umbrella'] } },
	]);
	expect(await found({ fields: ['labels'] })).not.toHaveProperty('0.fields.summary');
	expect(await found({ fields: ['*navigable'] })).toHaveProperty('0.fields.summary', 'Malware');
});

test('search pages by token and by offset, and refuses what is no JQL', async () => {
	await repeat(3, (n) => create(`t${n}`));
	const asked = { jql: 'project = SEC', fields: ['summary'], maxResults: 2 };
	const first = await api.jira('/rest/api/2/search/jql', asked);
	const second = await api.jira('/rest/api/2/search/jql', {
		...asked,
		nextPageToken: first.json.nextPageToken,
	});
	expect([keysOf(first), keysOf(second), second.json.nextPageToken]).toEqual([
		['SEC-3', 'SEC-2'],
		['SEC-1'],
		undefined,
	]);
	expect((await api.jira('/rest/api/2/search', { jql: '', startAt: 1, maxResults: 1 })).json).toMatchObject({
		startAt: 1,
		maxResults: 1,
		total: 3,
	});
	for (const jql of ['what is this', 'project = SEC AND', 'project = SEC key = SEC-1', 'labels in ()'])
		expect((await api.jira('/rest/api/2/search', { jql })).status).toBe(400);
});

test('a stranger is turned away, a ticket nobody made is not found, a fault strikes', async () => {
	expect((await api.call('/rest/api/2/myself')).status).toBe(401);
	expect((await api.jira('/rest/api/2/issue/SEC-9')).status).toBe(404);
	api.emulator.switches.jira.faults = [{ on: 1, kind: 'status', status: 503 }];
	expect(await create('x')).toMatchObject({
		status: 503,
		json: { errorMessages: ['Internal server error'] },
	});
	expect(api.emulator.tickets).toEqual([]);
});
