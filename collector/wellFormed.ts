/** False for text with half of a surrogate pair, which is no character and has no encoding in an address. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
