/** What a table says of a word a vendor may send; words like `constructor`, which all objects know, are in none. */
export const rowOf = <T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
	word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
