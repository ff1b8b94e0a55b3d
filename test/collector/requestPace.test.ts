import { get, ok, setUp } from '../support/scriptedSend';

describe('how many requests at once are of use', () => {
	it.each([
		{ name: 'all, where nothing limits them', rate: undefined, took: 100, hands: Infinity },
		{ name: 'two, where an answer comes before the next may be asked for', rate: 5, took: 100, hands: 2 },
		{ name: 'as many as the limit lets through meanwhile and one more', rate: 5, took: 900, hands: 6 },
	])('$name', async ({ rate, took, hands }) => {
		const account = rate === undefined ? {} : { rate: { requests: rate, perMs: 1_000 } };
		const { ask } = setUp([ok], { account, took });
		expect(ask.usefulHands()).toBe(Infinity);
		await ask(get());
		expect(ask.usefulHands()).toBe(hands);
	});
});
