import type { IExecuteFunctions } from 'n8n-workflow';
import { executionClock } from '../../nodes/shared/run/clock';

const context = {} as IExecuteFunctions;

/** A host whose time of day is set while somebody waits. */
const setBy = (ms: number): void => {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + ms);
};
afterEach(() => jest.restoreAllMocks());

describe('the clock of an execution', () => {
	it.each([
		{ name: 'stays', ms: 0 },
		{ name: 'is set back', ms: -3_600_000 },
		{ name: 'is set forward', ms: 3_600_000 },
	])('waits as long as it was asked to where the time of day $name', async ({ ms }) => {
		const clock = executionClock(context);
		const begun = clock.elapsed();
		const waiting = clock.sleep(300);
		setBy(ms);
		await waiting;
		const waited = clock.elapsed() - begun;
		expect(waited).toBeGreaterThanOrEqual(295);
		expect(waited).toBeLessThan(2_000);
	});

	it('tells the time of day as the host does', () => {
		setBy(-3_600_000);
		expect(Math.abs(executionClock(context).now() - Date.now())).toBeLessThan(1_000);
	});
});
