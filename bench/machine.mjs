import { cpus, totalmem } from 'node:os';
import { execFileSync } from 'node:child_process';
import { N8N_VERSION, NODE } from '../demo/host.mjs';

/** The machine and what runs on it, in words. */
export function machineInWords() {
	const cores = cpus();
	const model = cores[0]?.model.trim() || process.arch;
	const memory = Math.round(totalmem() / 1024 ** 3);
	const node = execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim().slice(1);
	return `${cores.length} cores (${model}), ${memory} GiB of memory, ${process.platform}; n8n ${N8N_VERSION} on Node.js ${node}, the emulator on Node.js ${process.versions.node}`;
}
