const AUTHORIZATION = /\b(Bearer|Basic|Token)\s+[\w.~+/=-]{6,}/gi;
const SHORTEST_SECRET = 4;
const LONGEST_TEXT = 400;

/**
 * Takes secrets out of text that came from elsewhere: every given secret in the spellings it may be echoed in (plain,
 * URL-encoded, JSON-escaped, base64) and whatever follows an authorization scheme.
 */
export function redact(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap(spellings)
		.sort((a, b) => b.length - a.length)
		.reduce((clean, spelling) => clean.split(spelling).join('***'), text)
		.replace(AUTHORIZATION, '$1 ***');
}

const spellings = (secret: string): readonly string[] => [
	...new Set([
		secret,
		encodeURIComponent(secret),
		new URLSearchParams({ s: secret }).toString().slice(2),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	]),
];

/** A vendor's text fit for one line of an error: one blank between words, and not endless. */
export function oneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT)}…` : line;
}
