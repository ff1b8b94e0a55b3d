import { advance, MOST_SEEN, readCheckpoint, startAt, unseen } from '../../collector/checkpoint';
import { MINUTE } from '../../collector/time';

const START = Date.UTC(2026, 10, 20);

const sightings = (count: number, at = START + MINUTE) =>
	Array.from({ length: count }, (_, i) => ({ record: i, time: at, identity: `id${i}` }));

describe('a stored checkpoint', () => {
	it('is read back as it was', () => {
		const stretch = { from: START, to: START + 2 * MINUTE };
		const { checkpoint } = advance(startAt(START), stretch, sightings(3), { most: 10, overlap: MINUTE * 5 });
		expect(readCheckpoint(JSON.parse(JSON.stringify({ ...checkpoint, slice: 7 })))).toEqual({
			...checkpoint,
			slice: 7,
		});
	});

	it.each([
		{ name: 'nothing', stored: undefined },
		{ name: 'text', stored: 'checkpoint' },
		{ name: 'another version', stored: { ...startAt(START), version: 9 } },
		{ name: 'no time', stored: { ...startAt(START), since: 'now' } },
		{ name: 'no identities', stored: { ...startAt(START), seen: null } },
	])('is none when it holds $name', ({ stored }) => {
		expect(readCheckpoint(stored)).toBeUndefined();
	});
});

describe('what was not handed over before', () => {
	it('is each twin beyond those that were', () => {
		const twin = { record: 'twin', time: START + 1, identity: 'twin' };
		const known = advance(startAt(START), { from: START, to: START + 2 }, [twin, twin], {
			most: 9,
			overlap: MINUTE,
		});
		expect(unseen(known.checkpoint, [twin, twin, twin])).toEqual([twin]);
	});
});

describe('moving on', () => {
	it('remembers no more than there is room for, and says how much it forgot', () => {
		const stretch = { from: START, to: START + 2 * MINUTE };
		const moved = advance(startAt(START), stretch, sightings(MOST_SEEN + 5), {
			most: MOST_SEEN + 5,
			overlap: 5 * MINUTE,
		});
		expect(moved.forgotten).toBe(5);
		expect(Object.values(moved.checkpoint.seen).flat()).toHaveLength(MOST_SEEN);
	});

	it('forgets an older minute before a newer one', () => {
		const stretch = { from: START, to: START + 3 * MINUTE };
		const both = [...sightings(1), ...sightings(MOST_SEEN, START + 2 * MINUTE)];
		const moved = advance(startAt(START), stretch, both, { most: both.length, overlap: 5 * MINUTE });
		expect(Object.keys(moved.checkpoint.seen)).toEqual([String(START + 2 * MINUTE)]);
	});
});
