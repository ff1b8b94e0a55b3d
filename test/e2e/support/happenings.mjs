import { mulberry32 } from '../../../emulator/random.ts';

const EVERY_MS = 500;

/** Well inside every vendor's usual look-back. */
const LATEST_MS = 5 * 60_000;

/** `SEED=… npm run test:e2e` tells another story. */
export const random = mulberry32(Number(process.env.SEED ?? 20261120));

/**
 * Lets records happen at the vendors of some workflows: all the while until told to stop, or many at once.
 *
 * @param {import('./world.mjs').World} world
 * @param {readonly import('./flows.mjs').Flow[]} flows
 */
export function happeningsFor({ emulator }, flows) {
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	return {
		/** Alone, as ties on one instant, and late. */
		begin() {
			timer = setInterval(() => {
				for (const { vendor } of flows) if (random() < 0.3) emulator.happen(vendor.source, something());
			}, EVERY_MS);
		},

		end: () => clearInterval(timer),

		/** @param {number} n records at every vendor, all on one instant */
		burst(n) {
			for (const { vendor } of flows) emulator.happen(vendor.source, { n, ties: true });
		},
	};
}

const something = () => ({
	n: 1 + Math.floor(random() * 3),
	ties: random() < 0.5,
	late: random() < 0.2 ? Math.floor(random() * LATEST_MS) : 0,
});
