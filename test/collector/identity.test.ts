import { shortIdentity, stableIdentities, stableIdentity } from '../../collector/identity';

const whole = (name: string) => JSON.stringify({ timestamp: 1, name });

it.each([
	{
		name: 'the id of the vendor',
		identity: '97134000_15600_2c9f#0',
		occurrence: 1,
		is: '97134000_15600_2c9f#0',
	},
	{
		name: 'the id of the vendor, also one in braces',
		identity: '{3F2504E0-4F89-11D3-9A0C-0305E82C3301}',
		occurrence: 1,
		is: '{3F2504E0-4F89-11D3-9A0C-0305E82C3301}',
	},
	{ name: 'a hash where there is none', identity: whole('a'), occurrence: 1, is: /^[\w-]{22}$/ },
	{ name: 'a hash and a number for a twin', identity: whole('a'), occurrence: 2, is: /^[\w-]{22}-2$/ },
])('a record is known by $name', ({ identity, occurrence, is }) => {
	expect(stableIdentity(identity, occurrence)).toEqual(
		typeof is === 'string' ? is : expect.stringMatching(is),
	);
});

it('records that differ anywhere have different identities, and equal ones are numbered', () => {
	const [first, other, twin] = stableIdentities(['a', 'b', 'a'], whole);
	expect(other).not.toBe(first);
	expect(twin).toBe(`${first}-2`);
});

it('the hash is the same in every version: checkpoints and tickets are kept by it', () => {
	expect(stableIdentity(whole('a'), 1)).toBe('_ZWoU02FBk8Yf2ms2_I_Lj');
	expect(shortIdentity(whole('a'))).toBe('_ZWoU02FBk8');
});
