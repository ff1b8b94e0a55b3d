import { rowRandom } from './random';

export interface TimelineShape {
	readonly seed: number;
	readonly count: number;
	/** Epoch milliseconds; the last record lies before `to`. */
	readonly from: number;
	readonly to: number;
	/** Milliseconds that every time is a multiple of. */
	readonly grain: number;
	/** Does this row share the instant of the row before? */
	readonly tied: (ordinal: number) => boolean;
}

/** Ascending times with irregular gaps, some of them none: a compact array, 8 bytes a record. */
export function timeline(shape: TimelineShape): Float64Array {
	const times = new Float64Array(shape.count);
	const random = rowRandom(shape.seed, shape.count);
	let reached = 0;
	for (let ordinal = 0; ordinal < shape.count; ordinal++) {
		reached += ordinal > 0 && shape.tied(ordinal) ? 0 : -Math.log(1 - random());
		times[ordinal] = reached;
	}
	const scale = (shape.to - shape.from - shape.grain) / (reached || 1);
	for (let ordinal = 0; ordinal < shape.count; ordinal++) {
		const time = shape.from + (times[ordinal] ?? 0) * scale;
		times[ordinal] = Math.floor(time / shape.grain) * shape.grain;
	}
	return times;
}
