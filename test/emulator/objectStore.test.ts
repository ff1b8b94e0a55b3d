import { createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { emulatorKeys } from '../../emulator';
import { refusalOf } from '../../emulator/awsSignature';
import { splitUrl, type Call } from '../../emulator/exchange';
import { Api, NOON } from './client';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const WELCOME = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072';

/** Amazon's own examples: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
describe('the signatures of the examples in the documentation', () => {
	const key = {
		accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
		secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
		region: 'us-east-1',
	};
	const plain = 'host;x-amz-content-sha256;x-amz-date';
	const example = (
		method: string,
		target: string,
		names: string,
		signature: string,
		more: Partial<Call> = {},
	): Call => ({
		...splitUrl(target),
		method,
		params: {},
		body: '',
		at: Date.parse('2013-05-24T00:00:00Z'),
		origin: '',
		...more,
		headers: {
			host: 'examplebucket.s3.amazonaws.com',
			'x-amz-date': '20130524T000000Z',
			'x-amz-content-sha256': EMPTY,
			authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${signature}`,
			...more.headers,
		},
	});
	const get = example(
		'GET',
		'/test.txt',
		'host;range;x-amz-content-sha256;x-amz-date',
		'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
		{ headers: { range: 'bytes=0-9' } },
	);
	const put = example(
		'PUT',
		'/test%24file.text',
		'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
		'98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
		{
			body: 'Welcome to Amazon S3.',
			headers: {
				date: 'Fri, 24 May 2013 00:00:00 GMT',
				'x-amz-storage-class': 'REDUCED_REDUNDANCY',
				'x-amz-content-sha256': WELCOME,
			},
		},
	);

	test.each<[string, Call]>([
		['GET Object', get],
		['PUT Object', put],
		[
			'GET Bucket Lifecycle',
			example(
				'GET',
				'/?lifecycle',
				plain,
				'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
			),
		],
		[
			'GET Bucket (List Objects)',
			example(
				'GET',
				'/?max-keys=2&prefix=J',
				plain,
				'34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
			),
		],
	])('%s holds', (_name, call) => {
		expect(refusalOf(call, key)).toBeUndefined();
	});

	test.each<[string, Call, Partial<typeof key>, string]>([
		['another path', { ...get, path: '/other.txt' }, {}, 'SignatureDoesNotMatch'],
		['another secret', get, { secretAccessKey: 'x' }, 'SignatureDoesNotMatch'],
		['another key', get, { accessKeyId: 'x' }, 'InvalidAccessKeyId'],
		['another region', get, { region: 'eu-central-1' }, 'AuthorizationHeaderMalformed'],
		['another body', { ...put, body: 'Goodbye' }, {}, 'XAmzContentSHA256Mismatch'],
		['an hour later', { ...get, at: get.at + 3_600_000 }, {}, 'RequestTimeTooSkewed'],
		['no signature', { ...get, headers: {} }, {}, 'AccessDenied'],
	])('with %s it does not', (_name, call, others, code) => {
		expect(refusalOf(call, { ...key, ...others })).toMatchObject({ code });
	});
});

describe('over HTTP', () => {
	const { bucket, region, accessKeyId, secretAccessKey } = emulatorKeys.s3;
	let api: Api;
	beforeEach(async () => {
		api = await Api.open();
	});
	afterEach(() => api.close());

	/** Asks with a signature over the least that has to be signed. */
	async function ask(method: string, target: string, body = Buffer.alloc(0), more = {}): Promise<Response> {
		const at = new Date(NOON).toISOString().replace(/[-:]|\.\d+/g, '');
		const day = at.slice(0, 8);
		const digest = createHash('sha256').update(body).digest('hex');
		const { path, rawQuery } = splitUrl(target);
		const canonical = [method, path, rawQuery, `x-amz-date:${at}`, '', 'x-amz-date', digest].join('\n');
		const scope = `${day}/${region}/s3/aws4_request`;
		const hashed = createHash('sha256').update(canonical).digest('hex');
		const sign = (secret: string | Buffer, part: string): Buffer =>
			createHmac('sha256', secret).update(part).digest();
		const signature = [day, region, 's3', 'aws4_request', `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hashed}`]
			.reduce<string | Buffer>(sign, `AWS4${secretAccessKey}`)
			.toString('hex');
		return await fetch(api.emulator.url + target, {
			method,
			headers: {
				'x-amz-date': at,
				'x-amz-content-sha256': digest,
				authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=x-amz-date, Signature=${signature}`,
				...more,
			},
			...(body.length > 0 ? { body } : {}),
		});
	}

	test('a file is kept to the byte, and a second one under its key replaces it', async () => {
		const file = gzipSync('{"a":1}\n{"a":2}\n');
		const type = { 'content-type': 'application/gzip' };
		expect((await ask('PUT', `/s3/${bucket}/a/b.ndjson.gz`, file, type)).status).toBe(200);
		const [object] = api.emulator.objects;
		expect([object?.key, object?.type, object?.bytes.equals(file)]).toEqual([
			'a/b.ndjson.gz',
			'application/gzip',
			true,
		]);
		await ask('PUT', `/s3/${bucket}/a/b.ndjson.gz`, Buffer.from('{}\n'), {
			'content-type': 'application/x-ndjson',
		});
		expect((await api.call('/__emulator/objects')).json).toEqual([
			{ key: 'a/b.ndjson.gz', type: 'application/x-ndjson', at: NOON, size: 3 },
		]);
		expect((await api.call('/__emulator/object?key=a/b.ndjson.gz')).text).toBe('{}\n');
		expect((await api.call('/__emulator/object?key=a/c')).status).toBe(404);
	});

	test('the bucket says where it lies', async () => {
		const answer = await ask('GET', `/s3/${bucket}?location=`);
		expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(`>${region}<`)]);
	});

	test.each<[string, string, string, Readonly<Record<string, string>>, number, string]>([
		['another bucket', 'PUT', '/s3/other/key', {}, 404, 'NoSuchBucket'],
		['a broken digest', 'PUT', `/s3/${bucket}/key`, { 'content-md5': 'AAAA' }, 400, 'BadDigest'],
		['no key', 'PUT', `/s3/${bucket}/`, {}, 400, 'InvalidRequest'],
		['a list', 'GET', `/s3/${bucket}`, {}, 501, 'NotImplemented'],
	])('%s is refused', async (_name, method, target, headers, status, code) => {
		const answer = await ask(method, target, undefined, headers);
		expect([answer.status, await answer.text()]).toEqual([
			status,
			expect.stringContaining(`<Code>${code}</Code>`),
		]);
		expect(api.emulator.objects).toEqual([]);
	});
});
