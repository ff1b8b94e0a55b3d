import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { bytesOf, type Call } from './exchange';

/** What the `Authorization` header of a signed request says. */
interface Signed {
	readonly accessKeyId: string;
	readonly day: string;
	readonly region: string;
	readonly headers: readonly string[];
	readonly signature: string;
}

export interface SigningKey {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly region: string;
}

/** Why a request is refused: the code and the status that S3 answers with. */
export interface Refusal {
	readonly status: number;
	readonly code: string;
}

const HEADER =
	/^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const refusals = {
	anonymous: { status: 403, code: 'AccessDenied' },
	unreadable: { status: 400, code: 'AuthorizationHeaderMalformed' },
	stranger: { status: 403, code: 'InvalidAccessKeyId' },
	late: { status: 403, code: 'RequestTimeTooSkewed' },
	forged: { status: 403, code: 'SignatureDoesNotMatch' },
	altered: { status: 400, code: 'XAmzContentSHA256Mismatch' },
} as const satisfies Readonly<Record<string, Refusal>>;

const MOST_SKEW_MS = 15 * 60_000;

/**
 * Checks the signature of a request, version 4, in a header:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 *
 * @returns why it is refused, or nothing
 */
export function refusalOf(call: Call, key: SigningKey): Refusal | undefined {
	const header = call.headers['authorization'];
	if (header === undefined) return refusals.anonymous;
	const signed = readHeader(header);
	const at = call.headers['x-amz-date'] ?? '';
	if (!signed || signed.region !== key.region || !at.startsWith(signed.day)) return refusals.unreadable;
	if (signed.accessKeyId !== key.accessKeyId) return refusals.stranger;
	if (!(Math.abs(timeOf(at) - call.at) <= MOST_SKEW_MS)) return refusals.late;
	const body = hash(bytesOf(call));
	const announced = call.headers['x-amz-content-sha256'] ?? '';
	if (!isEqual(signatureOf(call, signed, key, at, announced), signed.signature)) return refusals.forged;
	return announced === body || announced === 'UNSIGNED-PAYLOAD' ? undefined : refusals.altered;
}

function readHeader(header: string): Signed | undefined {
	const [, accessKeyId, day, region, names, signature] = HEADER.exec(header) ?? [];
	if (!accessKeyId || !day || !region || !names || !signature) return undefined;
	return { accessKeyId, day, region, headers: names.split(';'), signature };
}

/** `20261126T020000Z` */
const timeOf = (text: string): number =>
	Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function signatureOf(call: Call, signed: Signed, key: SigningKey, at: string, body: string): string {
	const { day, region } = signed;
	const canonical = [
		call.method,
		call.path,
		canonicalQuery(call),
		...signed.headers.map((name) => `${name}:${(call.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
		'',
		signed.headers.join(';'),
		body,
	].join('\n');
	const scope = `${day}/${region}/s3/aws4_request`;
	const text = ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n');
	const seed = `AWS4${key.secretAccessKey}`;
	const signingKey = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
		(secret, part) => hmac(secret, part).digest(),
		seed,
	);
	return hmac(signingKey, text).digest('hex');
}

const canonicalQuery = (call: Call): string =>
	[...call.query]
		.map((pair) => pair.map(encoded).join('='))
		.sort()
		.join('&');

const encoded = (text: string): string =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

const hash = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text);

const isEqual = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));
