import './host';
import { resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const ROOT = resolve(__dirname, '../..');

export interface BuiltPackage {
	readonly loader: PackageDirectoryLoader;
	node(name: string): INodeType;
	credential(name: string): ICredentialType;
}

let loaded: Promise<BuiltPackage> | undefined;

/** The built package as n8n loads it: `dist/`, through n8n-core's own loader. */
export const builtPackage = async (): Promise<BuiltPackage> => await (loaded ??= loadPackage(ROOT));

/** A package as n8n loads it. @param folder that holds its package.json */
export async function loadPackage(folder: string): Promise<BuiltPackage> {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	return {
		loader,
		node: (name) => found(loader.nodeTypes[name]?.type, name) as INodeType,
		credential: (name) => found(loader.credentialTypes[name]?.type, name),
	};
}

function found<T>(value: T | undefined, name: string): T {
	if (value === undefined) throw new Error(`The package has no ${name}; was it built?`);
	return value;
}
