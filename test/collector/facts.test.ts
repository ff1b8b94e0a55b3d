import { factsOf } from '../../collector/facts';

const DEEP = 20_000;
const nested: unknown = JSON.parse(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`);

it.each([
	{ name: 'a member', record: { verdict: 'blocked' }, facts: { verdict: 'blocked' } },
	{ name: 'a number as text would be', record: { port: 443 }, facts: { port: '443' } },
	{
		name: 'what lists hold, whatever its order',
		record: {
			identities: [
				{ id: 2, label: 'b' },
				{ id: 1, label: 'a' },
			],
		},
		facts: { 'identities.id': '["1","2"]' },
	},
	{ name: 'nothing of what is empty', record: { verdict: '', port: null }, facts: undefined },
	{ name: 'nothing of a member that nobody asked for', record: { label: 'a' }, facts: undefined },
	{
		name: 'nothing of lists in lists, however deep',
		record: { verdict: nested, port: 1 },
		facts: { port: '1' },
	},
])('facts are $name', ({ record, facts }) => {
	expect(factsOf(record as never, ['verdict', 'port', 'identities.id'])).toEqual(facts);
});
