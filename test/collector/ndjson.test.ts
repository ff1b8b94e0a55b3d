import { createGunzip, gunzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { parseJson } from '../../collector/json';
import { gzip, toNdjson } from '../../collector/ndjson';

const bytesOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
	const all: Uint8Array[] = [];
	for await (const chunk of chunks) all.push(chunk);
	return Buffer.concat(all);
};

async function* streamOf(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield* chunks;
}

describe('NDJSON', () => {
	it.each([
		{ name: 'no record', records: [], text: '' },
		{ name: 'one record', records: [{ a: 1 }], text: '{"a":1}\n' },
		{ name: 'a line feed inside', records: [{ a: 'x\ny' }, { b: 2 }], text: '{"a":"x\\ny"}\n{"b":2}\n' },
		{ name: 'words beyond ASCII', records: [{ a: 'Zürich 日本' }], text: '{"a":"Zürich 日本"}\n' },
	])('is a line a record: $name', ({ records, text }) => {
		expect(Buffer.from(toNdjson(records)).toString()).toBe(text);
	});

	it('keeps every digit', () => {
		const record = parseJson('{"n":12345678901234567890}') as { readonly n: string };
		expect(Buffer.from(toNdjson([record])).toString()).toBe('{"n":12345678901234567890}\n');
	});
});

describe('gzip', () => {
	const first = toNdjson([{ a: 1 }]);
	const second = toNdjson([{ b: 'x'.repeat(100_000) }]);

	it('is read by zlib as what went in', async () => {
		const packed = await bytesOf(gzip(streamOf(first, second)));
		expect(gunzipSync(packed)).toEqual(Buffer.concat([first, second]));
		expect(packed.length).toBeLessThan(second.length / 10);
	});

	it('is read by zlib as it streams', async () => {
		const unpacked = Readable.from(gzip(streamOf(first, second))).pipe(createGunzip());
		expect(await bytesOf(unpacked)).toEqual(Buffer.concat([first, second]));
	});

	it('of nothing is a whole file of nothing', async () => {
		expect(gunzipSync(await bytesOf(gzip(streamOf()))).length).toBe(0);
	});

	it('fails when what it packs fails', async () => {
		async function* broken(): AsyncGenerator<Uint8Array> {
			yield first;
			throw new Error('the scan broke off');
		}
		await expect(bytesOf(gzip(broken()))).rejects.toThrow('the scan broke off');
	});
});
