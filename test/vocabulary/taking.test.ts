import { Taking } from '../../vocabulary/taking';

const record = {
	name: 'Dana',
	blank: ' ',
	nothing: null,
	count: 7,
	digits: '7',
	yes: true,
	address: '192.0.2.1',
	sixth: '2001:db8::41',
	port: 443,
	far: 70_000,
	empty: {},
	none: [],
	deep: { one: 'a', two: { three: 'b' } },
	list: [{ id: 1, label: 'x' }, { id: 2 }],
} as const;

describe('what is asked for', () => {
	it.each([
		{ ask: 'text', path: 'name', found: 'Dana' },
		{ ask: 'text', path: 'deep.two.three', found: 'b' },
		{ ask: 'text', path: 'list.0.label', found: 'x' },
		{ ask: 'id', path: 'list.1.id', found: '2' },
		{ ask: 'id', path: 'digits', found: '7' },
		{ ask: 'number', path: 'count', found: 7 },
		{ ask: 'number', path: 'digits', found: 7 },
		{ ask: 'boolean', path: 'yes', found: true },
		{ ask: 'ip', path: 'address', found: '192.0.2.1' },
		{ ask: 'ip', path: 'sixth', found: '2001:db8::41' },
		{ ask: 'port', path: 'port', found: 443 },
	] as const)('is taken: $ask at $path', ({ ask, path, found }) => {
		const take = new Taking(record);
		expect(take[ask](path)).toBe(found);
		expect(take.paths).toEqual([path]);
	});

	it.each([
		{ ask: 'text', path: 'blank' },
		{ ask: 'text', path: 'count' },
		{ ask: 'text', path: 'nothing' },
		{ ask: 'text', path: 'deep' },
		{ ask: 'text', path: 'deep.none.at.all' },
		{ ask: 'text', path: 'name.length' },
		{ ask: 'text', path: 'toString' },
		{ ask: 'id', path: 'yes' },
		{ ask: 'number', path: 'name' },
		{ ask: 'number', path: 'blank' },
		{ ask: 'boolean', path: 'count' },
		{ ask: 'ip', path: 'name' },
		{ ask: 'port', path: 'far' },
	] as const)('stays where it is when it is another kind: $ask at $path', ({ ask, path }) => {
		const take = new Taking(record);
		expect(take[ask](path)).toBeUndefined();
		expect([take.paths, take.rest()]).toEqual([[], record]);
	});

	it.each(['256.0.0.1', '1.2.3', '1.2.3.4.', ':', '1:2', 'dead beef', '::g', ''])(
		'is no address: "%s"',
		(text) => {
			expect(new Taking({ text }).ip('text')).toBeUndefined();
		},
	);
});

describe('what is left', () => {
	it('is all that nobody took', () => {
		const take = new Taking({ a: 1, b: { c: 'x', d: 'y' }, e: {}, f: [] });
		take.text('b.c');
		expect(take.rest()).toEqual({ a: 1, b: { d: 'y' }, e: {}, f: [] });
	});

	it('keeps the places of a list', () => {
		const take = new Taking({ list: [{ id: 'a' }, { id: 'b', more: 1 }] });
		take.text('list.0.id');
		take.text('list.1.id');
		expect(take.rest()).toEqual({ list: [null, { more: 1 }] });
	});

	it('is nothing when all was taken', () => {
		const take = new Taking({ a: 'x', list: [{ id: 'a' }] });
		take.text('a');
		take.text('list.0.id');
		expect(take.rest()).toBeUndefined();
	});
});
