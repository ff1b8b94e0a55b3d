import { Budget, SpentError } from '../../collector/budget';
import { get } from '../support/scriptedSend';

/** A vendor that says what number the question was. */
const counting = () => {
	let asked = 0;
	return Object.assign(async () => await Promise.resolve((asked += 1)), {
		quote: async () => await Promise.resolve(`${asked} asked`),
		usefulHands: () => 3,
	});
};

it('answers as long as there are questions left', async () => {
	const budget = new Budget(2);
	const ask = budget.on(counting());
	expect([await ask(get()), await ask(get())]).toEqual([1, 2]);
	expect(budget.isSpent).toBe(true);
	await expect(ask(get())).rejects.toBeInstanceOf(SpentError);
});

it('does not ask what it refuses', async () => {
	const ask = new Budget(0).on(counting());
	await expect(ask(get())).rejects.toBeInstanceOf(SpentError);
	expect(await ask.quote('')).toBe('0 asked');
	expect(ask.usefulHands()).toBe(3);
});

it('has no end where none is set', async () => {
	const budget = new Budget(Infinity);
	const ask = budget.on(counting());
	for (let i = 0; i < 100; i++) await ask(get());
	expect(budget.isSpent).toBe(false);
});
