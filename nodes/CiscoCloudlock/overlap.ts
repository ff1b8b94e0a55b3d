/** A quarter of a page, ten records at most: what may vanish between two requests without breaking the seam. */
export const overlapOf = (pageLength: number): number =>
	pageLength > 1 ? Math.max(1, Math.min(10, Math.floor(pageLength / 4))) : 0;
