/** Sets of characters that are UTF-8, or a part of it (WHATWG Encoding Standard, section 4.2). */
const READ = new Set(['utf-8', 'utf8', 'unicode-1-1-utf-8', 'us-ascii', 'ascii']);

/** What is no plain letter, and so may have been altered; UTF-16 shows as zeros between plain ones. */
const MAY_BE_ALTERED = /[^\t\n\r -~]/;

/**
 * The character set an answer names, where its text was read as UTF-8 although it is not: letters would be altered in
 * silence. `undefined` where nothing was.
 */
export function foreignCharset(contentType: string | undefined, text: string): string | undefined {
	const named = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1];
	if (named === undefined || READ.has(named.toLowerCase())) return undefined;
	return MAY_BE_ALTERED.test(text) ? named : undefined;
}
