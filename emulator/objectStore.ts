import { createHash } from 'node:crypto';
import { refusalOf } from './awsSignature';
import { emulatorKeys } from './credentials';
import { bytesOf, type Answer, type Call, type Route } from './exchange';
import type { FaultRule } from './faults';
import type { JsonValue } from './json';
import type { Service } from './vendor';

/** What lies under a key of the bucket. */
export interface StoredObject {
	readonly key: string;
	readonly type: string;
	readonly bytes: Buffer;
	/** Epoch milliseconds. */
	readonly at: number;
}

const keys = emulatorKeys.s3;

/** Stores that speak S3 may stand below a path, as here; the bucket follows ("path style"). */
const BASE = '/s3';

const xml = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
	status,
	headers,
	text: `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
	type: 'application/xml',
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const refuse = (call: Call, status: number, code: string): Answer =>
	xml(status, `<Error><Code>${code}</Code><Resource>${call.path}</Resource></Error>`);

/**
 * A small object store with one bucket: where it lies, and putting objects into it, as n8n's own S3 node does. An object
 * put under a key that is taken replaces the other. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export class ObjectStore implements Service {
	readonly name = 's3';
	readonly objects: StoredObject[] = [];
	readonly routes: readonly Route[];

	constructor(readonly faults: () => readonly FaultRule[]) {
		const route = (method: 'GET' | 'PUT', path: string, answer: (call: Call) => Answer): Route => ({
			kind: 'data',
			methods: [method],
			path: BASE + path,
			answer: (call) => denied(call) ?? answer(call),
		});
		this.routes = [
			route('GET', '/:bucket', (call) => location(call)),
			route('PUT', '/:bucket/*', (call) => this.put(call)),
		];
	}

	/** Faults answer in JSON; a client of S3 goes by the status. */
	refusal(status: number): JsonValue {
		return { Code: status === 429 || status === 503 ? 'SlowDown' : 'InternalError' };
	}

	private put(call: Call): Answer {
		const bytes = bytesOf(call);
		const digest = createHash('md5').update(bytes).digest('base64');
		if ((call.headers['content-md5'] ?? digest) !== digest) return refuse(call, 400, 'BadDigest');
		const key = decodeURIComponent(call.path.slice(`${BASE}/${keys.bucket}/`.length));
		if (key === '') return refuse(call, 400, 'InvalidRequest');
		const object = { key, type: call.headers['content-type'] ?? '', bytes, at: call.at };
		const taken = this.objects.findIndex((other) => other.key === key);
		if (taken < 0) this.objects.push(object);
		else this.objects[taken] = object;
		return { status: 200, headers: { etag: `"${createHash('md5').update(bytes).digest('hex')}"` } };
	}
}

function denied(call: Call): Answer | undefined {
	const refusal = refusalOf(call, keys);
	if (refusal) return refuse(call, refusal.status, refusal.code);
	return call.params['bucket'] === keys.bucket ? undefined : refuse(call, 404, 'NoSuchBucket');
}

const location = (call: Call): Answer =>
	call.query.has('location')
		? xml(
				200,
				`<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${keys.region}</LocationConstraint>`,
			)
		: refuse(call, 501, 'NotImplemented');
