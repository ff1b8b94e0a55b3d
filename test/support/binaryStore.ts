import './host';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

interface Container {
	get<T>(type: abstract new (...args: never[]) => T): T;
}

/** n8n-core's own container: a package elsewhere in the tree may bring another copy of it. */
function containerOf(): Container {
	const path = require.resolve('@n8n/di', { paths: [dirname(require.resolve('n8n-core'))] });
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known only now
	return (require(path) as { Container: Container }).Container;
}

/** Sets up n8n's binary storage, on disk or in memory as older hosts keep it, and reads back from it. */
export async function binaryStore(
	mode: 'filesystem' | 'default',
): Promise<(binary: IBinaryData) => Promise<Buffer>> {
	const container = containerOf();
	const config = container.get(BinaryDataConfig);
	config.localStoragePath = mkdtempSync(join(tmpdir(), 'binary-store-'));
	config.mode = mode;
	const service = container.get(BinaryDataService);
	await service.init();
	return async (binary) => await service.getAsBuffer(binary);
}

/** The files on disk, by their paths in the store. */
export const filesInStore = (): readonly string[] => {
	const folder = containerOf().get(BinaryDataConfig).localStoragePath;
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
};

/** Deletes what the test's execution stored, as n8n does when it deletes the execution. */
export const deleteExecution = async (): Promise<void> =>
	await containerOf()
		.get(BinaryDataService)
		.deleteMany([{ type: 'execution', workflowId: 'a-workflow', executionId: '1' }]);
