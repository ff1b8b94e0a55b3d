import type { VendorRecord } from './feed';
import { toJsonLine } from './json';

/** One chunk of NDJSON: a line a record, every number exact. */
export const toNdjson = (records: readonly VendorRecord[]): Uint8Array =>
	new TextEncoder().encode(records.map((record) => `${toJsonLine(record)}\n`).join(''));

/** Compresses a stream of bytes with gzip as it passes, holding only what is in flight. */
export async function* gzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield* ReadableStream.from(chunks).pipeThrough(new CompressionStream('gzip'));
}
