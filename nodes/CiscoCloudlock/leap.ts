import { floorTo } from '../../collector/time';
import { limits } from './limits';

/** A place in the list and the time of the record there, ms. */
export interface Mark {
	readonly offset: number;
	readonly time: number;
}

/**
 * Finds a place further down a list that comes newest first, where the records are not yet older than `until`: at most a
 * page above the first older one. It is the place it began at where the list turns out not to be sorted.
 *
 * @param timeAt asks for the time of the record at an index; `undefined` beyond the end of the list
 * @param until ms
 */
export async function leap(
	timeAt: (offset: number) => Promise<number | undefined>,
	from: Mark,
	until: number,
	pageLength: number,
): Promise<number> {
	let near = from;
	let far = Infinity;
	for (let step = 8 * pageLength; far - near.offset > pageLength; ) {
		const offset = far === Infinity ? near.offset + step : Math.floor((near.offset + far) / 2);
		const time = await timeAt(offset);
		if (time !== undefined && floorTo(time, limits.grain) > near.time) return from.offset;
		if (time === undefined || time < until) far = offset;
		else near = { offset, time };
		step *= 2;
	}
	// Rows that vanish meanwhile pull the older ones up by as much.
	return Math.max(from.offset, near.offset - pageLength);
}
