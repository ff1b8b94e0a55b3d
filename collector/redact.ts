/** What follows a scheme and is no word: with a digit, a capital inside, or long. */
const AUTHORIZATION =
	/\b(bearer|Bearer|basic|Basic|token|Token)\s+(?=[\w.~+/=-]*(?:\d|[a-z][A-Z])|[\w.~+/=-]{16})[\w.~+/=-]{6,}/g;
const SHORTEST_SECRET = 4;
const LONGEST_TEXT = 400;

/**
 * Takes secrets out of text that came from elsewhere: every given secret in the spellings it may be echoed in (plain,
 * URL-encoded, JSON-escaped, base64 and base64url) and whatever follows an authorization scheme.
 */
export function redact(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap(spellings)
		.sort((a, b) => b.length - a.length)
		.reduce((clean, spelling) => clean.split(spelling).join('***'), text)
		.replace(AUTHORIZATION, '$1 ***');
}

function spellings(secret: string): readonly string[] {
	const inUrls = [encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)];
	const inJson = JSON.stringify(secret).slice(1, -1);
	return [
		...new Set([
			secret,
			...inUrls,
			...inUrls.map((text) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())),
			inJson,
			inJson.replaceAll('/', '\\/'),
			Buffer.from(secret).toString('base64').replace(/=+$/, ''),
			Buffer.from(secret).toString('base64url'),
		]),
	];
}

/** A vendor's text fit for one line of an error: one blank between words, and not endless. */
export function oneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT)}…` : line;
}
