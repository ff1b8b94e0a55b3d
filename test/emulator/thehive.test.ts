import { Api, NOON, repeat, type Got } from './client';

let api: Api;
beforeEach(async () => {
	api = await Api.open();
});
afterEach(() => api.close());

const alert = (sourceRef: string, more: Readonly<Record<string, unknown>> = {}): object => ({
	type: 'blocked-destination',
	source: 'Cisco Umbrella',
	sourceRef,
	title: 'Blocked',
	description: 'Blocked 3 times',
	...more,
});
const create = (sourceRef: string, more?: Readonly<Record<string, unknown>>): Promise<Got> =>
	api.thehive('POST', '/v1/alert', alert(sourceRef, more));
const query = async (...steps: readonly object[]): Promise<Got> =>
	api.thehive('POST', '/v1/query', { query: steps });
const references = (got: Got): string[] =>
	got.json.map(({ sourceRef }: { readonly sourceRef: string }) => sourceRef);

test('an alert is made, and read by its id', async () => {
	const observables = [{ dataType: 'domain', data: 'bad.example', tags: [] }];
	const made = await create('one', { tags: ['dns'], observables });
	expect([made.status, made.json]).toEqual([
		201,
		expect.objectContaining({
			_type: 'Alert',
			_createdAt: NOON,
			severity: 2,
			status: 'New',
			stage: 'New',
			tags: ['dns'],
			observableCount: 1,
		}),
	]);
	expect((await api.thehive('GET', `/v1/alert/${made.json._id}`)).json).toEqual(made.json);
	expect((await api.call('/__emulator/alerts')).json).toEqual([made.json]);
});

test('a second one with the same type, source and reference is refused', async () => {
	await create('one');
	const { status, json } = await create('one', { title: 'Another' });
	expect([status, json]).toEqual([
		400,
		{
			type: 'CreateError',
			message: 'Alert blocked-destination:Cisco Umbrella:one already exist in organisation example',
		},
	]);
	await create('two');
	await create('one', { source: 'Somebody else' });
	expect(api.emulator.alerts).toHaveLength(3);
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
	['no title', { title: undefined }, '[Missing attribute title]'],
	['a field nobody knows', { titel: 'x' }, '[Unknown attribute titel]'],
	['a severity of 5', { severity: 5 }, '[Invalid format for severity]'],
	['tags in one text', { tags: 'a, b' }, '[Invalid format for tags]'],
	['a status nobody knows', { status: 'Done' }, '[Invalid format for status]'],
	['a reference of 129 characters', { sourceRef: 'x'.repeat(129) }, '[Invalid format for sourceRef]'],
	['an observable without a type', { observables: [{ data: 'x' }] }, '[Invalid format for observables]'],
])('%s is refused by name', async (_name, more, message) => {
	const { status, json } = await create('one', more);
	expect([status, json]).toEqual([400, { type: 'AttributeCheckingError', message }]);
	expect(api.emulator.alerts).toEqual([]);
});

test('an alert is changed in its place: by its id, and several at once', async () => {
	const made = await repeat(2, (n) => create(`ref ${n}`, { tags: ['a', 'b'] }));
	const ids = made.map(({ json }) => json._id);
	api.now += 1000;
	const changed = await api.thehive('PATCH', `/v1/alert/${ids[0]}`, {
		title: 'Blocked again',
		status: 'Ignored',
		addTags: ['c'],
		removeTags: ['a'],
	});
	expect([changed.status, changed.text]).toEqual([204, '']);
	expect(api.emulator.alerts[0]).toMatchObject({
		_id: ids[0],
		title: 'Blocked again',
		stage: 'Closed',
		tags: ['b', 'c'],
		_updatedAt: NOON + 1000,
	});
	await api.thehive('PATCH', '/v1/alert/_bulk', { ids, severity: 4 });
	expect(api.emulator.alerts.map(({ severity }) => severity)).toEqual([4, 4]);
	expect((await api.thehive('PATCH', '/v1/alert/~1', { title: 'x' })).status).toBe(404);
	expect((await api.thehive('PATCH', `/v1/alert/${ids[0]}`, { colour: 'red' })).status).toBe(400);
});

test('a query filters, sorts, pages and counts', async () => {
	for (const [index, sourceRef] of ['day 1 a', 'day 1 b', 'day 2 a'].entries())
		await create(sourceRef, { severity: index + 1 });
	const all = { _name: 'listAlert' };
	const filter = (what: object): object => ({ _name: 'filter', ...what });
	const of = async (what: object): Promise<string[]> => references(await query(all, filter(what)));
	expect(await of({ _eq: { _field: 'sourceRef', _value: 'day 1 b' } })).toEqual(['day 1 b']);
	expect(await of({ _startsWith: { _field: 'sourceRef', _value: 'day 1' } })).toEqual(['day 1 a', 'day 1 b']);
	expect(
		await of({
			_and: [{ _endsWith: { _field: 'sourceRef', _value: 'a' } }, { _gt: { _field: 'severity', _value: 1 } }],
		}),
	).toEqual(['day 2 a']);
	expect(await of({ _not: { _in: { _field: 'severity', _values: [1, 2] } } })).toEqual(['day 2 a']);
	expect(
		references(
			await query(all, { _name: 'sort', _fields: [{ severity: 'desc' }] }, { _name: 'page', from: 0, to: 2 }),
		),
	).toEqual(['day 2 a', 'day 1 b']);
	expect((await query(all, { _name: 'count' })).json).toBe(3);
	expect((await query({ _name: 'listAlertStatus' })).json).toContainEqual({ value: 'New', stage: 'New' });
});

test.each<[string, readonly object[]]>([
	['a list nobody knows', [{ _name: 'listMoons' }]],
	['a step nobody knows', [{ _name: 'listAlert' }, { _name: 'shuffle' }]],
	[
		'an operator nobody knows',
		[{ _name: 'listAlert' }, { _name: 'filter', _near: { _field: 'title', _value: 'x' } }],
	],
	[
		'a field nobody knows',
		[{ _name: 'listAlert' }, { _name: 'filter', _eq: { _field: 'titel', _value: 'x' } }],
	],
])('%s is a bad query', async (_name, steps) => {
	await create('one');
	expect(await query(...steps)).toMatchObject({ status: 400, json: { type: 'BadRequest' } });
});

test('a stranger is turned away', async () => {
	const headers = { authorization: 'Bearer somebody', 'content-type': 'application/json' };
	const got = await api.call('/thehive/api/v1/query', { method: 'POST', headers, body: '{"query":[]}' });
	expect([got.status, got.json]).toEqual([
		401,
		{ type: 'AuthenticationError', message: 'Authentication failure' },
	]);
});
