import { VendorError } from '../../collector/errors';
import type { VendorRecord } from '../../collector/feed';
import { floorTo, type Window } from '../../collector/time';
import type { WalkPage } from '../../collector/walk';

/** What a record of the vendor in memory holds; twins are equal in everything and yet two records. */
export type Row = VendorRecord & { readonly at: number; readonly name: string };

/** How the vendor behaves; each switch off by default. */
export interface Behaviour {
	/** Times within one grain have no order, and bounds count whole grains where they are not half open. */
	readonly grain: number;
	/** Which records a full answer holds; `any` is no choice at all. */
	readonly selects: 'newest' | 'oldest' | 'any';
	/** How the records of one answer are sorted. */
	readonly order: 'ascending' | 'descending';
	/** Records of one grain come in another order with every request. */
	readonly shuffles: boolean;
	readonly bounds: 'halfOpen' | 'inclusive' | 'exclusive';
	/** Hands out fewer records than asked for, without a word. */
	readonly pageCap: number;
	/** Refuses offsets from here on. */
	readonly offsetCap: number;
	readonly ignoresOffset: boolean;
	/** Requests that fail, by number from 1. */
	readonly failing: ReadonlySet<number>;
}

const WELL_BEHAVED: Behaviour = {
	grain: 1_000,
	selects: 'newest',
	order: 'descending',
	shuffles: false,
	bounds: 'halfOpen',
	pageCap: Infinity,
	offsetCap: Infinity,
	ignoresOffset: false,
	failing: new Set(),
};

export const downForNow = new VendorError({
	message: 'The vendor in memory is down',
	nextStep: 'Wait for it.',
	cause: 'temporarily-unavailable',
	status: 503,
});

export interface Question {
	readonly window: Window;
	readonly offset: number;
	readonly limit: number;
}

/** A list in memory that is asked like a vendor: by time, limit and offset. */
export class MemoryVendor {
	readonly behaviour: Behaviour;
	readonly questions: Question[] = [];
	private readonly random = randomNumbers(20_261_120);

	constructor(
		readonly rows: readonly Row[],
		behaviour: Partial<Behaviour> = {},
	) {
		this.behaviour = { ...WELL_BEHAVED, ...behaviour };
	}

	/** @throws VendorError when this request is one of the failing ones */
	async read(question: Question): Promise<WalkPage> {
		const { failing, offsetCap, ignoresOffset, pageCap, order } = this.behaviour;
		const number = this.questions.push(question);
		// As over a network, an answer does not come in the same turn.
		await Promise.resolve();
		if (failing.has(number)) throw downForNow;
		if (question.offset >= offsetCap) return { rows: [], refused: true };
		const offset = ignoresOffset ? 0 : question.offset;
		const length = Math.min(question.limit, pageCap);
		const page = this.sorted(question.window).slice(offset, offset + length);
		return { rows: order === this.sliceOrder ? page : page.reverse() };
	}

	private get sliceOrder(): Behaviour['order'] {
		return this.behaviour.selects === 'oldest' ? 'ascending' : 'descending';
	}

	private sorted(window: Window): Row[] {
		const { selects, shuffles, grain } = this.behaviour;
		const rows = this.rows.filter(({ at }) => this.lies(at, window));
		if (selects === 'any') return this.shuffled(rows);
		const moment = ({ at }: Row) => (shuffles ? floorTo(at, grain) : at);
		const direction = this.sliceOrder === 'ascending' ? 1 : -1;
		return (shuffles ? this.shuffled(rows) : rows).sort((a, b) => (moment(a) - moment(b)) * direction);
	}

	private lies(at: number, { from, to }: Window): boolean {
		const { bounds, grain } = this.behaviour;
		if (bounds === 'halfOpen') return at >= from && at < to;
		const moment = floorTo(at, grain);
		return bounds === 'inclusive' ? moment >= from && moment <= to : moment > from && moment < to;
	}

	private shuffled(rows: readonly Row[]): Row[] {
		const left = [...rows];
		return rows.flatMap(() => left.splice(Math.floor(this.random() * left.length), 1));
	}
}

/** Numbers in [0, 1) that look random and are the same in every run: mulberry32. */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
