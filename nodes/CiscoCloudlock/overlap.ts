/** A quarter of a page, five records at most: what may vanish between two requests without breaking the seam. */
export const overlapOf = (pageLength: number): number =>
	pageLength > 1 ? Math.max(1, Math.min(5, Math.floor(pageLength / 4))) : 0;
