import { exactDigitsAsText } from '../../../emulator/index.ts';

/**
 * What a desk holds against what happened, by the names that tickets give it.
 *
 * @typedef {object} Ledger
 * @property {string[]} missing happened oftener than there are tickets for it
 * @property {string[]} repeated have more tickets than they happened
 */

/**
 * @param {readonly string[]} happened
 * @param {readonly string[]} ticketed what each ticket names
 * @returns {Ledger}
 */
export function compare(happened, ticketed) {
	const open = new Map();
	for (const name of happened) open.set(name, (open.get(name) ?? 0) + 1);
	for (const name of ticketed) open.set(name, (open.get(name) ?? 0) - 1);
	const where = (test) => [...open].filter(([, left]) => test(left)).map(([name]) => name);
	return { missing: where((left) => left > 0), repeated: where((left) => left < 0) };
}

/** How many names a failure shows, and how much of each. */
const SHOWN = 3;
const SHOWN_CHARACTERS = 100;

/** A ledger that fits into a sentence. */
export const inBrief = ({ missing, repeated }) => ({ missing: some(missing), repeated: some(repeated) });

const some = (names) => ({
	count: names.length,
	first: names.slice(0, SHOWN).map((name) => name.slice(0, SHOWN_CHARACTERS)),
});

/** A record as a ticket carries it: the whole of it, with integers beyond 2^53 as text. */
export const inFull = (record) => JSON.stringify(exactDigitsAsText(record));
