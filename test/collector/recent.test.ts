import * as fc from 'fast-check';
import { RecentIdentities } from '../../collector/recent';

describe('identities seen lately', () => {
	it('are new once', () => {
		const recent = new RecentIdentities();
		expect([recent.add('a'), recent.add('a'), recent.add('b')]).toEqual([true, false, true]);
	});

	it('can be asked for without being added', () => {
		const recent = new RecentIdentities();
		expect([recent.has('a'), recent.add('a'), recent.has('a')]).toEqual([false, true, true]);
	});

	it('are forgotten oldest first', () => {
		const recent = new RecentIdentities(2);
		for (const identity of ['a', 'b', 'c']) recent.add(identity);
		expect(['a', 'b', 'c'].map((identity) => recent.has(identity))).toEqual([false, true, true]);
	});

	it('are never more than the most, and always the latest', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(30).map(String)), fc.integer({ min: 1, max: 10 }), (identities, most) => {
				const recent = new RecentIdentities(most);
				const added = identities.filter((identity) => recent.add(identity));
				const kept = [...new Set(identities)].filter((identity) => recent.has(identity));
				expect(new Set(kept)).toEqual(new Set(added.slice(-most)));
			}),
		);
	});
});
