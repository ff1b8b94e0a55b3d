import {
	differenceOf,
	isTokenNew,
	namesOf,
	readStream,
	shortHash,
	type Stream,
} from '../../collector/stream';

const made: Stream = { source: 'memory.activity', choice: 'dns', filters: 'f', account: 'a' };

interface Row {
	readonly name: string;
	readonly made?: Partial<Stream>;
	readonly now: Partial<Stream>;
	readonly difference: ReturnType<typeof differenceOf>;
	readonly names?: readonly [string, string];
}

const rows: readonly Row[] = [
	{ name: 'nothing', now: {}, difference: 'none' },
	{
		name: 'another source',
		now: { source: 'memory.other' },
		difference: 'other',
		names: ['memory.activity (dns)', 'memory.other (dns)'],
	},
	{
		name: 'another choice',
		now: { choice: '' },
		difference: 'other',
		names: ['memory.activity (dns)', 'memory.activity'],
	},
	{
		name: 'other filters',
		now: { filters: 'g' },
		difference: 'filters',
		names: ['memory.activity (dns) with other filters', 'memory.activity (dns)'],
	},
	{
		name: 'another account',
		now: { account: 'b' },
		difference: 'other',
		names: ['memory.activity (dns) of another account', 'memory.activity (dns)'],
	},
	{
		name: 'all of it',
		now: { choice: 'proxy', filters: 'g', account: 'b' },
		difference: 'other',
		names: ['memory.activity (dns) with other filters of another account', 'memory.activity (proxy)'],
	},
	{
		name: 'what an expression came to',
		made: { written: 'w' },
		now: { written: 'w', filters: 'g' },
		difference: 'none',
	},
	{
		name: 'what was written and what it came to',
		made: { written: 'w' },
		now: { written: 'x', filters: 'g' },
		difference: 'filters',
	},
	{
		name: 'how the same filters are written',
		made: { written: 'w' },
		now: { written: 'x' },
		difference: 'none',
	},
	{
		name: 'the stored credential of one token',
		made: { token: 't' },
		now: { token: 't', account: 'b' },
		difference: 'none',
	},
	{
		name: 'the stored credential and its token',
		made: { token: 't' },
		now: { token: 'u', account: 'b' },
		difference: 'other',
	},
];

it.each(rows)('a stream differs by $name: $difference', ({ made: more, now, difference, names }) => {
	const [before, after] = [
		{ ...made, ...more },
		{ ...made, ...now },
	];
	expect(differenceOf(before, after)).toBe(difference);
	if (names) expect(namesOf(before, after)).toEqual(names);
});

it.each([
	{ name: 'another token of one credential', token: 'u', account: 'a', isNew: true },
	{ name: 'the same token', token: 't', account: 'a', isNew: false },
	{ name: 'the same token in another credential', token: 't', account: 'b', isNew: false },
])('$name is told: $isNew', ({ token, account, isNew }) => {
	expect(isTokenNew({ ...made, token: 't' }, { ...made, token, account })).toBe(isNew);
});

it.each([
	{ name: 'a whole one', value: made, read: made },
	{
		name: 'one with all it may hold',
		value: { ...made, written: 'w', token: 't', more: 1 },
		read: { ...made, written: 'w', token: 't' },
	},
	{ name: 'none', value: undefined, read: undefined },
	{ name: 'one that lacks its account', value: { ...made, account: undefined }, read: undefined },
	{ name: 'one that lacks its filters', value: { ...made, filters: 7 }, read: undefined },
])('$name is read from what is stored', ({ value, read }) => {
	expect(readStream(value)).toEqual(read);
});

it('a hash is short, and does not hold what it is of', () => {
	expect(shortHash('a secret')).toMatch(/^[\w-]{8}$/);
	expect(shortHash('a secret')).not.toBe(shortHash('another secret'));
});
