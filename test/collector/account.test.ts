import { shared } from '../../collector/account';
import { Limiter } from '../../collector/limiter';

describe('what runs of one account share', () => {
	it('is one thing for one key', () => {
		expect(shared('account: one')).toBe(shared('account: one'));
	});

	it('is another thing for another key', () => {
		expect(shared('account: one').limiter).not.toBe(shared('account: two').limiter);
	});

	it('begins with a budget of its own and no renewal', () => {
		expect(shared('account: new')).toMatchObject({
			limiter: expect.any(Limiter),
			generation: 0,
			renewing: 0,
			refusal: undefined,
		});
	});
});
