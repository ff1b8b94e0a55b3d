import fc from 'fast-check';

/** Mostly one of several values, and one time in twenty that of which every history takes long. */
export const mostly = (often: readonly number[], seldom: number): fc.Arbitrary<number> =>
	fc.oneof(
		{ weight: 19, arbitrary: fc.constantFrom(...often) },
		{ weight: 1, arbitrary: fc.constant(seldom) },
	);
