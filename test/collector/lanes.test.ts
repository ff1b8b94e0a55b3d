import { Lanes } from '../../collector/lanes';

const passage = (took: number, began = 0, isThrottled = false) => ({
	began,
	ended: began + took,
	isThrottled,
});

/** So many requests under way, and as many that wait. */
async function busy(count: number, waiting = 0) {
	const lanes = new Lanes();
	for (let i = 0; i < count; i++) await lanes.enter();
	const entered: number[] = [];
	for (let i = 0; i < waiting; i++) void lanes.enter().then(() => entered.push(i));
	const settled = async () => await new Promise(setImmediate);
	return { lanes, entered, settled };
}

describe('lanes', () => {
	it.each([
		{ name: 'a request that is refused halves what was under way', leaves: [passage(100, 0, true)], open: 4 },
		{
			name: 'requests that were refused together halve it once',
			leaves: [passage(100, 0, true), passage(110, 20, true)],
			open: 4,
		},
		{
			name: 'a request that is refused later halves it again',
			leaves: [passage(100, 0, true), passage(100, 200, true)],
			open: 2,
		},
		{ name: 'a slow answer takes a quarter', leaves: [passage(100), passage(2_000, 100)], open: 5 },
		{
			name: 'an answer that is slow by little takes nothing',
			leaves: [passage(100), passage(900)],
			open: 32,
		},
		{ name: 'vendors that are always slow are usual', leaves: [passage(9_000), passage(9_500)], open: 32 },
		{ name: 'good answers leave it wide', leaves: [passage(100), passage(100)], open: 32 },
	])('$name', async ({ leaves, open }) => {
		const { lanes } = await busy(8);
		for (const left of leaves) lanes.leave(left);
		expect(lanes.open).toBe(open);
	});

	it('widen by one for as many good answers as are under way', async () => {
		const { lanes } = await busy(8);
		lanes.leave(passage(100, 0, true));
		for (let i = 0; i < 5; i++) lanes.leave(passage(100, 200 + i));
		expect(lanes.open).toBe(5);
	});

	it('never close', async () => {
		const { lanes } = await busy(1);
		for (let i = 0; i < 9; i++) {
			lanes.leave(passage(100, i * 1_000, true));
			await lanes.enter();
		}
		expect(lanes.open).toBe(1);
	});

	it('let those who wait in, in their order, when one leaves', async () => {
		const { lanes, entered, settled } = await busy(32, 3);
		await settled();
		expect(entered).toEqual([]);
		lanes.leave(passage(100));
		lanes.leave();
		await settled();
		expect(entered).toEqual([0, 1]);
	});

	it('keep those who wait back after they became narrower', async () => {
		const { lanes, entered, settled } = await busy(32, 3);
		for (let i = 0; i < 16; i++) lanes.leave(passage(100, 0, true));
		await settled();
		expect(entered).toEqual([]);
		lanes.leave(passage(100));
		await settled();
		expect(entered).toEqual([0]);
	});
});
