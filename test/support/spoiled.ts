import fc from 'fast-check';

/** One way to spoil the text of an answer. */
export interface Spoil {
	readonly kind: string;
	spoil(text: string): string;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Places in a JSON value, each with a way to put another value there, or none. */
interface Place {
	readonly value: Json;
	put(value: Json | undefined): void;
}

const isObject = (value: Json): value is { [name: string]: Json } =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function* placesIn(value: Json): Generator<Place> {
	if (Array.isArray(value))
		for (const [i, member] of value.entries()) {
			// A row that is left out is an answer like any other; one that becomes something else is not.
			yield { value: member, put: (next) => (value[i] = next ?? null) };
			yield* placesIn(member);
		}
	if (isObject(value))
		for (const [name, member] of Object.entries(value)) {
			yield {
				value: member,
				put(next) {
					if (next === undefined) delete value[name];
					else value[name] = next;
				},
			};
			yield* placesIn(member);
		}
}

const DEEP = 3_000;
const deep = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;
const HUGE = 'a huge number is put here';

const kindOf = (value: Json): string =>
	Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

/** Values of every type, of which only those of another type than what is there are wrong. */
const values: readonly Json[] = [
	null,
	true,
	7,
	-1e308,
	'x',
	'',
	[1, 'x', null],
	{ x: 1 },
	JSON.parse(deep) as Json,
];

/** Changes one place of the answer, found by a number that may be larger than there are places. */
function inJson(text: string, at: number, change: (place: Place) => void): string {
	const holder = { body: JSON.parse(text) as Json };
	const places = [...placesIn(holder as unknown as Json)];
	const place = places[at % places.length];
	if (place) change(place);
	return JSON.stringify(holder.body ?? null).replace(`"${HUGE}"`, '9'.repeat(400));
}

const at = fc.nat(100_000);
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

/** All the ways to spoil a good answer so that no reader can take it for another good one. */
export const spoils: fc.Arbitrary<Spoil> = fc.oneof(
	fc.record({ at, pick: fc.nat(values.length - 1) }).map(({ at: where, pick }) => ({
		kind: 'wrong type',
		spoil: (text: string) =>
			inJson(text, where, (place) => {
				const wrong = values
					.slice(pick)
					.concat(values)
					.find((value) => kindOf(value) !== kindOf(place.value));
				place.put(wrong);
			}),
	})),
	at.map((where) => ({
		kind: 'missing member',
		spoil: (text: string) => inJson(text, where, (place) => place.put(undefined)),
	})),
	at.map((where) => ({
		kind: 'huge number',
		spoil: (text: string) => inJson(text, where, (place) => place.put(HUGE)),
	})),
	share.map((length) => ({
		kind: 'cut off',
		spoil: (text: string) => text.slice(0, Math.floor(length * text.length)),
	})),
	fc
		.record({ share, junk: fc.constantFrom('\u0000', '\ud800', '}', '"', ',,', '\ufffd', '<') })
		.map(({ share: where, junk }) => ({
			kind: 'junk in front of it',
			spoil: (text: string) => junk + text.slice(Math.floor(where * 3)),
		})),
	fc
		.constantFrom(
			'null',
			'{}',
			'""',
			'0',
			'true',
			'[[]]',
			'[null]',
			deep,
			'<html><title>Sign in</title></html>',
			'\ufeff\ufeff{}',
			'{"data":{"length":3}}',
		)
		.map((body) => ({ kind: 'another answer', spoil: () => body })),
	fc.constant({ kind: 'two bytes a character', spoil: (text: string) => text.split('').join('\u0000') }),
);
