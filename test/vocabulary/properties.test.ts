import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../collector/json';
import { type Emulator, exactDigitsAsText, startEmulator } from '../../emulator';
import { complaints, leftIn, mappers, vendors } from '../support/vocabularies';

/** Records a vendor. */
const RECORDS = Number(process.env['MAPPED'] ?? 10_000);

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({
		records: { umbrella: 400, umbrellaLegacy: 200, cloudlock: 300, informatica: 400, defender: 400 },
	});
});
afterAll(async () => await emulator.close());

/** A place in a record, by numbers that may be larger than there are places, and what is put there. */
const change = fc.record({
	steps: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }),
	value: fc.oneof(
		fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
		fc.constantFrom<JsonValue>(
			'',
			' ',
			'192.0.2.7',
			'::1',
			'x@example.test',
			0,
			-1,
			65_536,
			1e21,
			'12',
			null,
		),
		fc.constant(undefined),
	),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** The record with another value at one place, or without it. */
function changed(
	value: JsonValue,
	[step = 0, ...deeper]: readonly number[],
	put: Change['value'],
): JsonValue {
	if (typeof value !== 'object' || value === null) return put ?? null;
	const entries = Object.entries(value);
	const [name, member] = entries[step % Math.max(1, entries.length)] ?? [];
	if (name === undefined) return value;
	const next = deeper.length > 0 ? changed(member ?? null, deeper, put) : put;
	if (Array.isArray(value))
		return value.map((one: JsonValue, i) => (String(i) === name ? (next ?? null) : one));
	return Object.fromEntries(
		entries.flatMap(([one, kept]) =>
			one !== name ? [[one, kept]] : next === undefined ? [] : [[one, next]],
		),
	) as JsonObject;
}

/** The members that were taken and those that were left, together again. */
function together(record: JsonObject, paths: readonly string[], left: unknown): unknown {
	const whole = structuredClone(left ?? {}) as Record<string, unknown>;
	for (const path of paths) {
		const members = path.split('.');
		let from: unknown = record;
		let to: Record<string, unknown> = whole;
		for (const [i, member] of members.entries()) {
			from = (from as Record<string, unknown>)[member];
			const isLast = i === members.length - 1;
			if (isLast) to[member] = structuredClone(from);
			else to = (to[member] ??= Array.isArray(from) ? [] : {}) as Record<string, unknown>;
		}
	}
	return whole;
}

describe.each(Object.entries(vendors))('%s', (_name, { vocabularies, sources }) => {
	const samples = (): readonly JsonObject[] =>
		sources.flatMap((source) =>
			emulator.records(source).map((record) => exactDigitsAsText(record) as JsonObject),
		);

	it.each(['ocsf', 'ecs'] as const)(
		'any record becomes a valid event of %s, and nothing of it is lost',
		(vocabulary) => {
			const records = samples();
			fc.assert(
				fc.property(fc.nat(), fc.array(change, { maxLength: 4 }), (which, changes) => {
					const sample = records[which % records.length] ?? {};
					const record = changes.reduce<JsonValue>(
						(value, { steps, value: put }) => changed(value, steps, put),
						sample,
					) as JsonObject;
					const { event, paths } = mappers[vocabulary](vocabularies, record);
					expect(complaints(vocabulary, event)).toEqual([]);
					expect(together(record, paths, leftIn(vocabulary, event, vocabularies))).toEqual(record);
				}),
				{ numRuns: RECORDS },
			);
		},
	);

	it('gives the same event for the same record', () => {
		const [record = {}] = samples();
		const again = structuredClone(record);
		expect(mappers.ocsf(vocabularies, again)).toEqual(mappers.ocsf(vocabularies, record));
	});
});
