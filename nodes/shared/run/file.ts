import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { settle } from '../../../collector/settle';
import { throwIfStopped } from './stop';

/**
 * Puts a stream of bytes into n8n's binary storage. A store on disk takes it as it comes; others want the whole file
 * and refuse the stream before they read a byte of it, and get the whole file.
 *
 * A store on disk removes what it has written when the stream fails; before n8n 2.41 it leaves that to the day when n8n
 * deletes the execution (n8n-io/n8n `packages/core/src/binary-data/file-system.manager.ts`), and a node can do nothing
 * about it.
 *
 * @throws CancelledError when the execution is stopped meanwhile
 */
export async function storeFile(
	context: IExecuteFunctions,
	bytes: AsyncIterable<Uint8Array>,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	const source = new CountedSource(bytes);
	const streamed = await settle(context.helpers.prepareBinaryData(source as never, fileName, mimeType));
	if (streamed.ok) return streamed.value;
	// On its way through compression and storage an error may become another one.
	throwIfStopped(context.getExecutionCancelSignal?.());
	if (source.wasRead) throw streamed.error;
	const chunks: Uint8Array[] = [];
	for await (const chunk of source) chunks.push(chunk);
	return await context.helpers.prepareBinaryData(Buffer.concat(chunks), fileName, mimeType);
}

/** An iterable that knows whether anybody began to read it. */
class CountedSource implements AsyncIterable<Uint8Array> {
	wasRead = false;

	constructor(private readonly bytes: AsyncIterable<Uint8Array>) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
		this.wasRead = true;
		yield* this.bytes;
	}
}
