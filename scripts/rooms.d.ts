export const SHIPPED_ROOMS: readonly string[];
export const BUILT_FROM: readonly string[];
