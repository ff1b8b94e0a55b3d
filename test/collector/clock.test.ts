import { CancelledError } from '../../collector/errors';
import { ManualClock } from '../support/manualClock';

/** The clock of these tests keeps the promises of `Clock`, or rules about time would be shown on sand. */
describe('a clock moved by hand', () => {
	it('stands still while nobody sleeps', () => {
		const clock = new ManualClock({ start: 5 });
		expect([clock.now(), clock.now()]).toEqual([5, 5]);
	});

	it('is later by what was slept', async () => {
		const clock = new ManualClock({ start: 0 });
		await clock.sleep(250);
		await clock.sleep(50);
		expect(clock.now()).toBe(300);
	});

	it('lets waits side by side overlap', async () => {
		const clock = new ManualClock({ start: 0 });
		await Promise.all([clock.sleep(250), clock.sleep(50), clock.sleep(100)]);
		expect(clock.now()).toBe(250);
	});

	it.each([
		{ name: 'before a wait', answers: [true], now: 0 },
		{ name: 'during a wait', answers: [false, true], now: 100 },
	])('stops a run that was cancelled $name', async ({ answers, now }) => {
		const left = [...answers];
		const clock = new ManualClock({ start: 0, isCancelled: () => left.shift() === true });
		await expect(clock.sleep(100)).rejects.toBeInstanceOf(CancelledError);
		expect(clock.now()).toBe(now);
	});

	it('draws the numbers it was given', () => {
		expect([new ManualClock().random(), new ManualClock({ random: () => 0.5 }).random()]).toEqual([0, 0.5]);
	});
});
