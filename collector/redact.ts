/** What follows a scheme and is no word: with a digit, a capital inside, or long. */
const AUTHORIZATION =
	/\b(bearer|Bearer|basic|Basic|token|Token)\s+(?=[\w.~+/=-]*(?:\d|[a-z][A-Z])|[\w.~+/=-]{16})[\w.~+/=-]{6,}/g;
const SHORTEST_SECRET = 4;
const LONGEST_TEXT = 400;

/**
 * Takes secrets out of text that came from elsewhere: every given secret, however it is spelt there, and whatever follows
 * an authorization scheme.
 */
export function redact(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.sort((a, b) => b.length - a.length)
		.reduce((clean, secret) => clean.replace(echoOf(secret), '***'), text)
		.replace(AUTHORIZATION, '$1 ***');
}

/** A secret in any spelling and case: sign by sign, as encodings may be mixed, or whole in base64, base64url or hex. */
function echoOf(secret: string): RegExp {
	const bytes = Buffer.from(secret);
	const base64 = bytes.toString('base64').replace(/=+$/, '');
	const whole = [base64, bytes.toString('base64url'), bytes.toString('hex')].map(literally);
	return new RegExp([[...secret].map(spellings).join(''), ...whole].join('|'), 'gi');
}

/** One sign as it stands in plain text, URLs (encoded once or more), forms, JSON and HTML. */
function spellings(sign: string): string {
	if (/^[a-z\d]$/i.test(sign)) return sign;
	const inUrl = [...Buffer.from(sign)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join('');
	const inJson = sign.split('').map((unit) => `\\\\u${hex(unit.charCodeAt(0), 4)}`);
	const code = sign.codePointAt(0) ?? 0;
	const inHtml = `&(?:#0*${code}|#x0*${hex(code, 2)}|${HTML_NAMES[sign] ?? '#'});`;
	const escaped = [`\\${sign}`, JSON.stringify(sign).slice(1, -1), sign].map(literally);
	const spelt = [...escaped, inUrl, inJson.join(''), inHtml, ...(sign === ' ' ? ['\\+'] : [])];
	return `(?:${spelt.join('|')})`;
}

const HTML_NAMES: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A vendor's text fit for one line of an error: one blank between words, and not endless. */
export function oneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT)}…` : line;
}
