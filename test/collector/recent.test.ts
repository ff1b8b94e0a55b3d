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

	it('are forgotten oldest first, a generation at once', () => {
		const recent = new RecentIdentities(2);
		for (const identity of ['a', 'b', 'c', 'd', 'e']) recent.add(identity);
		expect(['a', 'b', 'c', 'd', 'e'].map((identity) => recent.has(identity))).toEqual([
			false,
			false,
			true,
			true,
			true,
		]);
	});

	it('are the latest ones at least, and no more than twice as many', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(30).map(String)), fc.integer({ min: 1, max: 10 }), (identities, least) => {
				const recent = new RecentIdentities(least);
				const added = identities.filter((identity) => recent.add(identity));
				const kept = [...new Set(identities)].filter((identity) => recent.has(identity));
				expect(kept).toEqual(expect.arrayContaining(added.slice(-least)));
				expect(kept.length).toBeLessThanOrEqual(2 * least);
			}),
		);
	});
});
