/** A deterministic source of numbers in [0, 1). */
export type Random = () => number;

/** Tommy Ettinger's mulberry32, public domain: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function mulberry32(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** One 32-bit number out of several, by the finaliser of MurmurHash3. */
export function mix(...parts: readonly number[]): number {
	let state = 0x9747b28c;
	for (const part of parts) {
		state ^= part >>> 0;
		state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
		state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
		state ^= state >>> 16;
	}
	return state >>> 0;
}

/** The numbers that belong to one row: the same row always draws the same ones. */
export const rowRandom = (seed: number, ordinal: number): Random => mulberry32(mix(seed, ordinal));

export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export const chance = (random: Random, share: number): boolean => random() < share;

export type NonEmpty<T> = readonly [T, ...T[]];

export function pick<T>(random: Random, list: NonEmpty<T>): T {
	return list[below(random, list.length)] ?? list[0];
}

/** Picks by weight. */
export function weighted<T>(random: Random, list: NonEmpty<readonly [weight: number, value: T]>): T {
	let total = 0;
	for (const entry of list) total += entry[0];
	let rest = random() * total;
	for (const entry of list) {
		rest -= entry[0];
		if (rest < 0) return entry[1];
	}
	return list[0][1];
}

function draw(random: Random, alphabet: string, length: number): string {
	let text = '';
	for (let index = 0; index < length; index++) text += alphabet.charAt(below(random, alphabet.length));
	return text;
}

/** Eight digits a draw: ids are the dearest part of a record. */
export function hex(random: Random, length: number): string {
	let text = '';
	while (text.length < length) text += below(random, 4294967296).toString(16).padStart(8, '0');
	return text.slice(0, length);
}

export const digits = (random: Random, length: number): string => draw(random, '0123456789', length);

export const base62 = (random: Random, length: number): string =>
	draw(random, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', length);

export const uuid = (random: Random): string =>
	`${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;

/** Fisher and Yates, in place. */
export function shuffle<T>(random: Random, list: T[]): T[] {
	for (let last = list.length - 1; last > 0; last--) {
		const other = below(random, last + 1);
		const kept = list[last] as T;
		list[last] = list[other] as T;
		list[other] = kept;
	}
	return list;
}
