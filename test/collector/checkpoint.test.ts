import {
	advance,
	type Checkpoint,
	MOST_SEEN,
	readCheckpoint,
	type Sighting,
	startAt,
	throughOthers,
	unseen,
} from '../../collector/checkpoint';
import { InputError } from '../../collector/errors';
import { MINUTE } from '../../collector/time';

const START = Date.UTC(2026, 10, 20);
const OVERLAP = 5 * MINUTE;

const sightings = (count: number, at = START + MINUTE, name = 'id'): ReadonlyArray<Sighting<number>> =>
	Array.from({ length: count }, (_, i) => ({ record: i, time: at, identity: `${name}${i}` }));

const over = (checkpoint: Checkpoint, to: number, found: ReadonlyArray<Sighting<unknown>>, most = Infinity) =>
	advance(checkpoint, { from: checkpoint.from, to }, found, { most, overlap: OVERLAP });

const stored = (checkpoint: object): unknown => JSON.parse(JSON.stringify(checkpoint));

describe('a stored checkpoint', () => {
	const { checkpoint } = over(startAt(START), START + 2 * MINUTE, sightings(3));

	it('is read back as it was', () => {
		expect(readCheckpoint(stored({ ...checkpoint, slice: 7 }), OVERLAP)).toEqual({ ...checkpoint, slice: 7 });
	});

	it.each([
		{ name: 'behind its start', start: START, from: START + MINUTE },
		{ name: 'no further than its start', start: START + 4 * MINUTE, from: START + 4 * MINUTE },
	])('of version 1 is read on from its overlap, $name', ({ start, from }) => {
		const { seen } = checkpoint;
		const old = { version: 1, start, since: START + MINUTE + OVERLAP, seen };
		expect(readCheckpoint(stored(old), OVERLAP)).toEqual({ version: 2, from, since: old.since, seen });
	});

	it.each([{ value: undefined }, { value: null }])('is none when there is $value', ({ value }) => {
		expect(readCheckpoint(value, OVERLAP)).toBeUndefined();
	});

	it.each([
		{ name: 'text', value: 'checkpoint' },
		{ name: 'a list', value: [] },
		{ name: 'a later version', value: { ...startAt(START), version: 9 } },
		{ name: 'no time', value: { ...startAt(START), since: 'now' } },
		{ name: 'no place to read from', value: { ...startAt(START), from: null } },
		{ name: 'version 1 without a start', value: { version: 1, since: START, seen: {} } },
		{ name: 'no identities', value: { ...startAt(START), seen: null } },
	])('is never taken for none: $name', ({ value }) => {
		expect(() => readCheckpoint(value, OVERLAP)).toThrow(InputError);
	});
});

describe('after a change of filters', () => {
	const old = over(startAt(START), START + 4 * MINUTE, sightings(2, START + MINUTE, 'old')).checkpoint;
	const found = [
		...sightings(2, START + MINUTE, 'old'),
		...sightings(3, START + 2 * MINUTE, 'before'),
		...sightings(4, START + 4 * MINUTE, 'after'),
	];
	const first = over(throughOthers(old), START + 5 * MINUTE, found, 3);

	it('what lies before it is not handed over, and takes no place of what is', () => {
		expect(first.handOver.map(({ identity }) => identity)).toEqual(['after0', 'after1', 'after2']);
	});

	it('what lies before it is not handed over later either, and what was left is', () => {
		const second = over(first.checkpoint, START + 6 * MINUTE, found);
		expect(second.handOver.map(({ identity }) => identity)).toEqual(['after3']);
	});

	it('a record that becomes known late is handed over as ever', () => {
		const late = sightings(1, START + 2 * MINUTE, 'late');
		const second = over(first.checkpoint, START + 6 * MINUTE, [...found, ...late]);
		expect(second.handOver.map(({ identity }) => identity)).toEqual(['late0', 'after3']);
	});

	it('a twin of what lies before it is told from it by its number', () => {
		const twins = [...found, ...sightings(1, START + 2 * MINUTE, 'before')];
		const [twin] = over(first.checkpoint, START + 6 * MINUTE, twins).handOver;
		expect([twin?.identity, twin?.occurrence]).toEqual(['before0', 2]);
	});

	it('is stored until the look back was read', () => {
		expect(readCheckpoint(stored(throughOthers(old)), OVERLAP)).toEqual({ ...old, refiltered: true });
		expect(first.checkpoint).not.toHaveProperty('refiltered');
	});
});

describe('what was not handed over before', () => {
	it('is each twin beyond those that were, by its number', () => {
		const twin = { record: 'twin', time: START + 1, identity: 'twin' };
		const known = over(startAt(START), START + 2, [twin, twin]);
		expect(known.handOver.map(({ occurrence }) => occurrence)).toEqual([1, 2]);
		expect(unseen(known.checkpoint, [twin, twin, twin])).toEqual([{ ...twin, occurrence: 3 }]);
	});
});

describe('records without an id', () => {
	const identity = 'identity-11';
	const at = START + MINUTE;
	const of = (name: string, wording: string) => ({ record: name, time: at, identity, wording });
	const before = of('a', 'a1-wording-');
	const { checkpoint } = over(startAt(START), START + 2 * MINUTE, [before]);
	/** As versions before 0.2 left it: the wording alone. */
	const old: Checkpoint = { ...startAt(START), seen: { [at]: [before.wording] } };
	const freshOf = (known: Checkpoint, found: ReadonlyArray<Sighting<string>>) =>
		unseen(known, found).map(({ record, occurrence }) => [record, occurrence]);

	it.each([
		{ name: 'worded as before', found: [before], fresh: [] },
		{ name: 'worded anew', found: [of('a', 'a2-wording-')], fresh: [] },
		{
			name: 'beside a late twin, whichever comes first',
			found: [of('late', 'b1-wording-'), before],
			fresh: [['late', 2]],
		},
		{ name: 'twice', found: [before, before], fresh: [['a', 2]] },
	])('are handed over once, $name', ({ found, fresh }) => {
		expect(freshOf(checkpoint, found)).toEqual(fresh);
	});

	it.each([
		{ name: 'worded as before', found: [before], fresh: [] },
		{ name: 'beside a late twin', found: [of('late', 'b1-wording-'), before], fresh: [['late', 2]] },
		{ name: 'with a twin', found: [before, before], fresh: [['a', 2]] },
		{ name: 'another', found: [{ ...before, identity: 'identity-12', wording: 'other' }], fresh: [['a', 1]] },
	])('are known by what an earlier version remembered, $name', ({ found, fresh }) => {
		expect(freshOf(old, found)).toEqual(fresh);
	});

	it('are known from then on, too', () => {
		const next = over(old, START + 3 * MINUTE, [before, of('late', 'b1-wording-')]);
		expect(next.handOver.map(({ record }) => record)).toEqual(['late']);
		expect(freshOf(next.checkpoint, [of('late', 'b2-wording-'), before])).toEqual([]);
	});
});

describe('moving on', () => {
	it('keeps a late record in reach that had to be left', () => {
		const first = over(startAt(START), START + 10 * MINUTE, []);
		const late = sightings(2, START + 6 * MINUTE);
		const second = over(first.checkpoint, START + 11 * MINUTE, late, 1);
		const third = over(second.checkpoint, START + 30 * MINUTE, late);
		expect([second, third].map(({ handOver }) => handOver.length)).toEqual([1, 1]);
		expect(second.checkpoint.from).toBeLessThanOrEqual(START + 6 * MINUTE);
	});

	it.each([
		{ name: 'longer', overlap: 60 * MINUTE },
		{ name: 'shorter', overlap: MINUTE },
	])('looks at nothing forgotten again when the overlap becomes $name', ({ overlap }) => {
		const found = sightings(3);
		const before = over(startAt(START), START + 30 * MINUTE, found).checkpoint;
		const stretch = { from: before.from, to: START + 31 * MINUTE };
		const after = advance(before, stretch, [], { most: 1, overlap }).checkpoint;
		expect(before.from).toBe(START + 25 * MINUTE);
		expect(after.from).toBeGreaterThanOrEqual(before.from);
	});
});

describe('more than can be remembered', () => {
	it('shortens the look back by whole minutes, the oldest first, and says so', () => {
		const both = [...sightings(1), ...sightings(MOST_SEEN, START + 2 * MINUTE, 'new')];
		const { checkpoint, shortenedTo } = over(startAt(START), START + 3 * MINUTE, both);
		expect(Object.keys(checkpoint.seen)).toEqual([String(START + 2 * MINUTE)]);
		expect([checkpoint.from, shortenedTo]).toEqual([START + 2 * MINUTE, MINUTE]);
	});

	it('is silent while there is room', () => {
		const both = [...sightings(1), ...sightings(MOST_SEEN - 1, START + 2 * MINUTE, 'new')];
		expect(over(startAt(START), START + 3 * MINUTE, both).shortenedTo).toBeUndefined();
	});

	it('never forgets the moment it stands in', () => {
		const burst = sightings(MOST_SEEN + 10, START + MINUTE);
		const first = over(startAt(START), START + 2 * MINUTE, burst, MOST_SEEN + 5);
		const second = over(first.checkpoint, START + 3 * MINUTE, burst);
		expect(second.handOver).toHaveLength(5);
	});
});
